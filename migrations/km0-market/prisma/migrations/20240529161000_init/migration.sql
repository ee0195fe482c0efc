CREATE TYPE "public"."order_status" AS ENUM('pending', 'paid', 'shipped', 'cancelled');

CREATE TABLE "producers" (
    "id" serial PRIMARY KEY NOT NULL,
    "name" varchar(120) NOT NULL,
    "email" varchar(255) NOT NULL,
    "city" varchar(80) NOT NULL,
    "created_at" timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT "producers_email_unique" UNIQUE("email")
);

CREATE TABLE "products" (
    "id" serial PRIMARY KEY NOT NULL,
    "producer_id" integer NOT NULL,
    "name" varchar(160) NOT NULL,
    "price_cents" integer NOT NULL,
    "stock" integer DEFAULT 0 NOT NULL
);

ALTER TABLE "products" ADD CONSTRAINT "products_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE cascade ON UPDATE no action;

CREATE TABLE "customers" (
    "id" serial PRIMARY KEY NOT NULL,
    "email" varchar(255) NOT NULL,
    "name" varchar(120) NOT NULL,
    "created_at" timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT "customers_email_unique" UNIQUE("email")
);

CREATE TABLE "orders" (
    "id" serial PRIMARY KEY NOT NULL,
    "customer_id" integer NOT NULL,
    "status" "order_status" DEFAULT 'pending' NOT NULL,
    "placed_at" timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE "orders" ADD CONSTRAINT "orders_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;

CREATE INDEX "orders_customer_idx" ON "orders" USING btree ("customer_id");
