DROP TABLE academic.grades;
DROP TABLE academic.assignments;
