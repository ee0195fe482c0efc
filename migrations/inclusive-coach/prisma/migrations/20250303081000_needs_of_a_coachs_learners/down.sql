DROP INDEX CONCURRENTLY "learners_coach_needs_idx";
