CREATE TABLE "ledger_account" (
	"code" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"currency" char(3) NOT NULL,
	"channel" text,
	"registration_id" uuid,
	"lot_id" uuid,
	"organisation_id" uuid,
	"normal" smallint NOT NULL,
	"has_floor" boolean NOT NULL,
	"held_minor" bigint DEFAULT 0 NOT NULL,
	"reserved_minor" bigint DEFAULT 0 NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"closed_at" timestamp(3) with time zone,
	CONSTRAINT "ledger_account_normal" CHECK ("ledger_account"."normal" in (1, -1)),
	CONSTRAINT "ledger_account_floor" CHECK ("ledger_account"."reserved_minor" >= 0 and "ledger_account"."held_minor" >= "ledger_account"."reserved_minor"),
	CONSTRAINT "ledger_account_closed" CHECK ("ledger_account"."closed_at" is null or "ledger_account"."has_floor" and "ledger_account"."held_minor" = 0)
);
--> statement-breakpoint
CREATE TABLE "ledger_close" (
	"day" date PRIMARY KEY NOT NULL,
	"until_at" timestamp(3) with time zone NOT NULL,
	"closed_at" timestamp(3) with time zone NOT NULL,
	"transactions" integer NOT NULL,
	"digest" "bytea" NOT NULL,
	"totals" json NOT NULL,
	"note" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_close_balance" (
	"account" text NOT NULL,
	"day" date NOT NULL,
	"balance_minor" bigint NOT NULL,
	CONSTRAINT "ledger_close_balance_account_day_pk" PRIMARY KEY("account","day")
);
--> statement-breakpoint
CREATE TABLE "ledger_posting" (
	"transaction_id" uuid NOT NULL,
	"nth" smallint NOT NULL,
	"account" text NOT NULL,
	"currency" char(3) NOT NULL,
	"amount_minor" bigint NOT NULL,
	"is_pending" boolean NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "ledger_posting_transaction_id_nth_pk" PRIMARY KEY("transaction_id","nth"),
	CONSTRAINT "ledger_posting_amount" CHECK ("ledger_posting"."amount_minor" <> 0 and "ledger_posting"."amount_minor" between -10000000000000 and 10000000000000)
);
--> statement-breakpoint
CREATE TABLE "ledger_transaction" (
	"id" uuid PRIMARY KEY NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "ledger_transaction_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"content" "bytea" NOT NULL,
	"phase" text NOT NULL,
	"pending_id" uuid,
	"reason" text NOT NULL,
	"reference" text,
	"actor" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone,
	"postings" smallint NOT NULL,
	CONSTRAINT "ledger_transaction_key_unique" UNIQUE("key"),
	CONSTRAINT "ledger_transaction_key" CHECK (length("ledger_transaction"."key") between 1 and 200),
	CONSTRAINT "ledger_transaction_phase" CHECK (case when "ledger_transaction"."phase" in ('single', 'pending') then "ledger_transaction"."pending_id" is null and "ledger_transaction"."postings" >= 2
        when "ledger_transaction"."phase" = 'posted' then "ledger_transaction"."pending_id" is not null and "ledger_transaction"."postings" >= 2
        else "ledger_transaction"."phase" in ('voided', 'expired') and "ledger_transaction"."pending_id" is not null and "ledger_transaction"."postings" = 0 end),
	CONSTRAINT "ledger_transaction_expires" CHECK ("ledger_transaction"."expires_at" is null or "ledger_transaction"."phase" = 'pending')
);
--> statement-breakpoint
ALTER TABLE "ledger_close_balance" ADD CONSTRAINT "ledger_close_balance_day_ledger_close_day_fk" FOREIGN KEY ("day") REFERENCES "public"."ledger_close"("day") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_transaction" ADD CONSTRAINT "ledger_transaction_pending_id_ledger_transaction_id_fk" FOREIGN KEY ("pending_id") REFERENCES "public"."ledger_transaction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ledger_account_registration" ON "ledger_account" USING btree ("registration_id");--> statement-breakpoint
CREATE INDEX "ledger_account_lot" ON "ledger_account" USING btree ("lot_id");--> statement-breakpoint
CREATE INDEX "ledger_account_organisation" ON "ledger_account" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "ledger_posting_account" ON "ledger_posting" USING btree ("account","at","amount_minor") WHERE not is_pending;--> statement-breakpoint
CREATE INDEX "ledger_transaction_at" ON "ledger_transaction" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_transaction_end" ON "ledger_transaction" USING btree ("pending_id") WHERE pending_id is not null;--> statement-breakpoint
CREATE INDEX "ledger_transaction_expiry" ON "ledger_transaction" USING btree ("expires_at") WHERE expires_at is not null;--> statement-breakpoint
-- Nothing that was entered is changed or taken away, by anybody; of an account only its closing is written.
revoke update, delete on ledger_transaction, ledger_posting, ledger_close, ledger_close_balance from reassign_app;--> statement-breakpoint
revoke insert, update, delete on ledger_account from reassign_app;--> statement-breakpoint
grant insert (code, kind, currency, channel, registration_id, lot_id, organisation_id, normal, has_floor, opened_at)
  on ledger_account to reassign_app;--> statement-breakpoint
