DROP TABLE "learners";
DROP TABLE "coaches";
