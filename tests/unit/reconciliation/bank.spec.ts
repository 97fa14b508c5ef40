import { describe, expect, it } from 'vitest';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { type CalendarDay, type Instant, parseInstant } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { type BankSides, compareBank } from '@reassign/shared/reconciliation/bank.ts';
import { compareStatements } from '@reassign/shared/reconciliation/statements.ts';
import { reconciliationTermsOn, workdayAfter } from '@reassign/shared/reconciliation/terms.ts';
import type { CashMovement } from '@reassign/shared/ledger/cash-movement.ts';
import type { StatementEntry, StatementSpan } from '@reassign/shared/transfers/statement-entry.ts';

const day = (text: string): CalendarDay => text as CalendarDay;
const at = (text: string): Instant => parseInstant(`${text}+08:00`) as Instant;
const terms = reconciliationTermsOn(day('2026-03-01'));
/** 2026-03-07 and -08 are a weekend. */
const isWorkday = (one: string): boolean => ![0, 6].includes(new Date(`${one}T00:00:00Z`).getUTCDay());
const monday = at('2026-03-02T10:00:00');

let ids = 0;
const line = (more: Partial<StatementEntry> = {}): StatementEntry => {
  const id = `l${String(++ids)}`;
  return {
    ...{
      id,
      entryId: `E-${id}`,
      bookedOn: day('2026-03-02'),
      content: id,
      outcome: 'matched',
      reference: 'BZJ1',
    },
    ...{ takenInAt: monday, change: 100, currency: CNY, ...more },
  };
};
const booked = (more: Partial<CashMovement> = {}): CashMovement => ({
  ...{ id: `t${String(++ids)}`, key: 'k', reason: 'unmatched-received', reference: 'R', at: monday },
  ...{ change: 100, currency: CNY, ...more },
});
const came = (of: StatementEntry, more: Partial<CashMovement> = {}) =>
  booked({ key: `bank-line:${of.id}`, reference: of.entryId, ...more });
const payout = (more: Partial<CashMovement> = {}) =>
  booked({ key: 'payout:p:paid', reason: 'payout', reference: 'ZFK1', change: -100, ...more });
const paid = (more: Partial<StatementEntry> = {}) =>
  line({ change: -100, outcome: 'paid-out', reference: 'ZFK1', ...more });
const compare = (more: Partial<BankSides>) =>
  compareBank({
    booked: [],
    lines: [],
    stated: [],
    at: at('2026-03-10T03:00:00'),
    terms,
    isWorkday,
    ...more,
  });

describe("The ledger against the bank's lines", () => {
  it('agrees on money that came, a payout, and a cost that was booked', () => {
    const [one, two, fee] = [line(), paid(), line({ change: -3, outcome: 'unexplained', reference: null })];
    const cost = booked({ reason: 'payment-cost', key: 'x', reference: fee.entryId, change: -3 });
    expect(compare({ lines: [one, two, fee], booked: [came(one), payout(), cost] })).toEqual([]);
  });

  const one = line();
  it.each<[string, Partial<BankSides>, object]>([
    [
      'a line that nobody looked at',
      { lines: [line({ outcome: null })] },
      { kind: 'missing-in-ledger', cause: 'line-not-read', gap: 100 },
    ],
    [
      'money that went and nobody can explain',
      { lines: [line({ change: -5, outcome: 'unexplained', reference: null })] },
      { kind: 'missing-in-ledger', cause: 'unexplained-outgoing', gap: -5 },
    ],
    [
      'another amount than was booked',
      { lines: [one], booked: [came(one, { change: 99 })] },
      { kind: 'amount-differs', cause: 'other-amount', amount: 1, gap: 1 },
    ],
    [
      'another amount than the payout',
      { lines: [paid({ change: -101, outcome: 'unexplained' })], booked: [payout()] },
      { kind: 'amount-differs', cause: 'other-amount', gap: -1, ledgerReference: 'ZFK1' },
    ],
    [
      'a payout that the bank paid twice',
      { lines: [paid({ outcome: 'unexplained' }), paid()], booked: [payout()] },
      { kind: 'duplicated', cause: 'paid-twice', gap: -100 },
    ],
    [
      'cash that no line brought',
      { booked: [booked({ key: 'deposit:d:held' })] },
      { kind: 'missing-outside', cause: 'booked-without-entry', gap: -100 },
    ],
    [
      'a line that says the same as another',
      {
        lines: [one, { ...one, id: 'again', entryId: 'E2' }],
        booked: [came(one), booked({ key: 'bank-line:again' })],
      },
      { kind: 'duplicated', cause: 'line-repeated', amount: 100, gap: 0, outsideReference: 'E2' },
    ],
  ])('differs by %s', (_, sides, finding) => {
    expect(compare(sides)).toMatchObject([finding]);
  });

  it.each([
    ['a millisecond before the hour', '2026-03-02T10:59:59.999', 'in-transit'],
    ['at the hour', '2026-03-02T11:00:00', 'missing-in-ledger'],
  ])('a line that was just taken in is being looked at, %s', (_, now, kind) => {
    expect(compare({ lines: [line()], at: at(now) })).toMatchObject([{ kind }]);
  });

  it.each([
    ['on its second workday', '2026-03-10T23:59:59', 'in-transit'],
    ['on its third', '2026-03-11T00:00:00', 'missing-outside'],
  ])('a payout that the bank reported on Friday is %s', (_, now, kind) => {
    const friday = payout({ at: at('2026-03-06T10:00:00') });
    expect(compare({ booked: [friday], at: at(now) })).toMatchObject([{ kind }]);
  });
});

