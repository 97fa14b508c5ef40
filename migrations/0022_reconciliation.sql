CREATE TABLE "payment_entry" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"reference" text,
	"source" text,
	"change_minor" bigint NOT NULL,
	"fee_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"read_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "payment_entry_type" CHECK ("payment_entry"."type" in ('charge', 'refund', 'refund-failure', 'dispute', 'payout', 'fee', 'other'))
);
--> statement-breakpoint
CREATE TABLE "reconciliation_difference" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"first_run" integer NOT NULL,
	"first_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reconciliation_finding" (
	"difference_id" uuid NOT NULL,
	"run" integer NOT NULL,
	"channel" text NOT NULL,
	"kind" text NOT NULL,
	"cause" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"gap_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"since" timestamp(3) with time zone NOT NULL,
	"ledger_reference" text,
	"outside_reference" text,
	CONSTRAINT "reconciliation_finding_difference_id_run_pk" PRIMARY KEY("difference_id","run")
);
--> statement-breakpoint
CREATE TABLE "reconciliation_move" (
	"difference_id" uuid NOT NULL,
	"nth" smallint NOT NULL,
	"type" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"reason" text,
	"is_cost" boolean NOT NULL,
	"kind" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	CONSTRAINT "reconciliation_move_difference_id_nth_pk" PRIMARY KEY("difference_id","nth"),
	CONSTRAINT "reconciliation_move_type" CHECK ("reconciliation_move"."type" in ('take', 'explain', 'confirm', 'reject')),
	CONSTRAINT "reconciliation_move_reason" CHECK (("reconciliation_move"."type" = 'explain') = ("reconciliation_move"."reason" is not null)),
	CONSTRAINT "reconciliation_move_cost" CHECK (not "reconciliation_move"."is_cost" or "reconciliation_move"."type" = 'explain')
);
--> statement-breakpoint
CREATE TABLE "reconciliation_resolution" (
	"difference_id" uuid PRIMARY KEY NOT NULL,
	"run" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reconciliation_run" (
	"nth" integer PRIMARY KEY NOT NULL,
	"cause" text NOT NULL,
	"day" date NOT NULL,
	"by" uuid,
	"at" timestamp(3) with time zone NOT NULL,
	"terms_version" smallint NOT NULL,
	"inputs_hash" "bytea" NOT NULL,
	"movements" integer NOT NULL,
	"entries" integer NOT NULL,
	"totals" json NOT NULL,
	CONSTRAINT "reconciliation_run_by" CHECK (("reconciliation_run"."cause" = 'on-demand') = ("reconciliation_run"."by" is not null))
);
--> statement-breakpoint
ALTER TABLE "reconciliation_difference" ADD CONSTRAINT "reconciliation_difference_first_run_reconciliation_run_nth_fk" FOREIGN KEY ("first_run") REFERENCES "public"."reconciliation_run"("nth") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_finding" ADD CONSTRAINT "reconciliation_finding_difference_id_reconciliation_difference_id_fk" FOREIGN KEY ("difference_id") REFERENCES "public"."reconciliation_difference"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_finding" ADD CONSTRAINT "reconciliation_finding_run_reconciliation_run_nth_fk" FOREIGN KEY ("run") REFERENCES "public"."reconciliation_run"("nth") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_move" ADD CONSTRAINT "reconciliation_move_difference_id_reconciliation_difference_id_fk" FOREIGN KEY ("difference_id") REFERENCES "public"."reconciliation_difference"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_resolution" ADD CONSTRAINT "reconciliation_resolution_difference_id_reconciliation_difference_id_fk" FOREIGN KEY ("difference_id") REFERENCES "public"."reconciliation_difference"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_resolution" ADD CONSTRAINT "reconciliation_resolution_run_reconciliation_run_nth_fk" FOREIGN KEY ("run") REFERENCES "public"."reconciliation_run"("nth") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "payment_entry_at" ON "payment_entry" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "reconciliation_difference_once" ON "reconciliation_difference" USING btree ("key","first_run");--> statement-breakpoint
CREATE INDEX "reconciliation_resolution_run" ON "reconciliation_resolution" USING btree ("run");--> statement-breakpoint
CREATE UNIQUE INDEX "reconciliation_run_nightly" ON "reconciliation_run" USING btree ("day") WHERE cause = 'nightly';--> statement-breakpoint
-- By hand from here on. What was compared and found, and what people said about it, is never changed or taken away.
revoke update, delete on reconciliation_run, reconciliation_difference, reconciliation_finding, reconciliation_resolution,
  reconciliation_move, payment_entry from reassign_app;--> statement-breakpoint
create trigger reconciliation_run_append_only before update or delete or truncate on reconciliation_run
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger reconciliation_difference_append_only before update or delete or truncate on reconciliation_difference
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger reconciliation_finding_append_only before update or delete or truncate on reconciliation_finding
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger reconciliation_resolution_append_only before update or delete or truncate on reconciliation_resolution
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger reconciliation_move_append_only before update or delete or truncate on reconciliation_move
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger payment_entry_append_only before update or delete or truncate on payment_entry
  for each statement execute function refuse_change();--> statement-breakpoint
-- Two people: whoever explained a difference last does not confirm it.
create function refuse_own_explanation() returns trigger language plpgsql as $$
begin
  if new."by" is not distinct from coalesce((
    select m."by" from reconciliation_move m
    where m.difference_id = new.difference_id and m.nth < new.nth and m.type = 'explain' order by m.nth desc limit 1
  ), new."by") then
    raise exception 'an explanation is confirmed by somebody else' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger reconciliation_move_by_another before insert on reconciliation_move
  for each row when (new.type = 'confirm') execute function refuse_own_explanation();
