-- What a lot offers goes by its format; all lots so far are English, which has no steps.
ALTER TABLE "catalogue_lot" ADD COLUMN "offer" json;--> statement-breakpoint
UPDATE "catalogue_lot" SET "offer" = json_build_object('format', 'english', 'increments', "increments");--> statement-breakpoint
ALTER TABLE "catalogue_lot" ALTER COLUMN "offer" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "catalogue_lot" DROP COLUMN "increments";--> statement-breakpoint
ALTER TABLE "catalogue_lot" ADD COLUMN "course" json;
