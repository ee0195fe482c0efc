DROP INDEX CONCURRENTLY "learners_name_trgm_idx";
