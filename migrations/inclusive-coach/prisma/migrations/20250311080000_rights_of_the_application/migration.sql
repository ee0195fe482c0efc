-- The application writes what it works with and only reads what was recorded of it: the triggers write for it.
GRANT USAGE ON SCHEMA public TO coach_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "coaches", "learners", "sessions", "notes", "goals" TO coach_app;
GRANT SELECT ON "audit_log" TO coach_app;
