ALTER TABLE "bank_refund" ADD COLUMN "to_court" text;--> statement-breakpoint
ALTER TABLE "bank_refund" ADD COLUMN "lot_id" uuid;--> statement-breakpoint
ALTER TABLE "bank_refund" ADD COLUMN "court_id" uuid;--> statement-breakpoint
CREATE INDEX "bank_refund_to_court" ON "bank_refund" USING btree ("due_at") WHERE to_court is not null;--> statement-breakpoint
CREATE INDEX "bank_refund_of_lot" ON "bank_refund" USING btree ("lot_id");--> statement-breakpoint
CREATE INDEX "bank_refund_of_court" ON "bank_refund" USING btree ("court_id");--> statement-breakpoint
ALTER TABLE "bank_refund" ADD CONSTRAINT "bank_refund_to_court_whole" CHECK (("bank_refund"."to_court" is null) = ("bank_refund"."lot_id" is null) and ("bank_refund"."to_court" is null) = ("bank_refund"."court_id" is null)
        and ("bank_refund"."to_court" is null or "bank_refund"."to_court" in ('deposit', 'balance') and "bank_refund"."due_at" is not null));
--> statement-breakpoint
-- By hand: a deposit that was applied to a court's price is the court's: what becomes of it here afterwards moves no money.
create or replace function deposit_is_booked() returns trigger language plpgsql as $$
begin
  if not exists (select from deposit_move where deposit_id = new.id and status = new.status) then
    raise exception 'a deposit becomes % without a line in its history', new.status using errcode = 'DP002';
  end if;
  if new.amount_minor > 0
    and not exists (select from ledger_transaction where key = 'deposit:' || new.id || ':' || new.status)
    and not exists (select from ledger_transaction t join ledger_posting p on p.transaction_id = t.id
      where t.key = 'deposit:' || new.id || ':applied' and p.account like 'court/%' and new.status <> 'applied') then
    raise exception 'a deposit becomes % without a posting', new.status using errcode = 'DP002';
  end if;
  return null;
end $$;--> statement-breakpoint
-- What a payout of the platform takes is where its refund lies: what is a court's, in the court's account of that lot and nowhere
-- else, and nobody pays out of there by hand.
create function payout_from_its_account() returns trigger language plpgsql as $$
begin
  if not exists (select from bank_refund r where r.id = new.refund_id and case
    when r.to_court is null then new.from_account ->> 'kind' = 'refund-due'
      and new.from_account ->> 'registration' = r.registration_id::text
    else new.from_account ->> 'kind' = 'court' and new.from_account ->> 'lot' = r.lot_id::text end) then
    raise exception 'a payout leaves another account than its own' using errcode = 'PT001';
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger payout_from_its_account before insert on payout
  for each row when (new.refund_id is not null or new.from_account ->> 'kind' = 'court')
  execute function payout_from_its_account();
