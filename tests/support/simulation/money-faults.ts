import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { OpenDeposits } from '../deposits.ts';
import { faultsOf } from '../ledger.ts';

/* What must hold of the money of whole sales after every step, from the tables and postings alone. */

/** Lots of one right, and where their prices go. */
export interface RightSold {
  readonly isCourts: boolean;
  readonly lots: readonly LotId[];
}

/** Nobody is paid twice, alone or early, and each deposit ends once: wherever it is. */
const everywhere = `
  select 'a deposit ended twice: ' || d.reference as fault from deposit_move m join deposit d on d.id = m.deposit_id
    where m.status in ('released', 'forfeited') group by d.reference having count(*) > 1
  union all
  select 'paid out twice: ' || r.key from bank_refund r join payout p on p.refund_id = r.id
    where not exists (select from payout_move m where m.payout_id = p.id and m.state in ('failed', 'cancelled'))
    group by r.key having count(*) > 1
  union all
  select 'paid out more than is due: ' || r.key from bank_refund r join payout p on p.refund_id = r.id
    where p.amount_minor <> r.amount_minor
  union all
  select 'left without two people: ' || p.reference from payout p join payout_move s on s.payout_id = p.id and s.state = 'sent'
    where not exists (select from payout_move c join payout_move r on r.payout_id = c.payout_id
      where c.payout_id = p.id and c.state = 'collected' and r.state = 'released' and c.actor <> r.actor)
  union all
  select 'went back before its release: ' || r.key from bank_refund r
    join deposit d on r.key = 'deposit:' || d.id where d.status <> 'released'
  union all
  select 'went to the court before its hammer: ' || r.key from bank_refund r
    join deposit d on r.key = 'court-deposit:' || d.id where d.status in ('requested', 'held')
  union all
  select 'went to the court before it was whole: ' || r.key from bank_refund r where r.to_court = 'balance'
    and not exists (select from sale_payment_event e where e.type = 'BalancePaid'
      and r.key = 'court-balance:' || e.lot_id || ':' || e.sale)
  union all
  select 'instructed by nobody: ' || i.deposit_id from deposit_instruction i
    join bank_refund r on r.key = 'deposit:' || i.deposit_id
    where i.at is distinct from (select min(m.at) from payout p join payout_move m on m.payout_id = p.id
      where p.refund_id = r.id and m.state = 'released')
  union all
  select 'left escrow for ' || t.reason from ledger_posting p join ledger_transaction t on t.id = p.transaction_id
    where p.account like 'escrow/%' and p.amount_minor > 0
      and t.reason not in ('deposit-released', 'deposit-forfeited', 'price-returned')
  union all
  select 'paid is not paid: ' || b.reference from sale_balance b
    left join lateral (select coalesce(sum(taken_minor), 0) as taken from sale_receipt r
      where r.lot_id = b.lot_id and r.sale = b.sale) r on true
    where r.taken > b.amount_minor or r.taken <> b.amount_minor and exists (select from sale_payment_event e
      where e.lot_id = b.lot_id and e.sale = b.sale and e.type = 'BalancePaid')
  union all
  select 'a default and its deposit go apart: ' || s.number from settlement s
    join registration g on g.lot_id = s.lot_id and g.bidder_number = s.bidder_number
    join deposit d on d.registration_id = g.id
    where s.deposit_minor > 0 and (d.status = 'forfeited') <> exists (select from sale_payment_event e
      where e.lot_id = s.lot_id and e.sale = s.sale and e.type = 'BuyerDefaulted')`;

interface Sums {
  readonly came: number;
  readonly left: number;
  readonly applied: number;
  readonly forfeited: number;
  readonly standing: number;
  readonly partly: number;
  readonly joined: number;
  readonly due: number;
  readonly there: number;
}

