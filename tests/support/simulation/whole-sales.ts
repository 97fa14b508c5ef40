import type { Principal } from '@reassign/shared/accounts/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { LotId, UserId } from '@reassign/shared/kernel/ids.ts';
import { DAY, HOUR, later } from '@reassign/shared/kernel/instant.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
import { judicial } from '@reassign/shared/listings/profiles/judicial.ts';
import { ccb } from '../bank-files.ts';
import { mortal } from '../crashes.ts';
import { agency, openDeposits, type OpenDeposits } from '../deposits.ts';
import {
  BALANCE,
  byDefault,
  dueAt,
  fenOf,
  HAMMER,
  judges,
  officers,
  openSales,
  type Sales,
  type SoldLot,
} from '../sales.ts';
import { faultsOfMoney } from './money-faults.ts';
import { type Dice, dice } from './world.ts';

/*
 * Whole sales under one seed, over the real modules and database: payments of any size, told twice and out of order, deadlines,
 * people who decide for and against, annulments, defaults, runners-up and re-sales; deposits by statement and by hand; refunds
 * and a court's money prepared, collected, released, cancelled, paid and refused by the bank; and a server that dies at any
 * statement or commit.
 */

const STEPS = 220;
const DEPOSIT = 1_000_000;

/** One right: its lots, the last one sold last. */
interface Right {
  readonly isCourts: boolean;
  readonly sales: Sales;
  readonly lots: Lot[];
}
interface Lot {
  readonly sold: SoldLot;
  readonly isSecondSale: boolean;
  isAnnulled: boolean;
}

type Act = (right: Right, lot: Lot) => Promise<unknown>;

export interface SalesRun {
  /** How sales ended, and what else happened. */
  readonly happened: ReadonlySet<string>;
  readonly crashes: number;
  /** What was wrong, after which step. */
  readonly broken: readonly string[];
}

const users = officers.map(({ userId }) => userId);

/** What the bank and the two people of each payout do. */
function outgoing(open: OpenDeposits, die: Dice) {
  const { refunds, payouts } = open.transfers;
  const who = (): UserId => die.pick(users);
  const account = (holder: string) => ({
    ...{ holder: die.chance(0.1) ? '别的公司' : holder, account: `6222${String(die.below(100))}0000` },
    ...{ bank: '', bankCode: '', reason: '来函' },
  });
  const states = async () =>
    open.admin.sql<{ id: string; reference: string; state: string }[]>`
      select p.id, p.reference, coalesce((select m.state from payout_move m where m.payout_id = p.id
        order by array_position(array['collected', 'released', 'sent', 'paid', 'failed', 'cancelled'], m.state) desc
        limit 1), 'prepared') as state
      from payout p order by p.id`;
  const one = async (isWanted: (state: string) => boolean) => {
    const found = (await states()).filter(({ state }) => isWanted(state));
    return found.length === 0 ? null : die.pick(found);
  };
  const acts: readonly Act[] = [
    async () => {
      const waiting = await refunds.list(who());
      if (waiting.length === 0) return;
      const { id, payer } = die.pick(waiting);
      await refunds.state(id, account(payer), who());
    },
    async () => {
      const stated = (await refunds.list(who())).filter((one) => one.stated !== null);
      if (stated.length > 0) await refunds.answer(die.pick(stated).id, die.chance(0.8), who());
    },
    () => payouts.collect(who()),
    async () => {
      const batches = await payouts.batches(who());
      if (batches.length > 0) await payouts.releaseBatch(die.pick(batches).id, who());
    },
    async () => {
      const payout = await one((state) => die.chance(0.3) || state === 'sent');
      const is = die.chance(0.7) ? 'paid' : 'rejected';
      // Told again, or of something the bank was never told: nothing happens.
      if (payout)
        await open.app.db.transaction((tx) =>
          payouts.report(tx, { reference: payout.reference, is, reason: is === 'paid' ? '' : 'AC04' }),
        );
    },
    async () => {
      const payout = die.chance(0.4) && (await one((state) => state !== 'sent'));
      if (payout) await payouts.cancel(payout.id, who(), '有误');
    },
  ];

  /** Everything goes its way at last. */
  async function drain(): Promise<void> {
    const [first, second, third] = users as [UserId, UserId, UserId];
    for (const { id, payer, stated } of await refunds.list(first)) {
      if (stated) await refunds.answer(id, false, third);
      await refunds.state(id, { ...account(payer), holder: payer }, first);
      await refunds.answer(id, true, second);
    }
    await payouts.collect(third);
    for (const { id } of await payouts.batches(first))
      for (const by of [second, first]) await payouts.releaseBatch(id, by);
    for (const { reference, state } of await states())
      if (state === 'sent')
        await open.app.db.transaction((tx) => payouts.report(tx, { reference, is: 'paid', reason: '' }));
  }

  return { acts, drain, states };
}

