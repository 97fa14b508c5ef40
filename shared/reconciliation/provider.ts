import type { CalendarDay, Instant } from '../kernel/instant.ts';
import { dayOf, startOfDay } from '../kernel/instant.ts';
import { grouped, unpaired } from './pairs.ts';
import type { ReconciliationTerms } from './terms.ts';
import type { CashMovement } from '../ledger/cash-movement.ts';
import type { ProviderEntry } from '../payments/provider-entry.ts';
import type { Cause, DifferenceKind, Finding } from './types.ts';

/*
 * The ledger's cash at Stripe against Stripe's own list of its balance. What is the same is named alike on both sides: a
 * payment by its reference, refunds and disputes by Stripe's ids; fees by the day.
 */

interface Sides {
  readonly booked: readonly CashMovement[];
  readonly entries: readonly ProviderEntry[];
  readonly at: Instant;
  readonly terms: Pick<ReconciliationTerms, 'providerMs'>;
}

/** What the costs of a day are booked under. */
export const feesOfDay = (day: CalendarDay): string => `fees:${day}`;

const isCost = ({ reason }: CashMovement): boolean => reason === 'payment-cost';

/** Direction and currency belong to the name: what came is not what went. */
const named = (type: string, name: string, { change, currency }: CashMovement | ProviderEntry): string =>
  [type, name, change < 0 ? 'went' : 'came', currency].join(' ');

function nameOfBooked(movement: CashMovement): string {
  const { key, reference, id } = movement;
  const [of, , end] = key.split(':');
  const type =
    of === 'refund'
      ? end === 'failed'
        ? 'refund-failure'
        : 'refund'
      : of === 'dispute'
        ? 'dispute'
        : 'charge';
  return named(type, reference ?? id, movement);
}

export function compareProvider({ booked, entries, at, terms }: Sides): Finding[] {
  const isRecent = (one: Instant): boolean => at - one < terms.providerMs;
  const groups = grouped(
    booked.filter((one) => !isCost(one)),
    nameOfBooked,
    entries.filter(({ change }) => change !== 0),
    (entry) => named(entry.type, entry.reference ?? entry.id, entry),
  );
  const findings = [...groups.values()].flatMap((group) => {
    const { ours, theirs, paired } = unpaired(group.ours, group.theirs);
    const both = Math.min(ours.length, theirs.length);
    const sources = new Set(paired.map(({ source }) => source));
    return [
      ...ours.slice(0, both).flatMap((mine, nth) => {
        const other = theirs[nth];
        return other ? [unlike(mine, other)] : [];
      }),
      ...ours.slice(both).map((mine) => onlyOurs(mine, isRecent(mine.at), paired.length > 0)),
      ...theirs
        .slice(both)
        .map((other) =>
          onlyTheirs(
            other,
            other.isPending === true || isRecent(other.at),
            other.source !== null && sources.has(other.source),
          ),
        ),
    ];
  });
  return [...findings, ...feeFindings(booked.filter(isCost), entries, dayOf(at))];
}

const unlike = (mine: CashMovement, other: ProviderEntry): Finding => ({
  ...{ key: `stripe:${other.id}`, channel: 'stripe', kind: 'amount-differs', cause: 'other-amount' },
  ...{ amount: other.change - mine.change, gap: other.change - mine.change, currency: other.currency },
  ...{ since: other.at, ledgerReference: mine.reference ?? mine.id, outsideReference: other.id },
});

function onlyOurs(mine: CashMovement, isRecent: boolean, isTwice: boolean): Finding {
  const [kind, cause]: [DifferenceKind, Cause] = isRecent
    ? ['in-transit', 'on-its-way']
    : isTwice
      ? ['duplicated', 'booked-twice']
      : ['missing-outside', 'booked-without-entry'];
  return {
    ...{ key: `stripe:${mine.id}`, channel: 'stripe', kind, cause, amount: mine.change, gap: -mine.change },
    ...{ currency: mine.currency, since: mine.at },
    ...{ ledgerReference: mine.reference ?? mine.id, outsideReference: null },
  };
}

function onlyTheirs(other: ProviderEntry, isRecent: boolean, isRepeated: boolean): Finding {
  const { id, change, currency, at, reference } = other;
  const [kind, cause]: [DifferenceKind, Cause] = isRecent
    ? ['in-transit', 'on-its-way']
    : isRepeated
      ? ['duplicated', 'entry-repeated']
      : ['missing-in-ledger', causeOf(other)];
  return {
    ...{ key: `stripe:${id}`, channel: 'stripe', kind, cause, amount: change, gap: change, currency },
    ...{ since: at, ledgerReference: reference, outsideReference: id },
  };
}

function causeOf({ type, reference }: ProviderEntry): Cause {
  if (type === 'payout') return 'provider-payout';
  if (type === 'other' || type === 'fee') return 'other-entry';
  return reference === null ? 'made-at-provider' : 'event-missed';
}

/** What Stripe took on a day, against the costs that were booked for it. */
function feeFindings(
  costs: readonly CashMovement[],
  entries: readonly ProviderEntry[],
  today: CalendarDay,
): Finding[] {
  const groups = grouped(
    costs,
    ({ reference, id, currency }) => `${reference ?? id} ${currency}`,
    entries.filter(({ fee }) => fee !== 0),
    ({ at, currency }) => `${feesOfDay(dayOf(at))} ${currency}`,
  );
  return [...groups].flatMap(([name, { ours, theirs }]) => {
    const taken = theirs.reduce((sum, { fee }) => sum + fee, 0);
    const booked = ours.reduce((sum, { change }) => sum - change, 0);
    const [one] = [...theirs, ...ours];
    if (!one || taken === booked) return [];
    const [reference = ''] = name.split(' ');
    const day = dayOf(one.at);
    // A day that is not over may bring more of them.
    const isOver = theirs.length === 0 || day < today;
    const [kind, cause]: [DifferenceKind, Cause] =
      theirs.length === 0
        ? ['missing-outside', 'booked-without-entry']
        : isOver
          ? ['fee-not-booked', 'provider-fee']
          : ['in-transit', 'on-its-way'];
    return {
      ...{ key: `stripe:${name}`, channel: 'stripe' as const, kind, cause, currency: one.currency },
      ...{ amount: booked - taken, gap: booked - taken, since: startOfDay(day) },
      ...{ ledgerReference: ours.length > 0 ? reference : null, outsideReference: reference },
    };
  });
}
