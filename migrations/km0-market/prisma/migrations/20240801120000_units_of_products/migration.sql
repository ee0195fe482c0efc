SET LOCAL lock_timeout = '2s';

ALTER TABLE "products" ADD COLUMN "unit" varchar(12) DEFAULT 'piece' NOT NULL;

ALTER TABLE "products" ADD COLUMN "organic" boolean DEFAULT false NOT NULL;
