CREATE TABLE "sale_balance" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lot_id" uuid NOT NULL,
	"registration_id" uuid NOT NULL,
	"reference" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"terms_version" integer NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"rules" json NOT NULL,
	"charges" json NOT NULL,
	CONSTRAINT "sale_balance_lot_id_unique" UNIQUE("lot_id"),
	CONSTRAINT "sale_balance_reference_unique" UNIQUE("reference"),
	CONSTRAINT "sale_balance_amount" CHECK ("sale_balance"."amount_minor" between 0 and 20000000000000)
);
--> statement-breakpoint
CREATE TABLE "sale_payment_event" (
	"lot_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"person" uuid,
	"confirmed_by" uuid,
	"outcome" text,
	"until" timestamp(3) with time zone,
	"costs_minor" bigint,
	"commissions_minor" bigint,
	"reason" text,
	CONSTRAINT "sale_payment_event_lot_id_seq_pk" PRIMARY KEY("lot_id","seq"),
	CONSTRAINT "sale_payment_event_seq" CHECK ("sale_payment_event"."seq" > 0),
	CONSTRAINT "sale_payment_event_type" CHECK ("sale_payment_event"."type" in ('DeadlineMissed', 'OutcomeProposed', 'OutcomeRejected', 'GraceGranted', 'BuyerDefaulted', 'BalancePaid')),
	CONSTRAINT "sale_payment_event_two_people" CHECK ("sale_payment_event"."person" <> "sale_payment_event"."confirmed_by"),
	CONSTRAINT "sale_payment_event_confirmed" CHECK (("sale_payment_event"."type" in ('GraceGranted', 'BuyerDefaulted')) = ("sale_payment_event"."confirmed_by" is not null)),
	CONSTRAINT "sale_payment_event_by" CHECK (("sale_payment_event"."type" in ('DeadlineMissed', 'BalancePaid')) = ("sale_payment_event"."person" is null)),
	CONSTRAINT "sale_payment_event_outcome" CHECK (("sale_payment_event"."type" = 'OutcomeProposed') = ("sale_payment_event"."outcome" is not null and "sale_payment_event"."reason" is not null)
        and ("sale_payment_event"."outcome" is null or "sale_payment_event"."outcome" in ('grace', 'buyer-default')))
);
--> statement-breakpoint
CREATE TABLE "sale_receipt" (
	"key" text PRIMARY KEY NOT NULL,
	"lot_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"payment_id" uuid,
	"amount_minor" bigint NOT NULL,
	"taken_minor" bigint NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "sale_receipt_payment_id_unique" UNIQUE("payment_id"),
	CONSTRAINT "sale_receipt_channel" CHECK ("sale_receipt"."channel" in ('stripe', 'bank')),
	CONSTRAINT "sale_receipt_amount" CHECK ("sale_receipt"."amount_minor" between 1 and 10000000000000),
	CONSTRAINT "sale_receipt_taken" CHECK ("sale_receipt"."taken_minor" between 0 and "sale_receipt"."amount_minor")
);
--> statement-breakpoint
CREATE TABLE "sale_statement" (
	"lot_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"body" json NOT NULL,
	"hash" char(64) NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "sale_statement_lot_id_kind_pk" PRIMARY KEY("lot_id","kind"),
	CONSTRAINT "sale_statement_kind" CHECK ("sale_statement"."kind" in ('waterfall', 'default'))
);
--> statement-breakpoint
ALTER TABLE "sale_balance" ADD CONSTRAINT "sale_balance_lot_id_settlement_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."settlement"("lot_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sale_payment_event" ADD CONSTRAINT "sale_payment_event_lot_id_sale_balance_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."sale_balance"("lot_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sale_receipt" ADD CONSTRAINT "sale_receipt_lot_id_sale_balance_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."sale_balance"("lot_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sale_statement" ADD CONSTRAINT "sale_statement_lot_id_sale_balance_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."sale_balance"("lot_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sale_balance_due" ON "sale_balance" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "sale_receipt_of_lot" ON "sale_receipt" USING btree ("lot_id");
--> statement-breakpoint
-- What is asked for, what came, what was decided and what the parties were told stays as it was written.
revoke update, delete on sale_balance, sale_payment_event, sale_receipt, sale_statement from reassign_app;--> statement-breakpoint
create trigger sale_balance_append_only before update or delete or truncate on sale_balance
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger sale_payment_event_append_only before update or delete or truncate on sale_payment_event
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger sale_receipt_append_only before update or delete or truncate on sale_receipt
  for each statement execute function refuse_change();--> statement-breakpoint
create trigger sale_statement_append_only before update or delete or truncate on sale_statement
  for each statement execute function refuse_change();--> statement-breakpoint
-- No gap, nothing after the end, a deadline that has passed, two people for the same outcome, and the whole price for "paid".
create function sale_payment_goes_on() returns trigger language plpgsql as $$
declare
  balance sale_balance;
  last sale_payment_event;
  due timestamptz;
begin
  select * into balance from sale_balance where lot_id = new.lot_id;
  select * into last from sale_payment_event where lot_id = new.lot_id order by seq desc limit 1;
  if new.seq <> coalesce(last.seq, 0) + 1 then
    raise exception 'an event of a payment comes after %', coalesce(last.seq, 0) using errcode = 'ST001';
  end if;
  if last.type in ('BalancePaid', 'BuyerDefaulted') then
    raise exception 'a payment that has ended goes on no more' using errcode = 'ST001';
  end if;
  select coalesce(max(until) filter (where type = 'GraceGranted'), balance.due_at) into due
    from sale_payment_event where lot_id = new.lot_id;
  if new.type = 'DeadlineMissed' and (new.at <= due or coalesce(last.type, 'GraceGranted') <> 'GraceGranted') then
    raise exception 'the deadline has not passed' using errcode = 'ST001';
  end if;
  if new.type in ('OutcomeProposed', 'OutcomeRejected', 'GraceGranted', 'BuyerDefaulted')
    and coalesce(last.type, 'GraceGranted') = 'GraceGranted' then
    raise exception 'nobody reviews a payment whose deadline was not missed' using errcode = 'ST001';
  end if;
  if new.type in ('GraceGranted', 'BuyerDefaulted') and (last.type <> 'OutcomeProposed' or last.person <> new.person
    or last.outcome <> case new.type when 'GraceGranted' then 'grace' else 'buyer-default' end
    or last.until is distinct from new.until) then
    raise exception 'what is confirmed was proposed by the other person' using errcode = 'ST001';
  end if;
  if new.type = 'BalancePaid' and balance.amount_minor
    <> coalesce((select sum(taken_minor) from sale_receipt where lot_id = new.lot_id), 0) then
    raise exception 'a balance is paid when the whole of it came' using errcode = 'ST001';
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger sale_payment_goes_on before insert on sale_payment_event
  for each row execute function sale_payment_goes_on();--> statement-breakpoint
-- Never more than is asked for, nothing once it ended, and with its posting or not at all.
create function sale_receipt_fits() returns trigger language plpgsql as $$
begin
  if (select sum(taken_minor) from sale_receipt where lot_id = new.lot_id)
    > (select amount_minor from sale_balance where lot_id = new.lot_id) then
    raise exception 'more was taken than is due' using errcode = 'ST002';
  end if;
  if new.taken_minor > 0 and exists (select from sale_payment_event
    where lot_id = new.lot_id and (type = 'BuyerDefaulted' or type = 'BalancePaid' and at < new.at)) then
    raise exception 'a payment that has ended takes nothing' using errcode = 'ST002';
  end if;
  if not exists (select from ledger_transaction where key = new.key) then
    raise exception 'money came without a posting' using errcode = 'ST002';
  end if;
  return null;
end $$;--> statement-breakpoint
create constraint trigger sale_receipt_fits after insert on sale_receipt
  deferrable initially deferred for each row execute function sale_receipt_fits();--> statement-breakpoint
-- A price in escrow goes back or makes good a default; it is released to nobody before the recordal, and no recordal is
-- known here yet (docs/decisions/0036).
create function escrow_stays() returns trigger language plpgsql as $$
begin
  if exists (
    select from ledger_account a join settlement s on s.lot_id = a.lot_id
      join ledger_transaction t on t.id = new.transaction_id
    where a.code = new.account and t.reason not in ('deposit-released', 'deposit-forfeited', 'price-returned')
  ) then
    raise exception 'a price in escrow is not released before the recordal' using errcode = 'ST003';
  end if;
  return null;
end $$;--> statement-breakpoint
create trigger escrow_stays after insert on ledger_posting
  for each row when (new.amount_minor > 0 and new.account like 'escrow/%') execute function escrow_stays();
