-- A fixed step is a table of one tier, which begins at nothing.
ALTER TABLE "catalogue_lot" ADD COLUMN "increments" json;--> statement-breakpoint
UPDATE "catalogue_lot" SET "increments" = json_build_array(json_build_object(
  'from', json_build_object('amount', 0, 'currency', "currency"),
  'step', json_build_object('amount', "increment_minor", 'currency', "currency")));--> statement-breakpoint
ALTER TABLE "catalogue_lot" ALTER COLUMN "increments" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "catalogue_lot" DROP COLUMN "increment_minor";--> statement-breakpoint
ALTER TABLE "listing" ADD COLUMN "increments" jsonb;--> statement-breakpoint
UPDATE "listing" SET "increments" = jsonb_build_array(jsonb_build_object(
  'from', jsonb_build_object('amount', 0, 'currency', "increment_currency"),
  'step', jsonb_build_object('amount', "increment_minor", 'currency', "increment_currency")));--> statement-breakpoint
ALTER TABLE "listing" ALTER COLUMN "increments" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "listing" DROP CONSTRAINT "listing_increment";--> statement-breakpoint
ALTER TABLE "listing" DROP COLUMN "increment_minor";--> statement-breakpoint
ALTER TABLE "listing" DROP COLUMN "increment_currency";
