DROP TRIGGER "notes_audit" ON "notes";
DROP TRIGGER "sessions_audit" ON "sessions";
DROP TRIGGER "learners_audit" ON "learners";
DROP TRIGGER "coaches_audit" ON "coaches";
