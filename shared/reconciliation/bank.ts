import { type CalendarDay, dayOf, type Instant, startOfDay } from '../kernel/instant.ts';
import type { StatedMoney } from '../ledger/stated.ts';
import { isSettled } from '../transfers/match.ts';
import { type IsWorkday, type ReconciliationTerms, workdayAfter } from './terms.ts';
import type { CashMovement } from '../ledger/cash-movement.ts';
import type { StatementEntry } from '../transfers/statement-entry.ts';
import type { Cause, DifferenceKind, Finding } from './types.ts';

/*
 * The ledger's cash at the bank against the lines of its statements: each line that came has a transaction of its own,
 * each one that went is a payout of ours, or a cost that two people booked.
 */

export interface BankSides {
  readonly booked: readonly CashMovement[];
  /** In the order of their days. */
  readonly lines: readonly StatementEntry[];
  /** Confirmed by hand, and on no statement. */
  readonly stated: readonly StatedMoney[];
  readonly at: Instant;
  readonly terms: Pick<ReconciliationTerms, 'statedWorkdays' | 'payoutWorkdays' | 'providerMs'>;
  readonly isWorkday: IsWorkday;
}

const lineKey = ({ id }: StatementEntry): string => `bank-line:${id}`;
const isPayout = ({ key }: CashMovement): boolean => key.startsWith('payout:');
const isCost = ({ reason }: CashMovement): boolean => reason === 'payment-cost';

export function compareBank(sides: BankSides): Finding[] {
  const { booked, lines } = sides;
  const left = new Set(booked);
  const take = (fits: (movement: CashMovement) => boolean): CashMovement | null => {
    for (const movement of left)
      if (fits(movement)) {
        left.delete(movement);
        return movement;
      }
    return null;
  };
  const byKey = new Map(booked.map((movement) => [movement.key, movement]));
  const payouts = new Map(booked.filter(isPayout).map((one) => [one.reference, one]));
  const costs = new Map(booked.filter(isCost).map((one) => [one.reference, one]));
  // Lines that the ledger has come first: what is left of a payout is for those that it has not.
  const settled = [...lines].sort(
    (a, b) => Number(b.outcome === 'paid-out') - Number(a.outcome === 'paid-out'),
  );
  const findings = settled.flatMap((line) => {
    const known =
      line.change > 0
        ? byKey.get(lineKey(line))
        : (costs.get(line.entryId) ?? (line.reference === null ? undefined : payouts.get(line.reference)));
    const mine = known && take((movement) => movement === known);
    if (mine) return mine.change === line.change ? [] : [unlike(mine, line)];
    return [onlyTheirs(line, known ?? null, sides)];
  });
  return [
    ...findings,
    ...[...left].map((movement) => onlyOurs(movement, sides)),
    ...repeatedLines(lines),
    ...sides.stated.map((money) => statedFinding(money, sides)),
  ];
}

const ofLine = (line: StatementEntry) => ({
  ...{ key: `bank:${line.id}`, channel: 'bank' as const, amount: line.change, gap: line.change },
  ...{ currency: line.currency, since: startOfDay(line.bookedOn), outsideReference: line.entryId },
});

const unlike = (mine: CashMovement, line: StatementEntry): Finding => ({
  ...{ ...ofLine(line), kind: 'amount-differs', cause: 'other-amount', ledgerReference: mine.reference },
  ...{ amount: line.change - mine.change, gap: line.change - mine.change },
});

/** `known`: what would have been its transaction, had another line not taken it. */
function onlyTheirs(line: StatementEntry, known: CashMovement | null, { at, terms }: BankSides): Finding {
  const isUnread = line.change > 0 || line.outcome === null;
  const [kind, cause]: [DifferenceKind, Cause] =
    known !== null
      ? ['duplicated', 'paid-twice']
      : !isUnread
        ? ['missing-in-ledger', 'unexplained-outgoing']
        : at - line.takenInAt < terms.providerMs
          ? ['in-transit', 'on-its-way']
          : ['missing-in-ledger', 'line-not-read'];
  return { ...ofLine(line), kind, cause, ledgerReference: line.reference };
}

function onlyOurs(mine: CashMovement, { at, terms, isWorkday }: BankSides): Finding {
  const mayTake =
    isPayout(mine) && dayOf(at) <= workdayAfter(dayOf(mine.at), terms.payoutWorkdays, isWorkday);
  const [kind, cause]: [DifferenceKind, Cause] = mayTake
    ? ['in-transit', 'on-its-way']
    : ['missing-outside', isPayout(mine) ? 'payout-not-on-statement' : 'booked-without-entry'];
  return {
    ...{ key: `bank:${mine.id}`, channel: 'bank', kind, cause, amount: mine.change, gap: -mine.change },
    ...{ currency: mine.currency, since: mine.at },
    ...{ ledgerReference: mine.reference ?? mine.id, outsideReference: null },
  };
}

/** The ledger has both: whether the bank moved money twice, or wrote it twice, somebody has to ask. */
function repeatedLines(lines: readonly StatementEntry[]): Finding[] {
  const firsts = new Map<string, StatementEntry>();
  return lines.flatMap((line) => {
    const first = firsts.get(line.content);
    if (!first) firsts.set(line.content, line);
    return first
      ? {
          ...{ ...ofLine(line), key: `bank:repeated:${line.id}`, kind: 'duplicated' as const, gap: 0 },
          ...{ cause: 'line-repeated' as const, ledgerReference: first.entryId },
        }
      : [];
  });
}

function statedFinding(
  { reference, amount, at: stated }: StatedMoney,
  { lines, at, terms, isWorkday }: BankSides,
): Finding {
  const isDue = dayOf(at) > seenBy(dayOf(stated), terms, isWorkday);
  const isInQueue = lines.some(
    ({ change, currency, outcome }) =>
      outcome !== null && !isSettled(outcome) && change === amount.amount && currency === amount.currency,
  );
  const [kind, cause]: [DifferenceKind, Cause] = isDue
    ? ['stated-not-seen', isInQueue ? 'line-in-queue' : 'not-on-statement']
    : ['in-transit', isInQueue ? 'line-in-queue' : 'on-its-way'];
  return {
    ...{ key: `bank:stated:${reference}`, channel: 'bank', kind, cause, amount: amount.amount, gap: 0 },
    ...{ currency: amount.currency, since: stated, ledgerReference: reference, outsideReference: null },
  };
}

/** The last day on which money that was stated may still be on no statement. */
const seenBy = (
  day: CalendarDay,
  { statedWorkdays }: Pick<ReconciliationTerms, 'statedWorkdays'>,
  isWorkday: IsWorkday,
): CalendarDay => workdayAfter(day, statedWorkdays, isWorkday);
