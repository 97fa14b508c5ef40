import { lotsToStop, type SaleOfCase } from '@reassign/shared/auctions/covered.ts';
import type { LotEntry, LotEvent } from '@reassign/shared/auctions/events.ts';
import type { LotState } from '@reassign/shared/auctions/types.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { LogStore } from '../../platform/log-store.ts';
import type { QueueRefusal } from '../../platform/sequencer/types.ts';
import type { LotSequencer } from '../held-lot.ts';

/** What a case may be covered by, and what may begin although it is. */
export const coveringEvents = [
  'ListingPublished',
  'RoundAnnounced',
  'LotSold',
  'SaleConfirmed',
] as const satisfies readonly LotEvent['type'][];

export interface CoveredDeps {
  readonly sequencer: Pick<LotSequencer, 'view' | 'submit'>;
  readonly store: Pick<LogStore, 'read'>;
  readonly fold: (lot: LotState, entry: LotEntry) => LotState;
  /** The case of a lot: the listings module answers. */
  readonly caseOf: (lotId: LotId) => Promise<CaseOfLots | null>;
}

export type CaseOfLots = Omit<SaleOfCase, 'lots'> & { readonly lotIds: readonly LotId[] };

/**
 * Takes the other lots of a case out of the sale when debt and costs are covered (2020 rules art. 14). What it has done
 * stands in their logs, so that it may be told the same again: a lot that is withdrawn is not withdrawn twice.
 */
export const followCovered =
  ({ sequencer, store, fold, caseOf }: CoveredDeps) =>
  async (_tx: unknown, entries: readonly Pick<LotEntry, 'lot'>[]): Promise<void> => {
    const looked = new Set<LotId>();
    for (const { lot } of entries) {
      if (looked.has(lot)) continue;
      const held = await caseOf(lot);
      for (const lotId of held?.lotIds ?? [lot]) looked.add(lotId);
      if (held && held.lotIds.length > 1) await stopCovered(held);
    }

    async function stopCovered({ lotIds, ...held }: CaseOfLots): Promise<void> {
      const lots = (await Promise.all(lotIds.map(stateOf))).filter((lot) => lot.phase !== 'unborn');
      const sold = lots.filter((lot) => lot.phase === 'sold' && lot.confirmedAt !== null);
      const sale = lots.map((lot) => ({
        lotId: lot.lotId,
        phase: lot.phase,
        hammer: lot.phase === 'sold' && lot.confirmedAt !== null ? lot.hammer : null,
      }));
      const numbers = sold.map(({ number }) => number).toSorted();
      for (const lotId of lotsToStop({ ...held, lots: sale })) await withdraw(lotId, reasonOf(numbers));
    }

    /** As it stands in the database: a writer may not have heard yet of what its log already has. */
    async function stateOf(lotId: LotId): Promise<LotState> {
      const view = await sequencer.view(lotId);
      if (view === null) return { phase: 'unborn' };
      const missed = await store.read(lotId, view.seq, MOST_MISSED);
      return missed.reduce<LotState>(
        (lot, { seq, at, type, body }) =>
          fold(lot, { lot: lotId, seq, at, type, body } as unknown as LotEntry),
        view.state.lot,
      );
    }

    async function withdraw(lotId: LotId, reason: string): Promise<void> {
      const actor = { role: 'platform' } as const;
      const outcome = await sequencer.submit(lotId, {
        type: 'WithdrawLot',
        ...{ actor, cause: 'debt-covered', reason },
      });
      // A lot that ended meanwhile needs no stopping; what kept the command from being decided does not last.
      if (!outcome.ok && passing.includes(outcome.refusal.code as QueueRefusal['code']))
        throw new Error(`lot ${lotId} was not stopped: ${outcome.refusal.code}`);
    }
  };

const MOST_MISSED = 1_000;

const passing: readonly QueueRefusal['code'][] = [
  'busy',
  'clock-uncertain',
  'unavailable',
  'outcome-unknown',
];

/** In the language of the notices, word for word in the log. */
const reasonOf = (numbers: readonly string[]): string =>
  `同一债权的其他标的（${numbers.join('、')}）成交价款已足以清偿债务与费用。`;
