REVOKE SELECT ON "audit_log" FROM coach_app;
REVOKE SELECT, INSERT, UPDATE, DELETE ON "coaches", "learners", "sessions", "notes", "goals" FROM coach_app;
REVOKE USAGE ON SCHEMA public FROM coach_app;
