DROP EXTENSION btree_gin;
DROP EXTENSION pg_trgm;
DROP EXTENSION "uuid-ossp";
