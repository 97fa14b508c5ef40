-- Money that was held before the ledger was there enters it now, so that it can leave: what is held, and what was applied to
-- a price. What had been released has left by hand.
with before as (
  select d.id, d.registration_id, d.currency, d.amount_minor, d.reference, d.status, r.lot_id,
    coalesce((select s.price_goes_to from settlement s where s.lot_id = r.lot_id), 'escrow') as price_goes_to
  from deposit d join registration r on r.id = d.registration_id
  where d.status in ('held', 'applied') and d.amount_minor > 0
)
insert into ledger_account
  (code, kind, currency, channel, registration_id, lot_id, normal, has_floor, opened_at)
select 'cash/bank/' || currency, 'cash', currency, 'bank', null::uuid, null::uuid, 1, false, now() from before
union
select 'deposit/' || registration_id || '/' || currency, 'deposit', currency, null, registration_id, null, -1, true, now()
from before where status = 'held'
union
select case price_goes_to when 'court' then 'court/' else 'escrow/' end || lot_id || '/' || currency,
  case price_goes_to when 'court' then 'court' else 'escrow' end, currency, null, null, lot_id, -1, true, now()
from before where status = 'applied'
on conflict do nothing;--> statement-breakpoint
with before as materialized (
  select d.id as deposit_id, gen_random_uuid() as id, d.currency, d.amount_minor, d.reference, d.status,
    case when d.status = 'held' then 'deposit/' || d.registration_id || '/' || d.currency
      else case (select s.price_goes_to from settlement s where s.lot_id = r.lot_id) when 'court' then 'court/' else 'escrow/' end
        || r.lot_id || '/' || d.currency end as account
  from deposit d join registration r on r.id = d.registration_id
  where d.status in ('held', 'applied') and d.amount_minor > 0
), entered as (
  insert into ledger_transaction (id, key, content, phase, reason, reference, actor, at, postings)
  select id, 'deposit:' || deposit_id || ':' || status, sha256(deposit_id::text::bytea), 'single',
    'deposit-received', reference, 'platform', date_trunc('milliseconds', now()), 2
  from before
)
insert into ledger_posting (transaction_id, nth, account, currency, amount_minor, is_pending, at)
select id, 1, 'cash/bank/' || currency, currency, amount_minor, false, date_trunc('milliseconds', now()) from before
union all
select id, 2, account, currency, -amount_minor, false, date_trunc('milliseconds', now()) from before;--> statement-breakpoint
-- A deposit goes on, and ends once; a sale that took it may still be undone, or its buyer default.
create function deposit_goes_on() returns trigger language plpgsql as $$
begin
  if (old.status, new.status) not in (('requested', 'held'), ('held', 'applied'), ('held', 'released'),
    ('held', 'forfeited'), ('applied', 'released'), ('applied', 'forfeited')) then
    raise exception 'a deposit that is % does not become %', old.status, new.status using errcode = 'DP001';
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger deposit_goes_on before update of status on deposit
  for each row execute function deposit_goes_on();--> statement-breakpoint
-- With its line in the history and its posting, or not at all.
create function deposit_is_booked() returns trigger language plpgsql as $$
begin
  if not exists (select from deposit_move where deposit_id = new.id and status = new.status) then
    raise exception 'a deposit becomes % without a line in its history', new.status using errcode = 'DP002';
  end if;
  if new.amount_minor > 0
    and not exists (select from ledger_transaction where key = 'deposit:' || new.id || ':' || new.status) then
    raise exception 'a deposit becomes % without a posting', new.status using errcode = 'DP002';
  end if;
  return null;
end $$;--> statement-breakpoint
create constraint trigger deposit_is_booked after update of status on deposit
  deferrable initially deferred for each row execute function deposit_is_booked();
