CREATE TABLE "settlement_paper" (
	"lot_id" uuid PRIMARY KEY NOT NULL,
	"content" json NOT NULL,
	"hash" char(64) NOT NULL,
	"note" text NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "settlement_paper" ADD CONSTRAINT "settlement_paper_lot_id_settlement_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."settlement"("lot_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
revoke update, delete on settlement_paper from reassign_app;--> statement-breakpoint
create trigger settlement_paper_append_only before update or delete or truncate on settlement_paper
  for each statement execute function refuse_change();
