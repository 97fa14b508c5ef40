-- A registration has a deposit for each round of its lot, and one of them open at a time.
ALTER TABLE "deposit" DROP CONSTRAINT "deposit_registration_id_unique";--> statement-breakpoint
CREATE UNIQUE INDEX "deposit_open_once" ON "deposit" USING btree ("registration_id") WHERE "deposit"."status" in ('requested', 'held', 'applied');--> statement-breakpoint
CREATE INDEX "deposit_of_registration" ON "deposit" USING btree ("registration_id","id");--> statement-breakpoint
-- Every round of a lot ends.
ALTER TABLE "ended_lot" DROP CONSTRAINT "ended_lot_pkey";--> statement-breakpoint
ALTER TABLE "ended_lot" ADD CONSTRAINT "ended_lot_lot_id_at_pk" PRIMARY KEY("lot_id","at");
