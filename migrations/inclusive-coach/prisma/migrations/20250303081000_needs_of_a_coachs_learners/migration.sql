CREATE INDEX CONCURRENTLY "learners_coach_needs_idx" ON "learners" USING gin ("coach_id", "needs");
