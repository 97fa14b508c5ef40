ALTER TABLE "sale_payment_event" DROP CONSTRAINT "sale_payment_event_type";--> statement-breakpoint
ALTER TABLE "sale_payment_event" DROP CONSTRAINT "sale_payment_event_by";--> statement-breakpoint
ALTER TABLE "listing" ADD COLUMN "payment_days" integer;--> statement-breakpoint
ALTER TABLE "listing" ADD COLUMN "instalments" jsonb;--> statement-breakpoint
ALTER TABLE "sale_balance" ADD COLUMN "parts" json;--> statement-breakpoint
ALTER TABLE "sale_payment_event" ADD CONSTRAINT "sale_payment_event_type" CHECK ("sale_payment_event"."type" in ('DeadlineMissed', 'OutcomeProposed', 'OutcomeRejected', 'GraceGranted', 'InstalmentPaid', 'BuyerDefaulted', 'BalancePaid'));--> statement-breakpoint
ALTER TABLE "sale_payment_event" ADD CONSTRAINT "sale_payment_event_by" CHECK (("sale_payment_event"."type" in ('DeadlineMissed', 'InstalmentPaid', 'BalancePaid')) = ("sale_payment_event"."person" is null));--> statement-breakpoint
-- By hand: the parts of a balance are all of it, one day after the other, and one that is paid says when the next is due.
create function sale_balance_parts() returns trigger language plpgsql as $$
declare
  days timestamptz[];
begin
  if new.parts is null then
    return new;
  end if;
  select array_agg((p ->> 'dueAt')::timestamptz) into days from json_array_elements(new.parts) p;
  if (select sum((p ->> 'amountMinor')::bigint) from json_array_elements(new.parts) p) is distinct from new.amount_minor
    or exists (select from json_array_elements(new.parts) p where (p ->> 'amountMinor')::bigint < 0) then
    raise exception 'parts of a balance are all of it' using errcode = 'ST005';
  end if;
  if exists (select from generate_subscripts(days, 1) n where n > 1 and days[n] <= days[n - 1])
    or not new.due_at = any (days) then
    raise exception 'parts of a balance are due one after the other' using errcode = 'ST005';
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger sale_balance_parts before insert on sale_balance
  for each row execute function sale_balance_parts();--> statement-breakpoint
create or replace function sale_payment_goes_on() returns trigger language plpgsql as $$
declare
  balance sale_balance;
  last sale_payment_event;
  due timestamptz;
  taken bigint;
  waited boolean;
begin
  select * into balance from sale_balance where lot_id = new.lot_id and sale = new.sale;
  select * into last from sale_payment_event where lot_id = new.lot_id and sale = new.sale order by seq desc limit 1;
  waited := coalesce(last.type, 'GraceGranted') in ('GraceGranted', 'InstalmentPaid');
  if new.seq <> coalesce(last.seq, 0) + 1 then
    raise exception 'an event of a payment comes after %', coalesce(last.seq, 0) using errcode = 'ST001';
  end if;
  if last.type in ('BalancePaid', 'BuyerDefaulted') then
    raise exception 'a payment that has ended goes on no more' using errcode = 'ST001';
  end if;
  select until into due from sale_payment_event
    where lot_id = new.lot_id and sale = new.sale and type in ('GraceGranted', 'InstalmentPaid') order by seq desc limit 1;
  if new.type = 'DeadlineMissed' and (new.at <= coalesce(due, balance.due_at) or not waited) then
    raise exception 'the deadline has not passed' using errcode = 'ST001';
  end if;
  if new.type in ('OutcomeProposed', 'OutcomeRejected', 'GraceGranted', 'BuyerDefaulted') and waited then
    raise exception 'nobody reviews a payment whose deadline was not missed' using errcode = 'ST001';
  end if;
  if new.type in ('GraceGranted', 'BuyerDefaulted') and (last.type <> 'OutcomeProposed' or last.person <> new.person
    or last.outcome <> case new.type when 'GraceGranted' then 'grace' else 'buyer-default' end
    or last.until is distinct from new.until) then
    raise exception 'what is confirmed was proposed by the other person' using errcode = 'ST001';
  end if;
  select coalesce(sum(taken_minor), 0) into taken from sale_receipt where lot_id = new.lot_id and sale = new.sale;
  if new.type = 'BalancePaid' and balance.amount_minor <> taken then
    raise exception 'a balance is paid when the whole of it came' using errcode = 'ST001';
  end if;
  if new.type = 'InstalmentPaid' and (
    not exists (select from json_array_elements(balance.parts) p where (p ->> 'dueAt')::timestamptz = new.until)
    or taken < (select coalesce(sum((p ->> 'amountMinor')::bigint), 0) from json_array_elements(balance.parts) p
      where (p ->> 'dueAt')::timestamptz < new.until)
  ) then
    raise exception 'the next part is waited for when those before it came' using errcode = 'ST001';
  end if;
  return new;
end $$;
