import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import type { DifferenceView, ReconciliationView, RunView } from '@reassign/shared/reconciliation/api.ts';
import { differenceStates, mayBeCost } from '@reassign/shared/reconciliation/difference.ts';
import type { KnownDifference, Reconciliation } from './service.ts';

type Overview = Awaited<ReturnType<Reconciliation['overview']>>;

/** As its readers see it: people by their names. */
export async function viewOf(
  { runs, differences }: Overview,
  namesOf: Reconciliation['namesOf'],
  reader: UserId,
): Promise<ReconciliationView> {
  const people = differences.flatMap(({ moves }) => moves.map(({ by }) => by));
  const names = people.length === 0 ? new Map<string, string>() : await namesOf([...new Set(people)]);
  const items = differences.map((one) => differenceViewOf(one, (id) => names.get(id) ?? '', reader));
  const place = ({ state }: DifferenceView): number => differenceStates.indexOf(state);
  return { runs: runs.map(runViewOf), items: items.toSorted((a, b) => place(a) - place(b)) };
}

const runViewOf = (run: Overview['runs'][number]): RunView => ({
  ...{ nth: run.nth, cause: run.cause, day: run.day, at: fromInstant(run.at) },
  ...{ movements: run.movements, entries: run.entries },
  inputsHash: Buffer.from(run.inputsHash).toString('hex'),
  totals: run.totals.map(({ channel, currency, ledger, outside }) => ({
    channel,
    ledger: { amount: ledger, currency },
    outside: { amount: outside, currency },
  })),
});

function differenceViewOf(
  { id, finding, firstAt, firstRun, resolvedIn, moves, standing }: KnownDifference,
  nameOf: (id: UserId) => string,
  reader: UserId,
): DifferenceView {
  const { channel, kind, cause, amount, gap, currency, since } = finding;
  return {
    ...{ id, channel, kind, cause, since: fromInstant(since), foundAt: fromInstant(firstAt) },
    ...{ amount: { amount, currency }, gap: { amount: gap, currency } },
    ...{ ledgerReference: finding.ledgerReference, outsideReference: finding.outsideReference },
    ...{ foundIn: firstRun, resolvedIn, state: resolvedIn === null ? standing.state : 'resolved' },
    owner: standing.owner && nameOf(standing.owner),
    ...{ isOwn: standing.explanation?.by === reader, mayBeCost: mayBeCost(finding) },
    said: moves.map(({ type, by, at, reason, isCost }) => ({
      ...{ type, by: nameOf(by), at: fromInstant(at), reason, isCost },
    })),
  };
}
