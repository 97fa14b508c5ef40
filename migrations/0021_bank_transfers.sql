CREATE TABLE "settlement_paper" (
	"lot_id" uuid PRIMARY KEY NOT NULL,
	"content" json NOT NULL,
	"hash" char(64) NOT NULL,
	"note" text NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bank_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"statement_id" uuid NOT NULL,
	"account" text NOT NULL,
	"entry_id" text NOT NULL,
	"content" char(64) NOT NULL,
	"direction" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"booked_on" date NOT NULL,
	"booked_at" timestamp(3) with time zone,
	"name" text NOT NULL,
	"other_account" text NOT NULL,
	"remark" text NOT NULL,
	CONSTRAINT "bank_line_once" UNIQUE("account","entry_id"),
	CONSTRAINT "bank_line_direction" CHECK ("bank_line"."direction" in ('credit', 'debit')),
	CONSTRAINT "bank_line_amount" CHECK ("bank_line"."amount_minor" between 1 and 10000000000000)
);
--> statement-breakpoint
CREATE TABLE "bank_line_answer" (
	"line_id" uuid NOT NULL,
	"nth" smallint NOT NULL,
	"is_confirmed" boolean NOT NULL,
	"answered_by" uuid NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "bank_line_answer_line_id_nth_pk" PRIMARY KEY("line_id","nth")
);
--> statement-breakpoint
CREATE TABLE "bank_line_match" (
	"line_id" uuid PRIMARY KEY NOT NULL,
	"outcome" text NOT NULL,
	"reference" text,
	"payer" text,
	"due_minor" bigint,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bank_line_proposal" (
	"line_id" uuid NOT NULL,
	"nth" smallint NOT NULL,
	"way" text NOT NULL,
	"reference" text,
	"reason" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "bank_line_proposal_line_id_nth_pk" PRIMARY KEY("line_id","nth"),
	CONSTRAINT "bank_line_proposal_way" CHECK ("bank_line_proposal"."way" in ('assign', 'assign-and-return-rest', 'return')),
	CONSTRAINT "bank_line_proposal_reference" CHECK (("bank_line_proposal"."way" = 'return') = ("bank_line_proposal"."reference" is null))
);
--> statement-breakpoint
CREATE TABLE "bank_statement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"format" text NOT NULL,
	"file_hash" "bytea" NOT NULL,
	"file_name" text NOT NULL,
	"currency" char(3) NOT NULL,
	"opening_minor" bigint,
	"closing_minor" bigint,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"lines" integer NOT NULL,
	"imported_by" uuid NOT NULL,
	"imported_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "bank_statement_file_hash_unique" UNIQUE("file_hash")
);
--> statement-breakpoint
CREATE TABLE "payment_file" (
	"id" uuid PRIMARY KEY NOT NULL,
	"message_id" text NOT NULL,
	"xml" text NOT NULL,
	"payouts" integer NOT NULL,
	"sum_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "payment_file_message_id_unique" UNIQUE("message_id")
);
--> statement-breakpoint
CREATE TABLE "payout" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"from_account" json NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"payee_name" text NOT NULL,
	"payee_account" text NOT NULL,
	"payee_bank" text NOT NULL,
	"payee_bank_code" text NOT NULL,
	"purpose" text NOT NULL,
	"pending_id" uuid NOT NULL,
	"prepared_by" uuid NOT NULL,
	"prepared_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "payout_reference_unique" UNIQUE("reference"),
	CONSTRAINT "payout_pending_id_unique" UNIQUE("pending_id"),
	CONSTRAINT "payout_amount" CHECK ("payout"."amount_minor" between 1 and 10000000000000)
);
--> statement-breakpoint
CREATE TABLE "payout_move" (
	"payout_id" uuid NOT NULL,
	"state" text NOT NULL,
	"actor" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"note" text,
	"file_id" uuid,
	CONSTRAINT "payout_move_payout_id_state_pk" PRIMARY KEY("payout_id","state"),
	CONSTRAINT "payout_move_state" CHECK ("payout_move"."state" in ('released', 'sent', 'paid', 'failed', 'cancelled')),
	CONSTRAINT "payout_move_file" CHECK (("payout_move"."state" = 'sent') = ("payout_move"."file_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "settlement_paper" ADD CONSTRAINT "settlement_paper_lot_id_settlement_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."settlement"("lot_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_line" ADD CONSTRAINT "bank_line_statement_id_bank_statement_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."bank_statement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_line_match" ADD CONSTRAINT "bank_line_match_line_id_bank_line_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."bank_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_line_proposal" ADD CONSTRAINT "bank_line_proposal_line_id_bank_line_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."bank_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_move" ADD CONSTRAINT "payout_move_payout_id_payout_id_fk" FOREIGN KEY ("payout_id") REFERENCES "public"."payout"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_move" ADD CONSTRAINT "payout_move_file_id_payment_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."payment_file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bank_line_answer_end" ON "bank_line_answer" USING btree ("line_id") WHERE is_confirmed;--> statement-breakpoint
CREATE INDEX "bank_line_match_outcome" ON "bank_line_match" USING btree ("outcome");--> statement-breakpoint
CREATE UNIQUE INDEX "bank_line_match_payout" ON "bank_line_match" USING btree ("reference") WHERE outcome = 'paid-out';--> statement-breakpoint
CREATE UNIQUE INDEX "payout_move_end" ON "payout_move" USING btree ("payout_id") WHERE state in ('paid', 'failed', 'cancelled');--> statement-breakpoint
-- Nothing that came from a bank, or was decided about its money, is changed or taken away.
revoke update, delete on bank_statement, bank_line, bank_line_match, bank_line_proposal, bank_line_answer, payout, payout_move,
  payment_file from reassign_app;--> statement-breakpoint
-- Locking a row takes an update of something: of these, of nothing but the id.
grant update (id) on bank_line, payout to reassign_app;--> statement-breakpoint
create trigger bank_statement_append_only before update or delete or truncate on bank_statement
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger bank_line_append_only before update or delete or truncate on bank_line
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger bank_line_match_append_only before update or delete or truncate on bank_line_match
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger bank_line_proposal_append_only before update or delete or truncate on bank_line_proposal
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger bank_line_answer_append_only before update or delete or truncate on bank_line_answer
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger payout_append_only before update or delete or truncate on payout
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger payout_move_append_only before update or delete or truncate on payout_move
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger payment_file_append_only before update or delete or truncate on payment_file
  for each statement execute function refuse_change();--> statement-breakpoint
-- Two people: whoever proposed it does not confirm it, and whoever prepared a payout does not release it.
create function refuse_own_answer() returns trigger language plpgsql as $$
begin
  if not exists (
    select from bank_line_proposal p
    where p.line_id = new.line_id and p.nth = new.nth and (not new.is_confirmed or p.proposed_by <> new.answered_by)
  ) then
    raise exception 'a proposal is confirmed by somebody else' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger bank_line_answer_by_another before insert on bank_line_answer
  for each row execute function refuse_own_answer();--> statement-breakpoint
create function refuse_own_release() returns trigger language plpgsql as $$
begin
  if exists (select from payout p where p.id = new.payout_id and new.actor = 'user:' || p.prepared_by) then
    raise exception 'a payout is released by somebody else' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger payout_move_by_another before insert on payout_move
  for each row when (new.state = 'released') execute function refuse_own_release();--> statement-breakpoint
revoke update, delete on settlement_paper from reassign_app;--> statement-breakpoint
create trigger settlement_paper_append_only before update or delete or truncate on settlement_paper
  for each statement execute function refuse_change();
