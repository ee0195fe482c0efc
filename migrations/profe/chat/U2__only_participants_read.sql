DROP POLICY participants_write ON chat.messages;
DROP POLICY participants_read ON chat.messages;
ALTER TABLE chat.messages DISABLE ROW LEVEL SECURITY;
DROP FUNCTION chat.takes_part(bigint);
