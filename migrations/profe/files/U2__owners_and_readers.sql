DROP POLICY readers_read ON files.files;
DROP POLICY owner_does_all ON files.files;
ALTER TABLE files.files DISABLE ROW LEVEL SECURITY;
DROP FUNCTION files.is_shared(uuid);
