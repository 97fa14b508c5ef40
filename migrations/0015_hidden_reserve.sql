ALTER TABLE "listing" ADD COLUMN "reserve" "bytea";--> statement-breakpoint
ALTER TABLE "listing" ADD CONSTRAINT "listing_reserve" CHECK ("listing"."lot_id" is null or "listing"."reserve" is null);