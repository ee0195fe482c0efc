-- case: two revisions upon one
-- config: format=alembic
-- file: alembic.ini
[alembic]
script_location = .
-- file: env.py
from alembic import context
-- file: versions/a1_one.py
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("create table t (id bigint primary key)")


def downgrade():
    op.execute("drop table t")
-- file: versions/b1_two.py
from alembic import op

revision = "b1"
down_revision = "a1"

-- expect multiple-heads
def upgrade():
    op.execute("alter table t add column n int")


def downgrade():
    op.execute("alter table t drop column n")
-- file: versions/c1_three.py
from alembic import op

revision = "c1"
down_revision = "a1"


def upgrade():
    op.execute("alter table t add column m int")


def downgrade():
    op.execute("alter table t drop column m")
-- file: alembic.up.sql
BEGIN;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> a1

create table t (id bigint primary key);

INSERT INTO alembic_version (version_num) VALUES ('a1') RETURNING alembic_version.version_num;

-- Running upgrade a1 -> b1

alter table t add column n int;

UPDATE alembic_version SET version_num='b1' WHERE alembic_version.version_num = 'a1';

-- Running upgrade a1 -> c1

alter table t add column m int;

INSERT INTO alembic_version (version_num) VALUES ('c1') RETURNING alembic_version.version_num;

COMMIT;
-- file: alembic.down.sql
BEGIN;

-- Running downgrade c1 -> a1

alter table t drop column m;

DELETE FROM alembic_version WHERE alembic_version.version_num = 'c1';

-- Running downgrade b1 -> a1

alter table t drop column n;

UPDATE alembic_version SET version_num='a1' WHERE alembic_version.version_num = 'b1';

-- Running downgrade a1 -> 

drop table t;

DELETE FROM alembic_version WHERE alembic_version.version_num = 'a1';

DROP TABLE alembic_version;

COMMIT;
