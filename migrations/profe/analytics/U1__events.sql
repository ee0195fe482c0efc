DROP TABLE analytics.events;
DROP SCHEMA analytics;
