-- A sale is confirmed by an auctioneer or undone, each once; a debtor says that it paid; courts and houses come in.
CREATE TABLE "debt_payment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lot_id" uuid NOT NULL,
	"organisation" uuid NOT NULL,
	"organisation_name" text NOT NULL,
	"user_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"proof" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "debt_payment_amount" CHECK ("debt_payment"."amount_minor" between 1 and 10000000000000)
);
--> statement-breakpoint
CREATE TABLE "settlement_move" (
	"lot_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"log_size" integer NOT NULL,
	"log_hash" char(64) NOT NULL,
	CONSTRAINT "settlement_move_lot_id_stage_pk" PRIMARY KEY("lot_id","stage"),
	CONSTRAINT "settlement_move_stage" CHECK ("settlement_move"."stage" in ('confirmed', 'void'))
);
--> statement-breakpoint
ALTER TABLE "organisation" DROP CONSTRAINT "organisation_kind";--> statement-breakpoint
ALTER TABLE "settlement" DROP CONSTRAINT "settlement_stage";--> statement-breakpoint
ALTER TABLE "catalogue_lot" ADD COLUMN "stage" text;--> statement-breakpoint
UPDATE "catalogue_lot" SET "stage" = case when "route" in ('auction', 'civil-2020') then 'awaiting-confirmation' else 'confirmed' end WHERE "phase" = 'sold';--> statement-breakpoint
ALTER TABLE "deposit_move" ADD COLUMN "due_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "pledge_case" ADD COLUMN "costs_minor" bigint;--> statement-breakpoint
ALTER TABLE "pledge_case" ADD COLUMN "all_agreed_on" date;--> statement-breakpoint
-- What stands keeps its words; what it now says beside them is as its notice said.
ALTER TABLE "settlement" ADD COLUMN "route" text;--> statement-breakpoint
ALTER TABLE "settlement" ADD COLUMN "price_goes_to" text;--> statement-breakpoint
ALTER TABLE "settlement" DISABLE TRIGGER "settlement_append_only";--> statement-breakpoint
UPDATE "settlement" s SET "route" = coalesce((select n."snapshot" ->> 'route' from "notice" n where n."lot_id" = s."lot_id"), 'bidding');--> statement-breakpoint
UPDATE "settlement" SET "price_goes_to" = case "route" when 'bidding' then 'escrow' when 'auction' then 'house-or-escrow' else 'court' end;--> statement-breakpoint
ALTER TABLE "settlement" ENABLE TRIGGER "settlement_append_only";--> statement-breakpoint
ALTER TABLE "settlement" ALTER COLUMN "route" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "settlement" ALTER COLUMN "price_goes_to" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "settlement_move" ADD CONSTRAINT "settlement_move_lot_id_settlement_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."settlement"("lot_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "debt_payment_of_lot" ON "debt_payment" USING btree ("lot_id","id");--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_kind" CHECK ("organisation"."kind" in ('bank', 'agency', 'buyer', 'operator', 'valuer', 'fund', 'supervisor', 'auction-house', 'court'));--> statement-breakpoint
ALTER TABLE "pledge_case" ADD CONSTRAINT "pledge_case_costs" CHECK ("pledge_case"."costs_minor" between 0 and 10000000000000);--> statement-breakpoint
ALTER TABLE "settlement" ADD CONSTRAINT "settlement_price" CHECK ("settlement"."price_goes_to" in ('escrow', 'house-or-escrow', 'court'));--> statement-breakpoint
ALTER TABLE "settlement" ADD CONSTRAINT "settlement_stage" CHECK ("settlement"."stage" in ('awaiting-confirmation', 'confirmed'));--> statement-breakpoint
REVOKE UPDATE, DELETE ON "settlement_move", "debt_payment" FROM reassign_app;--> statement-breakpoint
CREATE TRIGGER "settlement_move_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "settlement_move"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER "debt_payment_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "debt_payment"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
