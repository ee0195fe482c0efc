DROP TABLE files.shares;
DROP TABLE files.files;
DROP SCHEMA files;
