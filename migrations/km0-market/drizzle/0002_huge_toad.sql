SET LOCAL lock_timeout = '2s';
--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "phone" varchar(20);
