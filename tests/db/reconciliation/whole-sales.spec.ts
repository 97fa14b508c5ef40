import { describe, expect, it } from 'vitest';
import { DAY, HOUR, later } from '@reassign/shared/kernel/instant.ts';
import { operator, otherOperator } from '../../support/deposits.ts';
import { Crash, mortal } from '../../support/crashes.ts';
import { faultsOf } from '../../support/ledger.ts';
import type { OpenTill } from '../../support/payments.ts';
import { type BookKeeping, openBookKeeping } from '../../support/reconciliation.ts';
import { BALANCE, type SoldLot } from '../../support/sales.ts';
import { dice, type Dice } from '../../support/simulation/world.ts';
import type { WrittenLine } from '../../support/bank-files.ts';

/*
 * Whole sales under one seed, by both doors: deposits by card that are declined, delayed, disputed and given back, others
 * confirmed by hand, prices in parts, money paid back; statements that come twice and overlap, and a server that dies. At
 * the end ledger, stand-in and bank agree. Then one fault of each kind is planted, and found by its name.
 */

const SEEDS = [11, 12];
const SALES = 3;
const CARDS = 4;

type Life = ReturnType<typeof mortal>;

/** What Stripe's last entry of a type is of. */
async function lastSource({ stripe }: OpenTill, type: string): Promise<string> {
  const { data } = await stripe.balanceTransactions.list({ limit: 100 });
  const source = data.find((entry) => entry.type === type)?.source;
  return typeof source === 'string' ? source : '';
}

async function payByCard({ till }: BookKeeping, die: Dice, life: Life): Promise<void> {
  const lot = till.newLot();
  await till.register(lot, 1);
  const payment = await till.pay(lot, 1);
  const method = die.pick(['card', 'alipay', 'wechat_pay']);
  const outcome = die.pick(['pay', 'delay', 'decline', 'dispute'] as const);
  if (outcome === 'decline') await till.decide(payment, 'decline', method);
  // Whoever is told of a payment may die of it: it is looked for.
  if (die.chance(0.5) && outcome !== 'dispute') life.start(1 + die.below(10));
  await till.decide(payment, outcome === 'decline' ? 'pay' : outcome, method);
  if (outcome === 'delay') await till.decide(payment, die.chance(0.5) ? 'arrive' : 'fail', method);
  life.start();
  await till.settle();
  if (outcome === 'dispute') {
    const dispute = await lastSource(till, 'adjustment');
    await till.byHand(`/simulated/disputes/${dispute}/${die.pick(['won', 'lost'])}`);
  }
  await till.endLot(lot, null);
  await till.settle();
}

async function sellAndPay(books: BookKeeping, die: Dice): Promise<WrittenLine[]> {
  const { sales } = books;
  const sale: SoldLot = await sales.sell();
  const part = die.pick([BALANCE.amount, 1, 5_000_000]);
  const parts = part === BALANCE.amount ? [part] : [part, BALANCE.amount - part];
  const lines = [await books.pays(sale.lot, 1), await books.pays(sale.lot, 2)];
  for (const amount of parts) lines.push(await books.paysPrice(sale, amount));
  // Whoever lost is paid back by the bank.
  if (die.chance(0.7)) lines.push(await books.payBack(sale.lot, 2));
  return lines;
}

/** What a server that dies left, is taken up again. */
async function survive(life: Life, die: Dice, act: () => Promise<unknown>): Promise<void> {
  life.start(1 + die.below(15));
  await act().catch((error: unknown) => {
    expect(error).toBeInstanceOf(Crash);
  });
  life.start();
}

async function play(seed: number): Promise<{ books: BookKeeping; life: Life }> {
  const die = dice(seed);
  const life = mortal();
  life.start();
  const books = await openBookKeeping(life.through);
  for (let nth = 0; nth < CARDS; nth++) await payByCard(books, die, life);
  const lines: WrittenLine[] = [];
  for (let nth = 0; nth < SALES; nth++) lines.push(...(await sellAndPay(books, die)));
  const half = Math.floor(lines.length / 2);
  await survive(life, die, () => books.statement(lines.slice(0, half), 0));
  await books.statement(lines.slice(0, half), 0);
  await books.transfers.settleNext();
  // The second one holds the first one's lines again.
  await books.statement(lines, 0);
  await books.till.clock.advance(2 * HOUR);
  return { books, life };
}