describe('Money stated by hand', () => {
  const stated = [{ reference: 'BZJ1', amount: money(100, CNY), at: at('2026-03-04T10:00:00') }];

  it.each([
    ['Monday, its third workday', '2026-03-09T23:59:59.999', 'in-transit', 'on-its-way'],
    ['Tuesday', '2026-03-10T00:00:00', 'stated-not-seen', 'not-on-statement'],
  ])('on Wednesday has until the end of %s', (_, now, kind, cause) => {
    expect(compare({ stated, at: at(now) })).toMatchObject([
      { kind, cause, amount: 100, gap: 0, ledgerReference: 'BZJ1' },
    ]);
  });

  it('may be the line of the same amount that waits in the queue', () => {
    const waiting = (change: number) => line({ outcome: 'unknown-payer', change });
    const causeWith = (one: StatementEntry) =>
      compare({ stated, lines: [one], booked: [came(one, { change: one.change })] })[0]?.cause;
    expect(causeWith(waiting(100))).toBe('line-in-queue');
    expect(causeWith(waiting(99))).toBe('not-on-statement');
    expect(causeWith(line())).toBe('not-on-statement');
  });
});

describe('Statements', () => {
  const span = (
    from: string,
    until: string,
    opening: number | null,
    closing: number | null,
  ): StatementSpan => ({
    ...{ from: day(from), until: day(until), opening, closing, currency: CNY },
  });
  const check = (spans: StatementSpan[], now = '2026-03-06T03:00:00', since: string | null = null) =>
    compareStatements({
      ...{ spans, since: since === null ? null : day(since), currency: CNY, at: at(now), terms, isWorkday },
    });

  it('follow one another by their balances, in whatever order they came', () => {
    const [first, second] = [
      span('2026-03-02', '2026-03-03', 0, 70),
      span('2026-03-05', '2026-03-05', 70, 90),
    ];
    expect(check([second, first])).toEqual([]);
    expect(check([{ ...second, opening: 71 }, first])).toMatchObject([
      { kind: 'balance-not-continuous', cause: 'statement-not-imported', amount: 1, gap: 0 },
    ]);
  });

  it('of neighbouring days that do not follow lack lines', () => {
    expect(
      check([span('2026-03-02', '2026-03-02', 0, 70), span('2026-03-03', '2026-03-05', 60, 90)]),
    ).toMatchObject([{ kind: 'balance-not-continuous', cause: 'lines-missing', amount: -10 }]);
  });

  it('without balances have to hold every workday', () => {
    const blind = (from: string, until: string) => span(from, until, null, null);
    expect(check([blind('2026-03-02', '2026-03-03'), blind('2026-03-05', '2026-03-05')])).toMatchObject([
      { kind: 'statement-missing', outsideReference: '2026-03-04' },
    ]);
    expect(check([blind('2026-03-02', '2026-03-04'), blind('2026-03-05', '2026-03-05')])).toEqual([]);
    // A weekend between them.
    expect(
      check([blind('2026-03-02', '2026-03-06'), blind('2026-03-09', '2026-03-09')], '2026-03-10T03:00:00'),
    ).toEqual([]);
  });

  it('that hold the same days hide no hole behind them', () => {
    const long = span('2026-03-02', '2026-03-05', 0, 90);
    expect(check([long, span('2026-03-03', '2026-03-03', 10, 20)])).toEqual([]);
    expect(
      check(
        [long, span('2026-03-03', '2026-03-03', 10, 20), span('2026-03-06', '2026-03-06', 80, 90)],
        '2026-03-09T03:00:00',
      ),
    ).toMatchObject([{ amount: -10 }]);
  });

  it.each([
    ['Monday, the next workday', '2026-03-09T23:59:59.999', 0],
    ['Tuesday', '2026-03-10T00:00:00', 1],
  ])('of a Friday have to be there by the end of Monday: %s', (_, now, found) => {
    const spans = [span('2026-03-02', '2026-03-05', 0, 0)];
    expect(check(spans, now)).toHaveLength(found);
  });

  it('are expected as soon as something moved at the bank', () => {
    expect(check([], '2026-03-10T03:00:00')).toEqual([]);
    expect(check([], '2026-03-10T03:00:00', '2026-03-07')).toEqual([]);
    expect(check([], '2026-03-11T03:00:00', '2026-03-07')).toMatchObject([
      { kind: 'statement-missing', cause: 'statement-not-imported', outsideReference: '2026-03-09' },
    ]);
  });
});

describe('Workdays', () => {
  it('skip the days on which banks are closed', () => {
    expect(workdayAfter(day('2026-03-06'), 1, isWorkday)).toBe('2026-03-09');
    expect(workdayAfter(day('2026-03-07'), 1, isWorkday)).toBe('2026-03-09');
    expect(workdayAfter(day('2026-03-06'), 0, isWorkday)).toBe('2026-03-06');
  });

  it('are counted by terms that do not change', () => {
    expect(terms).toEqual({
      ...{ version: 1, inForceFrom: '2026-01-01', statedWorkdays: 3, payoutWorkdays: 2 },
      ...{ statementWorkdays: 1, providerMs: 3_600_000 },
    });
    expect(reconciliationTermsOn(day('2025-01-01'))).toEqual(terms);
  });
});
