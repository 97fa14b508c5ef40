import type { Currency } from '../kernel/currency.ts';
import { addDays, type CalendarDay, dayOf, type Instant, startOfDay } from '../kernel/instant.ts';
import { type IsWorkday, type ReconciliationTerms, workdayAfter } from './terms.ts';
import type { StatementSpan } from '../transfers/statement-entry.ts';
import type { Finding } from './types.ts';

interface Spans {
  /** Of one account, in any order. */
  readonly spans: readonly StatementSpan[];
  /** Since when a statement is expected; `null`: nothing ever moved at the bank. */
  readonly since: CalendarDay | null;
  readonly currency: Currency;
  readonly at: Instant;
  readonly terms: Pick<ReconciliationTerms, 'statementWorkdays'>;
  readonly isWorkday: IsWorkday;
}

/**
 * Whether the statements follow one another. A bank's file names no period of its own, so a quiet day is no hole as long
 * as the balance before it is the balance after it; where a file tells no balance, every workday has to be in one.
 */
export function compareStatements({ spans, since, currency, at, terms, isWorkday }: Spans): Finding[] {
  const ordered = spans.toSorted((a, b) =>
    a.from === b.from ? (a.until < b.until ? -1 : 1) : a.from < b.from ? -1 : 1,
  );
  const findings: Finding[] = [];
  let before: StatementSpan | null = null;
  for (const span of ordered) {
    if (before && span.from > before.until) findings.push(...between(before, span, isWorkday));
    if (!before || span.until >= before.until) before = span;
  }
  const next = before ? addDays(before.until, 1) : since;
  if (next === null) return findings;
  const missing = isWorkday(next) ? next : workdayAfter(next, 1, isWorkday);
  if (dayOf(at) > workdayAfter(missing, terms.statementWorkdays, isWorkday))
    findings.push(missingOn(missing, currency));
  return findings;
}

function between(before: StatementSpan, after: StatementSpan, isWorkday: IsWorkday): Finding[] {
  const gapStart = addDays(before.until, 1);
  const firstWorkday = isWorkday(gapStart) ? gapStart : workdayAfter(gapStart, 1, isWorkday);
  const hasHole = firstWorkday < after.from;
  if (before.closing === null || after.opening === null)
    return hasHole ? [missingOn(firstWorkday, after.currency)] : [];
  const amount = after.opening - before.closing;
  if (amount === 0) return [];
  return [
    {
      ...{ key: `bank:continuity:${before.until}:${after.from}`, channel: 'bank', gap: 0, amount },
      ...{ kind: 'balance-not-continuous', cause: hasHole ? 'statement-not-imported' : 'lines-missing' },
      ...{ currency: after.currency, since: startOfDay(after.from) },
      ...{ ledgerReference: null, outsideReference: `${before.until} – ${after.from}` },
    },
  ];
}

const missingOn = (day: CalendarDay, currency: Currency): Finding => ({
  ...{
    key: `bank:statement:${day}`,
    channel: 'bank',
    kind: 'statement-missing',
    amount: 0,
    gap: 0,
    currency,
  },
  ...{
    cause: 'statement-not-imported',
    since: startOfDay(day),
    ledgerReference: null,
    outsideReference: day,
  },
});
