DROP TABLE academic.enrolments;
DROP TABLE academic.courses;
DROP TABLE academic.subjects;
DROP TYPE academic.level;
DROP SCHEMA academic;
