-- Prisma runs a file as one query; a single statement in it may run outside a transaction.
CREATE INDEX CONCURRENTLY "learners_name_trgm_idx" ON "learners" USING gin ("name" gin_trgm_ops);