/** What happens to a sale: money for it, its deadline, its review, its annulment, and what follows that. */
function selling(open: OpenDeposits, die: Dice): readonly Act[] {
  const told = new Map<string, number>();
  const sums = [1, 100_000, 5_000_000, 11_000_000, BALANCE.amount, 12_240_000];
  const by = ({ isCourts }: Right): Principal => die.pick(isCourts ? judges : officers);
  const transfer: Act = ({ sales }, { sold: { lot, hammer } }) => {
    // One of a few transfers of this sale: the second time it is told again, with what it said.
    const key = `sim:${lot}:${String(hammer.seq)}:${String(die.below(4))}`;
    const amount = told.get(key) ?? die.pick(sums);
    told.set(key, amount);
    return sales.transfer({ lot, hammer }, fenOf(amount), { key, receivedAt: dueAt });
  };
  const annul = async ({ sales }: Right, lot: Lot) => {
    await sales.annul(lot.sold);
    lot.isAnnulled = true;
  };
  /** Whoever was second takes the lot, or the right is sold in another one. */
  async function sellAgain(right: Right, lot: Lot): Promise<void> {
    if (right.lots.length > 3) return;
    const isOffered = !right.isCourts && !lot.isSecondSale && die.chance(0.5);
    const [second] = await open.admin.sql<{ bidder_number: string }[]>`
      select bidder_number from registration where lot_id = ${lot.sold.lot}
        and bidder_number <> ${lot.sold.hammer.body.bidderNumber}`;
    const sold = isOffered
      ? await right.sales.acceptOffer(lot.sold, second?.bidder_number ?? '')
      : await right.sales.sell();
    right.lots.push({ sold, isSecondSale: isOffered, isAnnulled: false });
  }
  /** What comes next for a sale that goes wrong; the right is paid for the second time. */
  const goOn: Act = async (right, lot) => {
    const { sales, lots } = right;
    const phase = await sales.phase(lot.sold);
    if (phase === 'awaiting-payment')
      return lots.length > 1
        ? sales.transfer(lot.sold, fenOf(12_240_000), { receivedAt: dueAt })
        : sales.money.balances.missOverdue();
    if (phase === 'in-review')
      return die.chance(0.5)
        ? sales.propose(lot.sold, outcome(), by(right))
        : sales.confirm(lot.sold, by(right));
    if (phase !== 'buyer-defaulted') return;
    return lot.isAnnulled ? sellAgain(right, lot) : annul(right, lot);
  };
  const until = () => later(dueAt, HOUR * (1 + die.below(5)));
  const outcome = () =>
    die.chance(0.7)
      ? byDefault({ costs: fenOf(die.pick([0, 30_000, 900_000])), commissions: fenOf(0) })
      : ({ kind: 'grace', until: until() } as const);
  return [
    transfer,
    transfer,
    ({ sales }) => sales.money.balances.missOverdue(),
    (right, { sold }) => right.sales.propose(sold, outcome(), by(right)),
    (right, { sold }) => right.sales.confirm(sold, by(right)),
    (right, { sold }) => right.sales.confirm(sold, by(right)),
    async (right, { sold }) => right.sales.money.reviews.reject(sold.lot, by(right), die.below(6)),
    ({ sales }, { sold, isSecondSale }) => (isSecondSale ? Promise.resolve() : sales.tellAgain(sold)),
    (right, lot) => (die.chance(0.08) ? annul(right, lot) : Promise.resolve()),
    ...[1, 2, 3, 4].map(() => goOn),
  ];
}

