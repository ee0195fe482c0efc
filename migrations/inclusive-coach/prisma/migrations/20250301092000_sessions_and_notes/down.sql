DROP TABLE "notes";
DROP TABLE "sessions";
DROP TYPE "SessionKind";
