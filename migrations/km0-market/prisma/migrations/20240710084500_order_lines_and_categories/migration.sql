CREATE TABLE "order_lines" (
    "order_id" integer NOT NULL,
    "product_id" integer NOT NULL,
    "quantity" integer NOT NULL,
    "price_cents" integer NOT NULL,
    CONSTRAINT "order_lines_order_id_product_id_pk" PRIMARY KEY("order_id","product_id"),
    CONSTRAINT "order_lines_quantity_check" CHECK ("order_lines"."quantity" > 0)
);

ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE cascade ON UPDATE no action;

ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE restrict ON UPDATE no action;

CREATE INDEX "order_lines_product_idx" ON "order_lines" USING btree ("product_id");

CREATE TABLE "categories" (
    "id" serial PRIMARY KEY NOT NULL,
    "slug" varchar(60) NOT NULL,
    "name" varchar(80) NOT NULL,
    CONSTRAINT "categories_slug_unique" UNIQUE("slug")
);

CREATE TABLE "product_categories" (
    "product_id" integer NOT NULL,
    "category_id" integer NOT NULL,
    CONSTRAINT "product_categories_product_id_category_id_pk" PRIMARY KEY("product_id","category_id")
);

ALTER TABLE "product_categories" ADD CONSTRAINT "product_categories_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;

ALTER TABLE "product_categories" ADD CONSTRAINT "product_categories_category_id_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."categories"("id") ON DELETE cascade ON UPDATE no action;

CREATE INDEX "product_categories_category_idx" ON "product_categories" USING btree ("category_id");
