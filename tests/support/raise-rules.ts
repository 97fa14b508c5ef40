import { accept, refuse } from '@reassign/shared/kernel/decision.ts';
import type { BidderNumber, CommandId } from '@reassign/shared/kernel/ids.ts';
import { instant } from '@reassign/shared/kernel/instant.ts';
import type { CommandIdentity, LotRules } from '../../server/platform/sequencer/index.ts';
import { type Amount, type Raise, type Raised, turn } from './memory-log-store.ts';

/** Why a raise is refused. */
export interface Refusal {
  readonly code: 'too-low';
  readonly above: number;
}

/** The smallest rules a sequencer can have: an amount that only rises, and an alarm. */
export const rules: LotRules<Amount, Raise, Raised, Refusal> = {
  initial: () => ({ to: 0, until: null }),
  decide(state, command) {
    if (command.type === 'Ring')
      return state.until === null ? accept() : accept<Raised>({ type: 'Rang', body: {} });
    if (command.to === 666) throw new Error('a broken rule');
    if (command.to <= state.to) return refuse({ code: 'too-low', above: state.to });
    return accept<Raised>({ type: 'Raised', body: { to: command.to, until: command.until ?? null } });
  },
  evolve: (state, entry) =>
    entry.type === 'Rang'
      ? { ...state, until: null }
      : { to: entry.body.to, until: entry.body.until === null ? null : instant(entry.body.until) },
  wakesAt: ({ until }) => until,
};

export const identity = (n: number, content = 1): CommandIdentity => ({
  bidderNumber: '104' as BidderNumber,
  commandId: `0192f0c1-0000-7000-8000-0000000001${String(n).padStart(2, '0')}` as CommandId,
  contentHash: Uint8Array.of(content),
});

/** `undefined` while the promise waits. */
export async function soFar<T>(promise: Promise<T>): Promise<T | undefined> {
  await turn();
  return Promise.race([promise, Promise.resolve(undefined)]);
}
