DROP VIEW academic.averages;
