DROP TABLE "goals";
