CREATE SCHEMA users;

CREATE TABLE users.profiles (
    account_id bigint PRIMARY KEY REFERENCES auth.accounts ON DELETE CASCADE,
    display_name text NOT NULL,
    locale text NOT NULL DEFAULT 'es' CHECK (locale ~ '^[a-z]{2}(-[A-Z]{2})?$'),
    time_zone text NOT NULL DEFAULT 'Europe/Madrid',
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE users.guardians (
    student_id bigint NOT NULL REFERENCES users.profiles ON DELETE CASCADE,
    guardian_id bigint NOT NULL REFERENCES users.profiles ON DELETE CASCADE,
    relation text NOT NULL,
    PRIMARY KEY (student_id, guardian_id),
    CHECK (student_id <> guardian_id)
);
CREATE INDEX guardians_guardian_idx ON users.guardians (guardian_id);

CREATE FUNCTION users.touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END $$;
CREATE TRIGGER profiles_touch BEFORE UPDATE ON users.profiles FOR EACH ROW EXECUTE FUNCTION users.touch();

GRANT USAGE ON SCHEMA users TO profe_app;
GRANT SELECT, INSERT, UPDATE ON users.profiles TO profe_app;
GRANT SELECT ON users.guardians TO profe_app;
