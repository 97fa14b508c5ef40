CREATE TABLE "deposit_instruction" (
	"deposit_id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bank_refund" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"reference" text NOT NULL,
	"registration_id" uuid NOT NULL,
	"payer" "bytea" NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"due_at" timestamp(3) with time zone,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "bank_refund_key_unique" UNIQUE("key"),
	CONSTRAINT "bank_refund_amount" CHECK ("bank_refund"."amount_minor" between 1 and 10000000000000)
);
--> statement-breakpoint
CREATE TABLE "bank_refund_account" (
	"refund_id" uuid NOT NULL,
	"nth" smallint NOT NULL,
	"holder" text NOT NULL,
	"account" text NOT NULL,
	"bank" text NOT NULL,
	"bank_code" text NOT NULL,
	"reason" text NOT NULL,
	"stated_by" uuid NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "bank_refund_account_refund_id_nth_pk" PRIMARY KEY("refund_id","nth")
);
--> statement-breakpoint
CREATE TABLE "bank_refund_answer" (
	"refund_id" uuid NOT NULL,
	"nth" smallint NOT NULL,
	"is_confirmed" boolean NOT NULL,
	"answered_by" uuid NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "bank_refund_answer_refund_id_nth_pk" PRIMARY KEY("refund_id","nth")
);
--> statement-breakpoint
CREATE TABLE "payout_batch" (
	"id" uuid PRIMARY KEY NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "payment_refund" DROP CONSTRAINT "payment_refund_once";--> statement-breakpoint
ALTER TABLE "payout_move" DROP CONSTRAINT "payout_move_state";--> statement-breakpoint
ALTER TABLE "payout" ALTER COLUMN "prepared_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_refund" ADD COLUMN "follow_up" text;--> statement-breakpoint
ALTER TABLE "payout" ADD COLUMN "refund_id" uuid;--> statement-breakpoint
ALTER TABLE "payout_move" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "deposit_instruction" ADD CONSTRAINT "deposit_instruction_deposit_id_deposit_id_fk" FOREIGN KEY ("deposit_id") REFERENCES "public"."deposit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_refund_account" ADD CONSTRAINT "bank_refund_account_refund_id_bank_refund_id_fk" FOREIGN KEY ("refund_id") REFERENCES "public"."bank_refund"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout" ADD CONSTRAINT "payout_refund_id_bank_refund_id_fk" FOREIGN KEY ("refund_id") REFERENCES "public"."bank_refund"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_move" ADD CONSTRAINT "payout_move_batch_id_payout_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."payout_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "payment_refund_once" ON "payment_refund" USING btree ("payment_id","cause") WHERE follow_up is distinct from 'retried';--> statement-breakpoint
CREATE INDEX "payout_of_refund" ON "payout" USING btree ("refund_id");--> statement-breakpoint
CREATE INDEX "payout_move_of_batch" ON "payout_move" USING btree ("batch_id");--> statement-breakpoint
ALTER TABLE "payment_refund" ADD CONSTRAINT "payment_refund_follow_up" CHECK ("payment_refund"."follow_up" in ('retried', 'by-bank'));--> statement-breakpoint
ALTER TABLE "payout" ADD CONSTRAINT "payout_prepared" CHECK (("payout"."prepared_by" is null) = ("payout"."refund_id" is not null));--> statement-breakpoint
ALTER TABLE "payout_move" ADD CONSTRAINT "payout_move_batch" CHECK (("payout_move"."state" = 'collected') = ("payout_move"."batch_id" is not null));--> statement-breakpoint
ALTER TABLE "payout_move" ADD CONSTRAINT "payout_move_state" CHECK ("payout_move"."state" in ('collected', 'released', 'sent', 'paid', 'failed', 'cancelled'));--> statement-breakpoint
-- By hand from here on. What went back before was instructed with its release.
insert into deposit_instruction (deposit_id, at) select deposit_id, at from deposit_move where status = 'released';--> statement-breakpoint
-- Nothing that was ordered, stated or answered about money on its way out is changed or taken away.
revoke update, delete on deposit_instruction, bank_refund, bank_refund_account, bank_refund_answer, payout_batch
  from reassign_app;--> statement-breakpoint
-- Locking a row takes an update of something: of nothing but the id.
grant update (id) on bank_refund to reassign_app;--> statement-breakpoint
grant update (follow_up) on payment_refund to reassign_app;--> statement-breakpoint
create trigger deposit_instruction_append_only before update or delete or truncate on deposit_instruction
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger bank_refund_append_only before update or delete or truncate on bank_refund
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger bank_refund_account_append_only before update or delete or truncate on bank_refund_account
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger bank_refund_answer_append_only before update or delete or truncate on bank_refund_answer
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger payout_batch_append_only before update or delete or truncate on payout_batch
  for each statement execute function refuse_change();--> statement-breakpoint
-- Two people: whoever stated an account does not confirm it.
create function refuse_own_account() returns trigger language plpgsql as $$
begin
  if not exists (
    select from bank_refund_account a
    where a.refund_id = new.refund_id and a.nth = new.nth and (not new.is_confirmed or a.stated_by <> new.answered_by)
  ) then
    raise exception 'an account is confirmed by somebody else' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger bank_refund_answer_by_another before insert on bank_refund_answer
  for each row execute function refuse_own_account();--> statement-breakpoint
-- And whoever prepared a payout, or collected what the platform prepared, does not release it: of each there is a first person.
create or replace function refuse_own_release() returns trigger language plpgsql as $$
begin
  if not exists (
    select from payout p where p.id = new.payout_id and new.actor <> coalesce('user:' || p.prepared_by,
      (select m.actor from payout_move m where m.payout_id = p.id and m.state = 'collected'))
  ) then
    raise exception 'a payout is released by somebody else' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;--> statement-breakpoint
-- A refund has one payout that is on its way or there.
create function payout_of_refund_once() returns trigger language plpgsql as $$
begin
  perform from bank_refund where id = new.refund_id for no key update;
  if exists (
    select from payout p where p.refund_id = new.refund_id and p.id <> new.id and not exists (
      select from payout_move m where m.payout_id = p.id and m.state in ('failed', 'cancelled'))
  ) then
    raise exception 'a refund is paid out once' using errcode = 'unique_violation';
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger payout_of_refund_once before insert on payout
  for each row when (new.refund_id is not null) execute function payout_of_refund_once();--> statement-breakpoint
-- What a person did about a refund that failed stays done.
create function payment_refund_followed_up() returns trigger language plpgsql as $$
begin
  if old.follow_up is not null or old.status <> 'failed' or old.fault = 'dispute-lost' then
    raise exception 'only a refund that failed is followed up, and once' using errcode = 'PM001';
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger payment_refund_followed_up before update of follow_up on payment_refund
  for each row when (old.follow_up is distinct from new.follow_up) execute function payment_refund_followed_up();