/** One of each kind: what nobody told us, what is twice, what is wrong, what is missing. */
async function plant(books: BookKeeping): Promise<void> {
  const { till, sales, transfers } = books;
  const [twice, wrong, unseen] = [await sales.sell(), await sales.sell(), await sales.sell()];
  const again = await books.pays(twice.lot, 1);
  const other = await books.payBack(wrong.lot, 2);
  const reported = await books.payBack(unseen.lot, 2);
  await transfers.payouts.readReport({
    ...{ file: '', all: null },
    payouts: [other, reported].map(({ reference }) => ({ reference, is: 'paid' as const, reason: '' })),
  });
  await books.statement([
    ...[await books.pays(twice.lot, 2), again, { ...again, id: 'again' }],
    ...[
      await books.pays(wrong.lot, 1),
      await books.pays(wrong.lot, 2),
      { ...other, change: other.change - 1 },
    ],
    ...[
      await books.pays(unseen.lot, 1),
      { ...again, id: 'fee', change: -1_500, name: '银行', remark: '账户管理费' },
    ],
  ]);
  const lot = till.newLot();
  await till.register(lot, 1);
  await till.decide(await till.pay(lot, 1), 'pay');
  const charge = await lastSource(till, 'charge');
  till.deafen(true);
  await till.byHand(`/simulated/charges/${charge}/dispute`);
  await till.byHand('/simulated/fees/700');
  await till.byHand('/simulated/payouts/5000');
  till.deafen(false);
}

const PLANTED = [
  'amount-differs/other-amount',
  'balance-not-continuous/statement-not-imported',
  'duplicated/line-repeated',
  'fee-not-booked/provider-fee',
  'missing-in-ledger/event-missed',
  'missing-in-ledger/provider-payout',
  'missing-in-ledger/unexplained-outgoing',
  'missing-outside/payout-not-on-statement',
  // It is the doubled line, which nobody assigned to it.
  'stated-not-seen/line-in-queue',
  'statement-missing/statement-not-imported',
];

async function explainFee(books: BookKeeping, what: string): Promise<void> {
  const { reconciliation } = books;
  const { id } = await books.difference(what);
  const move = (type: 'explain' | 'confirm', by = operator, reason: string | null = null) =>
    reconciliation.move({ difference: id, type, by, reason, isCost: type === 'explain' });
  expect(await move('explain', operator, '通道收费')).toEqual({ state: 'proposed' });
  expect(await move('confirm', operator)).toBe('own-approval');
  expect(await move('confirm', otherOperator)).toEqual({ state: 'explained' });
}

describe('Whole sales by both doors', () => {
  const only = process.env['TEST_SEED'];
  const seeds = only === undefined ? SEEDS : [Number(only)];
  it.each(seeds)(
    'agree at their end, and a planted fault has its name: TEST_SEED=%s',
    async (seed) => {
      const { books, life } = await play(seed);
      try {
        await books.run();
        expect(await books.found()).toEqual([]);
        const { runs } = await books.reconciliation.overview();
        expect(runs[0]?.totals.every(({ ledger, outside }) => ledger === outside)).toBe(true);
        expect(runs[0]?.totals).toHaveLength(2);

        await plant(books);
        // Until Friday, 6 March: three workdays later.
        await books.till.clock.advanceTo(later(books.till.clock.now(), 4 * DAY));
        const { sales, till } = books;
        const late = await sales.sell();
        // A statement of today that does not go on from the one before, and then none for a week.
        await books.statement([await books.pays(late.lot, 1), await books.pays(late.lot, 2)], 1);
        await till.clock.advanceTo(later(till.clock.now(), 7 * DAY));
        const nth = await books.run();
        expect(await books.found()).toEqual(PLANTED);
        const gap = (await books.reconciliation.overview()).differences
          .filter(({ resolvedIn }) => resolvedIn === null)
          .reduce((sum, { finding }) => sum + finding.gap, 0);
        const [last] = (await books.reconciliation.overview()).runs;
        expect(gap).toBe(last?.totals.reduce((sum, { ledger, outside }) => sum + outside - ledger, 0));
        expect(last?.nth).toBe(nth);

        await explainFee(books, 'fee-not-booked/provider-fee');
        await explainFee(books, 'missing-in-ledger/unexplained-outgoing');
        await books.run();
        const paid = ['fee-not-booked/provider-fee', 'missing-in-ledger/unexplained-outgoing'];
        expect(await books.found()).toEqual(PLANTED.filter((what) => !paid.includes(what)));
        expect((await books.difference(paid[0] ?? '')).resolvedIn).toBe(nth + 1);
        expect(await faultsOf(till.admin)).toEqual([]);
        expect(life.isDead()).toBe(false);
      } finally {
        await books.close();
      }
    },
    240_000,
  );
});
