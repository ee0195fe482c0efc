ALTER TABLE "orders" VALIDATE CONSTRAINT "orders_pickup_point_id_pickup_points_id_fk";

CREATE TABLE "reviews" (
    "id" serial PRIMARY KEY NOT NULL,
    "product_id" integer NOT NULL,
    "customer_id" integer NOT NULL,
    "stars" smallint NOT NULL,
    "words" text,
    CONSTRAINT "reviews_stars_check" CHECK ("reviews"."stars" between 1 and 5)
);

ALTER TABLE "reviews" ADD CONSTRAINT "reviews_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;

ALTER TABLE "reviews" ADD CONSTRAINT "reviews_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;

CREATE INDEX "reviews_product_idx" ON "reviews" USING btree ("product_id");

CREATE INDEX "reviews_customer_idx" ON "reviews" USING btree ("customer_id");
