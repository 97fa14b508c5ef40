CREATE TABLE "keeper_key" (
	"recipient" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"user_name" text NOT NULL,
	"given_at" timestamp(3) with time zone NOT NULL,
	"nth" integer GENERATED ALWAYS AS IDENTITY (sequence name "keeper_key_nth_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	CONSTRAINT "keeper_key_recipient" CHECK ("keeper_key"."recipient" like 'age1%')
);
--> statement-breakpoint
CREATE TABLE "key_share" (
	"lot_id" uuid NOT NULL,
	"keeper" smallint NOT NULL,
	"user_id" uuid NOT NULL,
	"recipient" text NOT NULL,
	"ciphertext" text NOT NULL,
	CONSTRAINT "key_share_lot_id_keeper_pk" PRIMARY KEY("lot_id","keeper"),
	CONSTRAINT "key_share_keeper" CHECK ("key_share"."keeper" between 0 and 2)
);
--> statement-breakpoint
ALTER TABLE "listing" ADD COLUMN "sealed" jsonb;--> statement-breakpoint
ALTER TABLE "key_share" ADD CONSTRAINT "key_share_lot_id_notice_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."notice"("lot_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_share" ADD CONSTRAINT "key_share_recipient_keeper_key_recipient_fk" FOREIGN KEY ("recipient") REFERENCES "public"."keeper_key"("recipient") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "keeper_key_of" ON "keeper_key" USING btree ("user_id","nth");--> statement-breakpoint
CREATE INDEX "key_share_of" ON "key_share" USING btree ("user_id","lot_id");--> statement-breakpoint
-- Keys and shares are written once: what was given away is not taken back or exchanged.
revoke update, delete on keeper_key, key_share from reassign_app;--> statement-breakpoint
create trigger keeper_key_append_only before update or delete or truncate on keeper_key
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger key_share_append_only before update or delete or truncate on key_share
  for each statement execute function refuse_change();