/** The loser pays by a transfer that a statement brings, or is confirmed by hand and has no account. */
function admitting(open: OpenDeposits, die: Dice): OpenDeposits['admit'] {
  let ids = 0;
  return async (lot, number) => {
    if (die.chance(0.4)) return open.admit(lot, number);
    const reference = await open.register(lot, number);
    const { name, id } = agency(number).organisation;
    const line = { id: `S${String(++ids)}`, change: DEPOSIT, name, account: `62220000${String(number)}` };
    const bytes = new TextEncoder().encode(ccb([{ ...line, remark: `保证金 ${reference}` }]));
    const taken = await open.transfers.importFile(bytes, 'a.csv', users[0] as UserId);
    const standing = await open.deposits.standing(lot, id);
    assert(taken.ok && standing.kind === 'bidder', 'a deposit that came makes a bidder');
    return standing.bidderNumber;
  };
}

async function happenings(open: OpenDeposits): Promise<string[]> {
  const rows = await open.admin.sql<{ what: string }[]>`
    select distinct coalesce('court ' || r.to_court, 'refund') || ' ' || m.state as what
      from payout_move m join payout p on p.id = m.payout_id join bank_refund r on r.id = p.refund_id
    union select distinct 'stated ' || kind from sale_statement
    union select 'sold to the runner-up' from settlement where sale = 2
    union select 'paid by the runner-up' from sale_payment_event where sale = 2 and type = 'BalancePaid'
    union select 'kept of a default, settled' from ledger_transaction where key like 'sale:%:resale'`;
  return rows.map(({ what }) => what);
}

export async function runWholeSales(seed: number): Promise<SalesRun> {
  const die = dice(seed);
  const life = mortal();
  life.start();
  const open = await openDeposits({ through: life.through });
  open.nextRound();
  const rights: Right[] = [];
  const soldBefore = (lot: LotId) =>
    Promise.resolve(
      rights.map(({ lots }) => lots.map(({ sold }) => sold.lot)).find((lots) => lots.includes(lot)) ?? [lot],
    );
  const shared = { through: life.through, soldBefore, admit: admitting(open, die), hammer: HAMMER };
  const bank = openSales(open, { ...shared, rules: bidding });
  const court = openSales(open, { ...shared, rules: judicial });
  const broken: string[] = [];
  let crashes = 0;
  try {
    for (const sales of [bank, bank, bank, court, court])
      rights.push({
        ...{ isCourts: sales === court, sales },
        lots: [{ sold: await sales.sell(), isSecondSale: false, isAnnulled: false }],
      });
    const { acts: ofBank, drain } = outgoing(open, die);
    const acts = [...selling(open, die), ...ofBank];
    const look = async (step: number | string) => {
      const now = rights.map(({ isCourts, lots }) => ({ isCourts, lots: lots.map(({ sold }) => sold.lot) }));
      broken.push(...(await faultsOfMoney(open, now)).map((fault) => `step ${String(step)}: ${fault}`));
    };
    for (let step = 0; step < STEPS && broken.length === 0; step++) {
      if (step === STEPS / 4) await open.clock.advanceTo(later(dueAt, 1));
      if (step === (STEPS * 3) / 5) await open.clock.advanceTo(later(dueAt, DAY));
      if (step === (STEPS * 4) / 5) await open.clock.advanceTo(later(dueAt, 12 * DAY));
      const right = die.pick(rights);
      const lot = right.lots.at(-1);
      assert(lot, 'it was sold once');
      life.start(die.chance(0.3) ? 1 + die.below(10) : undefined);
      await die
        .pick(acts)(right, lot)
        .catch((error: unknown) => {
          if (!life.isDead()) throw error;
          crashes += 1;
        });
      life.start();
      await look(step);
    }
    const ends = await Promise.all(
      rights.flatMap(({ sales, lots }) => lots.map(async ({ sold }) => (await sales.phase(sold)) ?? '')),
    );
    for (let round = 0; round < 3; round++) await drain();
    await look('the last');
    const left = await open.admin.sql<{ code: string }[]>`
      select code from ledger_account where kind = 'refund-due' and held_minor <> 0`;
    broken.push(...left.map(({ code }) => `${code} is not empty at the end`));
    return { happened: new Set([...ends, ...(await happenings(open))]), crashes, broken };
  } finally {
    await open.close();
  }
}
