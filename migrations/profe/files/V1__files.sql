CREATE SCHEMA files;

CREATE TABLE files.files (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    owner_id bigint NOT NULL REFERENCES users.profiles,
    name text NOT NULL,
    media_type text NOT NULL,
    bytes bigint NOT NULL CHECK (bytes >= 0),
    sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
    uploaded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX files_owner_idx ON files.files (owner_id);

CREATE TABLE files.shares (
    file_id uuid NOT NULL REFERENCES files.files ON DELETE CASCADE,
    account_id bigint NOT NULL REFERENCES users.profiles ON DELETE CASCADE,
    PRIMARY KEY (file_id, account_id)
);
CREATE INDEX shares_account_idx ON files.shares (account_id);

GRANT USAGE ON SCHEMA files TO profe_app;
GRANT SELECT, INSERT ON files.files, files.shares TO profe_app;
