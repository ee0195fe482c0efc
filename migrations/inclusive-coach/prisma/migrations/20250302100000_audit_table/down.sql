DROP FUNCTION "record_audit"();
DROP TABLE "audit_log";