grant update (closed_at) on ledger_account to reassign_app;--> statement-breakpoint
create trigger ledger_transaction_append_only before update or delete or truncate on ledger_transaction
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger ledger_posting_append_only before update or delete or truncate on ledger_posting
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger ledger_close_append_only before update or delete or truncate on ledger_close
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger ledger_close_balance_append_only before update or delete or truncate on ledger_close_balance
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger ledger_account_stays before delete or truncate on ledger_account
  for each statement execute function refuse_change();--> statement-breakpoint
-- Balances change at every posting: room on their page keeps those updates away from the indexes.
alter table ledger_account set (fillfactor = 70);--> statement-breakpoint
-- Many enter at once; a daily close waits for all of them, and they wait for it. The number is the close's (server/ledger/repo.ts).
create function ledger_before_entering() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(727275);
  return null;
end $$;--> statement-breakpoint
create trigger ledger_posting_waits before insert on ledger_posting
  for each statement execute function ledger_before_entering();--> statement-breakpoint
create trigger ledger_transaction_waits before insert on ledger_transaction
  for each statement execute function ledger_before_entering();--> statement-breakpoint
-- A transaction and its postings enter by one statement: whole, balanced in each currency, on accounts of that currency.
-- Then the balances of accounts with a floor follow; their checks refuse an overdraft. A line more, later, would take a
-- number that is taken. What enters is few and what is there is many: look each of them up, whatever the statistics say.
create function ledger_postings_entered() returns trigger language plpgsql
  security definer set search_path = public, pg_temp
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  fault text;
begin
  with line as materialized (
    select p.transaction_id, p.nth, p.account, p.currency, p.amount_minor, t.postings, t.phase, a.normal, a.has_floor,
      a.code is null as is_lost, t.id is null or p.at <> t.at or p.is_pending <> (t.phase = 'pending') as is_foreign
    from entered p
      left join ledger_transaction t on t.id = p.transaction_id
      left join ledger_account a on a.code = p.account and a.currency = p.currency
  ), moved as (
    update ledger_account a set held_minor = held_minor + sums.held, reserved_minor = reserved_minor + sums.reserved
    from (
      select account, sum(case when phase = 'pending' then 0 else normal * amount_minor end) as held,
        sum(case phase when 'pending' then 1 when 'posted' then -1 else 0 end * greatest(0, -normal * amount_minor)) as reserved
      from line where has_floor group by account
    ) sums
    where a.code = sums.account
  )
  select 'a transaction ' || faults.what || ': ' || faults.transaction_id into fault
  from (
    select transaction_id, case
        when bool_or(is_foreign) then 'has postings of no, or another, transaction'
        when bool_or(is_lost) then 'names an account that is not there, or of another currency'
        else 'is not whole'
      end as what
    from line group by transaction_id
    having bool_or(is_foreign or is_lost) or count(*) <> max(postings) or max(nth) > max(postings) or min(nth) < 1
    union all
    select transaction_id, 'is not balanced' from line group by transaction_id, currency having sum(amount_minor) <> 0
  ) faults limit 1;
  if fault is not null then
    raise exception '%', fault using errcode = 'LG002';
  end if;
  return null;
end $$;--> statement-breakpoint
create trigger ledger_posting_entered after insert on ledger_posting
  referencing new table as entered for each statement execute function ledger_postings_entered();--> statement-breakpoint
-- The day is open, nothing comes without its postings, and what ends was pending: of what is voided or expired, nothing is
-- reserved any more.
create function ledger_transactions_entered() returns trigger language plpgsql
  security definer set search_path = public, pg_temp
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  if (select min(at) from entered) < (select max(until_at) from ledger_close) then
    raise exception 'the day is closed' using errcode = 'LG001';
  end if;
  if exists (
    select from entered t where t.postings > 0
      and not exists (select from ledger_posting p where p.transaction_id = t.id)
  ) then
    raise exception 'a transaction comes without its postings' using errcode = 'LG002';
  end if;
  if exists (
    select from entered t join ledger_transaction o on o.id = t.pending_id where o.phase <> 'pending'
  ) then
    raise exception 'a transaction ends what is not pending' using errcode = 'LG002';
  end if;
  update ledger_account a set reserved_minor = reserved_minor - freed.reserved
  from (
    select p.account, sum(greatest(0, -f.normal * p.amount_minor)) as reserved
    from entered t join ledger_posting p on p.transaction_id = t.pending_id join ledger_account f on f.code = p.account
    where t.phase in ('voided', 'expired') and f.has_floor group by p.account
  ) freed
  where a.code = freed.account;
  return null;
end $$;--> statement-breakpoint
create trigger ledger_transaction_entered after insert on ledger_transaction
  referencing new table as entered for each statement execute function ledger_transactions_entered();