const sumsOf = async ({ admin: { sql } }: OpenDeposits, lots: readonly LotId[]): Promise<Sums> => {
  const [sums] = await sql<[Sums]>`
    with g as (select id from registration where lot_id in ${sql([...lots])}),
    d as (select d.* from deposit d join g on g.id = d.registration_id),
    r as (select r.*, exists (select from payout p join payout_move m on m.payout_id = p.id and m.state = 'paid'
      where p.refund_id = r.id) as is_paid from bank_refund r join g on g.id = r.registration_id),
    s as (select b.*, (select coalesce(sum(taken_minor), 0) from sale_receipt c
        where c.lot_id = b.lot_id and c.sale = b.sale) as taken,
      exists (select from sale_payment_event e where e.lot_id = b.lot_id and e.sale = b.sale
        and e.type = 'BalancePaid') as is_whole,
      exists (select from settlement_move m where m.lot_id = b.lot_id and m.sale = b.sale and m.stage = 'void')
        or exists (select from sale_payment_event e where e.lot_id = b.lot_id and e.sale = b.sale
          and e.type = 'BuyerDefaulted') as is_over
      from sale_balance b where b.lot_id in ${sql([...lots])})
    select (select coalesce(sum(amount_minor), 0) from d where status <> 'requested')::float8
        + (select coalesce(sum(amount_minor), 0) from sale_receipt where lot_id in ${sql([...lots])})::float8 as came,
      (select coalesce(sum(amount_minor), 0) from r where is_paid)::float8 as left,
      (select coalesce(sum(amount_minor), 0) from d where status = 'applied')::float8 as applied,
      (select count(*) from d where status = 'forfeited')::float8 as forfeited,
      (select coalesce(sum(taken), 0) from s where not is_over)::float8 as standing,
      (select coalesce(sum(taken), 0) from s where not is_over and not is_whole)::float8 as partly,
      (select coalesce(-sum(p.amount_minor), 0) from ledger_posting p
        join ledger_transaction t on t.id = p.transaction_id and t.reason = 'default-settled'
        join ledger_account a on a.code = p.account
        where a.kind = 'escrow' and a.lot_id in ${sql([...lots])})::float8 as joined,
      (select coalesce(sum(amount_minor), 0) from r where to_court is not null)::float8 as due,
      (select coalesce(sum(amount_minor), 0) from r where to_court is not null and is_paid)::float8 as there`;
  return sums;
};

/** Everything that came is there or was paid out, and lies where the state of its sales has it. */
async function faultsOfRight(open: OpenDeposits, { isCourts, lots }: RightSold): Promise<string[]> {
  const { sql } = open.admin;
  const sums = await sumsOf(open, lots);
  const rows = await sql<{ kind: string; held: number }[]>`
    select kind, sum(held_minor)::float8 as held from ledger_account where lot_id in ${sql([...lots])}
      or registration_id in (select id from registration where lot_id in ${sql([...lots])}) group by kind`;
  const books: Partial<Record<string, number>> = Object.fromEntries(
    rows.map(({ kind, held }) => [kind, held]),
  );
  const held = rows.reduce((sum, row) => sum + row.held, 0);
  const wanted = isCourts
    ? { escrow: 0, forfeit: 0, 'sale-cost': 0, court: sums.due - sums.there + sums.partly }
    : { court: 0, escrow: sums.applied + sums.standing + sums.joined };
  return [
    ...(held + sums.left === sums.came ? [] : [`came ${String(sums.came)}, is ${String(held + sums.left)}`]),
    ...Object.entries(wanted).flatMap(([kind, amount]) =>
      (books[kind] ?? 0) === amount
        ? []
        : [`${kind} holds ${String(books[kind] ?? 0)}, not ${String(amount)}`],
    ),
    ...((books['forfeit'] ?? 0) > 0 && sums.forfeited === 0 ? ['forfeited of nobody'] : []),
  ];
}

export async function faultsOfMoney(open: OpenDeposits, rights: readonly RightSold[]): Promise<string[]> {
  const { admin } = open;
  const found = await admin.sql.unsafe<{ fault: string }[]>(everywhere);
  const ofRights = await Promise.all(rights.map((right) => faultsOfRight(open, right)));
  return [...found.map(({ fault }) => fault), ...(await faultsOf(admin)), ...ofRights.flat()];
}
