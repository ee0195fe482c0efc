DROP TABLE users.guardians;
DROP TABLE users.profiles;
DROP FUNCTION users.touch();
DROP SCHEMA users;
