DROP MATERIALIZED VIEW analytics.course_activity;
