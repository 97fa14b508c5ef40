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
	"account" text NOT NULL,
	"currency" char(3) NOT NULL,
	"amount_minor" bigint NOT NULL,
	"is_pending" boolean NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "ledger_posting_transaction_id_account_pk" PRIMARY KEY("transaction_id","account"),
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
	CONSTRAINT "ledger_transaction_pending_id_unique" UNIQUE("pending_id"),
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
-- A transaction and its postings enter by one statement: whole, balanced in each currency, on accounts of that currency, on
-- a day that is open. Then the balances of accounts with a floor follow; their checks refuse an overdraft.
-- What enters is few and what is there is many: look each of them up, whatever the statistics say.
create function ledger_entered() returns trigger language plpgsql security definer set search_path = public, pg_temp
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  fault text;
begin
  if exists (select from entered where at < (select max(until_at) from ledger_close)) then
    raise exception 'the day is closed' using errcode = 'LG001';
  end if;
  select case
      when count(p.transaction_id) <> t.postings then 'is not whole'
      when count(a.code) <> t.postings then 'names an account that is not there, or of another currency'
      when bool_or(p.at <> t.at or p.is_pending <> (t.phase = 'pending')) then 'has postings of another time or phase'
    end || ': ' || t.id into fault
  from entered t
    left join ledger_posting p on p.transaction_id = t.id
    left join ledger_account a on a.code = p.account and a.currency = p.currency
  group by t.id, t.postings, t.at, t.phase
  having count(p.transaction_id) <> t.postings or count(a.code) <> t.postings
    or bool_or(p.at <> t.at or p.is_pending <> (t.phase = 'pending'))
  limit 1;
  if fault is null then
    select 'is not balanced: ' || t.id into fault
    from entered t join ledger_posting p on p.transaction_id = t.id
    group by t.id, p.currency having sum(p.amount_minor) <> 0 limit 1;
  end if;
  if fault is null then
    select 'ends what is not pending: ' || t.id into fault
    from entered t join ledger_transaction o on o.id = t.pending_id where o.phase <> 'pending' limit 1;
  end if;
  if fault is not null then
    raise exception 'a transaction %', fault using errcode = 'LG002';
  end if;
  update ledger_account a set held_minor = held_minor + moved.held, reserved_minor = reserved_minor + moved.reserved
  from (
    select account, sum(held) as held, sum(reserved) as reserved
    from (
      select p.account,
        case when t.phase = 'pending' then 0 else f.normal * p.amount_minor end as held,
        case when t.phase = 'pending' then greatest(0, -f.normal * p.amount_minor) else 0 end as reserved
      from entered t join ledger_posting p on p.transaction_id = t.id join ledger_account f on f.code = p.account
      where f.has_floor
      union all
      select p.account, 0, -greatest(0, -f.normal * p.amount_minor)
      from entered t join ledger_posting p on p.transaction_id = t.pending_id join ledger_account f on f.code = p.account
      where f.has_floor
    ) lines
    group by account
  ) moved
  where a.code = moved.account;
  return null;
end $$;--> statement-breakpoint
create trigger ledger_transaction_entered after insert on ledger_transaction
  referencing new table as entered for each statement execute function ledger_entered();--> statement-breakpoint
-- A posting comes with its transaction: one more, later, would make it longer than it says.
create function ledger_posting_fits() returns trigger language plpgsql
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  if exists (
    select from (select distinct transaction_id from entered) e
      join ledger_posting p on p.transaction_id = e.transaction_id
      left join ledger_transaction t on t.id = e.transaction_id
    group by e.transaction_id, t.postings having t.postings is null or count(*) <> t.postings
  ) then
    raise exception 'postings without their transaction' using errcode = 'LG002';
  end if;
  return null;
end $$;--> statement-breakpoint
create trigger ledger_posting_entered after insert on ledger_posting
  referencing new table as entered for each statement execute function ledger_posting_fits();
