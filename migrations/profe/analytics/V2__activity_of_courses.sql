CREATE MATERIALIZED VIEW analytics.course_activity AS
    SELECT c.id AS course_id, count(DISTINCT e.student_id) AS students, count(DISTINCT a.id) AS assignments
      FROM academic.courses c
      LEFT JOIN academic.enrolments e ON e.course_id = c.id
      LEFT JOIN academic.assignments a ON a.course_id = c.id
     GROUP BY c.id;
CREATE UNIQUE INDEX course_activity_key ON analytics.course_activity (course_id);
