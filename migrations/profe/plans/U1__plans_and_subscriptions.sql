DROP TABLE plans.subscriptions;
DROP TABLE plans.plans;
DROP SCHEMA plans;
