DROP TABLE users.preferences;
