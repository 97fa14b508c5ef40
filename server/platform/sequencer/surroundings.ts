import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { LogStore } from '../log-store.ts';
import type { Appending } from './group-append.ts';
import type { CheckpointSigner } from './signer.ts';
import type { Commit, LogEvent, LotRules, LotView, Stamped } from './types.ts';

/** What all lots of a sequencer share. */
export interface Surroundings<State, Command extends Stamped, Event extends LogEvent, Refusal> {
  readonly rules: LotRules<State, Command, Event, Refusal>;
  readonly store: LogStore;
  readonly signer: CheckpointSigner;
  /** While it holds, nobody else can have taken the lot, so a refusal may rest on what is in memory. */
  readonly leaseHolds: () => boolean;
  /** The lot has something to append. */
  readonly toAppend: (lot: Appending) => void;
  readonly committed: (commit: Commit<State, Event>) => void;
  /** The lot is in memory. */
  readonly taken: (view: LotView<State>) => void;
  /** There is no such lot, or another server has it. */
  readonly gone: (lotId: LotId) => void;
  readonly report: (error: unknown, lotId: LotId) => void;
}
