CREATE TABLE auth.roles (
    name text PRIMARY KEY,
    description text NOT NULL
);

CREATE TABLE auth.account_roles (
    account_id bigint NOT NULL REFERENCES auth.accounts ON DELETE CASCADE,
    role text NOT NULL REFERENCES auth.roles,
    granted_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, role)
);
CREATE INDEX account_roles_role_idx ON auth.account_roles (role);

INSERT INTO auth.roles (name, description) VALUES
    ('student', 'Takes courses'),
    ('teacher', 'Gives courses'),
    ('tutor', 'Answers students'),
    ('admin', 'Runs an organization');

GRANT SELECT ON auth.roles, auth.account_roles TO profe_app;
