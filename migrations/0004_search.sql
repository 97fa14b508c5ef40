CREATE TABLE "catalogue_bank" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "catalogue_bank_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	CONSTRAINT "catalogue_bank_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "lot_search" (
	"lot_id" uuid PRIMARY KEY NOT NULL,
	"document" "tsvector" NOT NULL,
	"labels" integer[] NOT NULL,
	"facets" text NOT NULL,
	"published_at" timestamp(3) with time zone NOT NULL,
	"closing_order" bigint NOT NULL,
	"asking_minor" bigint NOT NULL,
	"bid_count" integer NOT NULL,
	"seq" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_word" (
	"word" text PRIMARY KEY NOT NULL,
	"spaced" text NOT NULL,
	"length" smallint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "catalogue_lot" ADD COLUMN "asking_minor" bigint;--> statement-breakpoint
ALTER TABLE "catalogue_lot" ADD COLUMN "closing_order" bigint;--> statement-breakpoint
-- Lots that are there already; `lot_search` is filled by the server, which can cut Chinese into words.
UPDATE "catalogue_lot" SET
  "asking_minor" = CASE
    WHEN "price_minor" IS NULL THEN "start_minor"
    WHEN "phase" = 'open' THEN "price_minor" + "increment_minor"
    ELSE "price_minor" END,
  "closing_order" = CASE
    WHEN "phase" IN ('notice', 'open') THEN (extract(epoch FROM "closes_at") * 1000)::bigint
    ELSE 6000000000000000 - (extract(epoch FROM "closes_at") * 1000)::bigint END;--> statement-breakpoint
ALTER TABLE "catalogue_lot" ALTER COLUMN "asking_minor" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "catalogue_lot" ALTER COLUMN "closing_order" SET NOT NULL;--> statement-breakpoint
-- Many words lie outside the row and uncompressed, the labels in it: a hit is counted without its words. Room on each
-- page keeps the updates of a bid away from the indexes.
ALTER TABLE "lot_search" SET (toast_tuple_target = 128, fillfactor = 85);--> statement-breakpoint
ALTER TABLE "lot_search" ALTER COLUMN "document" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "lot_search" ALTER COLUMN "labels" SET STORAGE PLAIN;--> statement-breakpoint
ALTER TABLE "lot_search" ALTER COLUMN "facets" SET STORAGE PLAIN;--> statement-breakpoint
CREATE INDEX "lot_search_found" ON "lot_search" USING gin ("document","labels") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "lot_search_newest" ON "lot_search" USING btree ("published_at","lot_id");--> statement-breakpoint
CREATE INDEX "search_word_similar" ON "search_word" USING gin ("spaced" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "catalogue_lot_by_end" ON "catalogue_lot" USING btree ("closing_order","lot_id");--> statement-breakpoint
CREATE INDEX "catalogue_lot_by_notice" ON "catalogue_lot" USING btree ("published_at","lot_id");--> statement-breakpoint
CREATE INDEX "catalogue_lot_by_price" ON "catalogue_lot" USING btree ("asking_minor","lot_id");--> statement-breakpoint
CREATE INDEX "catalogue_lot_by_bids" ON "catalogue_lot" USING btree ("bid_count","lot_id");--> statement-breakpoint
ALTER TABLE "catalogue_lot" DROP COLUMN "search_text";