CREATE FUNCTION chat.takes_part(in_conversation bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
    AS $$ SELECT EXISTS (SELECT FROM chat.participants p
                          WHERE p.conversation_id = in_conversation AND p.account_id = auth.current_account()) $$;

ALTER TABLE chat.messages ENABLE ROW LEVEL SECURITY;
CREATE POLICY participants_read ON chat.messages FOR SELECT TO profe_app
    USING (chat.takes_part(conversation_id));
CREATE POLICY participants_write ON chat.messages FOR INSERT TO profe_app
    WITH CHECK (chat.takes_part(conversation_id) AND author_id = auth.current_account());
