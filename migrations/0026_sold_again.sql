ALTER TABLE "sale_balance" DROP CONSTRAINT "sale_balance_lot_id_settlement_lot_id_fk";--> statement-breakpoint
ALTER TABLE "sale_payment_event" DROP CONSTRAINT "sale_payment_event_lot_id_sale_balance_lot_id_fk";--> statement-breakpoint
ALTER TABLE "sale_receipt" DROP CONSTRAINT "sale_receipt_lot_id_sale_balance_lot_id_fk";--> statement-breakpoint
ALTER TABLE "sale_statement" DROP CONSTRAINT "sale_statement_lot_id_sale_balance_lot_id_fk";--> statement-breakpoint
ALTER TABLE "settlement_move" DROP CONSTRAINT "settlement_move_lot_id_settlement_lot_id_fk";--> statement-breakpoint
ALTER TABLE "settlement_paper" DROP CONSTRAINT "settlement_paper_lot_id_settlement_lot_id_fk";--> statement-breakpoint
ALTER TABLE "sale_balance" DROP CONSTRAINT "sale_balance_lot_id_unique";--> statement-breakpoint
ALTER TABLE "settlement" DROP CONSTRAINT "settlement_lot_id_unique";--> statement-breakpoint
ALTER TABLE "sale_statement" DROP CONSTRAINT "sale_statement_kind";--> statement-breakpoint
ALTER TABLE "sale_payment_event" DROP CONSTRAINT "sale_payment_event_lot_id_seq_pk";--> statement-breakpoint
ALTER TABLE "sale_statement" DROP CONSTRAINT "sale_statement_lot_id_kind_pk";--> statement-breakpoint
ALTER TABLE "settlement_move" DROP CONSTRAINT "settlement_move_lot_id_stage_pk";--> statement-breakpoint
ALTER TABLE "settlement_paper" DROP CONSTRAINT "settlement_paper_pkey";--> statement-breakpoint
ALTER TABLE "sale_balance" ADD COLUMN "sale" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "sale_payment_event" ADD COLUMN "sale" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "sale_receipt" ADD COLUMN "sale" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "sale_statement" ADD COLUMN "sale" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "settlement" ADD COLUMN "sale" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "settlement_move" ADD COLUMN "sale" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "settlement_paper" ADD COLUMN "sale" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "sale_payment_event" ADD CONSTRAINT "sale_payment_event_lot_id_sale_seq_pk" PRIMARY KEY("lot_id","sale","seq");--> statement-breakpoint
ALTER TABLE "sale_statement" ADD CONSTRAINT "sale_statement_lot_id_sale_kind_pk" PRIMARY KEY("lot_id","sale","kind");--> statement-breakpoint
ALTER TABLE "settlement_move" ADD CONSTRAINT "settlement_move_lot_id_sale_stage_pk" PRIMARY KEY("lot_id","sale","stage");--> statement-breakpoint
ALTER TABLE "settlement_paper" ADD CONSTRAINT "settlement_paper_lot_id_sale_pk" PRIMARY KEY("lot_id","sale");--> statement-breakpoint
ALTER TABLE "sale_balance" ADD CONSTRAINT "sale_balance_of_sale" UNIQUE("lot_id","sale");--> statement-breakpoint
ALTER TABLE "settlement" ADD CONSTRAINT "settlement_sale" UNIQUE("lot_id","sale");--> statement-breakpoint
ALTER TABLE "sale_balance" ADD CONSTRAINT "sale_balance_settlement" FOREIGN KEY ("lot_id","sale") REFERENCES "public"."settlement"("lot_id","sale") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sale_payment_event" ADD CONSTRAINT "sale_payment_event_balance" FOREIGN KEY ("lot_id","sale") REFERENCES "public"."sale_balance"("lot_id","sale") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sale_receipt" ADD CONSTRAINT "sale_receipt_balance" FOREIGN KEY ("lot_id","sale") REFERENCES "public"."sale_balance"("lot_id","sale") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sale_statement" ADD CONSTRAINT "sale_statement_balance" FOREIGN KEY ("lot_id","sale") REFERENCES "public"."sale_balance"("lot_id","sale") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_move" ADD CONSTRAINT "settlement_move_of_sale" FOREIGN KEY ("lot_id","sale") REFERENCES "public"."settlement"("lot_id","sale") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_paper" ADD CONSTRAINT "settlement_paper_of_sale" FOREIGN KEY ("lot_id","sale") REFERENCES "public"."settlement"("lot_id","sale") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sale_statement" ADD CONSTRAINT "sale_statement_kind" CHECK ("sale_statement"."kind" in ('waterfall', 'default', 'resale'));--> statement-breakpoint
ALTER TABLE "settlement" ADD CONSTRAINT "settlement_sale_number" CHECK ("settlement"."sale" > 0);--> statement-breakpoint
ALTER TABLE "listing" ADD COLUMN "runner_up_days" integer;--> statement-breakpoint
-- By hand: what was counted per lot is counted per sale of it; a lot is sold again only when the sale before is void.
create or replace function sale_payment_goes_on() returns trigger language plpgsql as $$
declare
  balance sale_balance;
  last sale_payment_event;
  due timestamptz;
begin
  select * into balance from sale_balance where lot_id = new.lot_id and sale = new.sale;
  select * into last from sale_payment_event where lot_id = new.lot_id and sale = new.sale order by seq desc limit 1;
  if new.seq <> coalesce(last.seq, 0) + 1 then
    raise exception 'an event of a payment comes after %', coalesce(last.seq, 0) using errcode = 'ST001';
  end if;
  if last.type in ('BalancePaid', 'BuyerDefaulted') then
    raise exception 'a payment that has ended goes on no more' using errcode = 'ST001';
  end if;
  select coalesce(max(until) filter (where type = 'GraceGranted'), balance.due_at) into due
    from sale_payment_event where lot_id = new.lot_id and sale = new.sale;
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
    <> coalesce((select sum(taken_minor) from sale_receipt where lot_id = new.lot_id and sale = new.sale), 0) then
    raise exception 'a balance is paid when the whole of it came' using errcode = 'ST001';
  end if;
  return new;
end $$;--> statement-breakpoint
create or replace function sale_receipt_fits() returns trigger language plpgsql as $$
begin
  if (select sum(taken_minor) from sale_receipt where lot_id = new.lot_id and sale = new.sale)
    > (select amount_minor from sale_balance where lot_id = new.lot_id and sale = new.sale) then
    raise exception 'more was taken than is due' using errcode = 'ST002';
  end if;
  if new.taken_minor > 0 and exists (select from sale_payment_event
    where lot_id = new.lot_id and sale = new.sale and (type = 'BuyerDefaulted' or type = 'BalancePaid' and at < new.at)) then
    raise exception 'a payment that has ended takes nothing' using errcode = 'ST002';
  end if;
  if not exists (select from ledger_transaction where key = new.key) then
    raise exception 'money came without a posting' using errcode = 'ST002';
  end if;
  return null;
end $$;--> statement-breakpoint
create function settlement_follows_void() returns trigger language plpgsql as $$
begin
  if new.sale > 1 and not exists (
    select from settlement_move where lot_id = new.lot_id and sale = new.sale - 1 and stage = 'void'
  ) then
    raise exception 'a lot is sold again when the sale before is void' using errcode = 'ST004';
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger settlement_follows_void before insert on settlement
  for each row execute function settlement_follows_void();
