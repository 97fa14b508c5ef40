import { assert } from '@reassign/shared/kernel/assert.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { instant, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { canonicalJson } from '@reassign/shared/verify/canonical-json.ts';
import { GENESIS } from '@reassign/shared/verify/chain.ts';
import { append, emptyFrontier, type Frontier } from '@reassign/shared/verify/merkle.ts';
import type { StoredEntry } from '../log-store.ts';
import type { Tip } from './batch.ts';
import { digest, entryText } from './proof.ts';
import type { CommandIdentity, Entry, LogEvent, LoggedEntry, LotRules, Stamped } from './types.ts';

/** A command that was accepted: where its entries are, and what was asked. */
export interface KnownCommand {
  readonly contentHash: Uint8Array;
  readonly seq: number;
  readonly count: number;
}

export const commandKey = ({ bidderNumber, commandId }: CommandIdentity): string =>
  `${bidderNumber} ${commandId}`;

export interface FoldedLog<State> {
  readonly tip: Tip<State>;
  readonly frontier: Frontier;
  readonly known: Map<string, KnownCommand>;
}

/** A lot as its log says. */
export function foldLog<State, Command extends Stamped, Event extends LogEvent, Refusal>(
  rules: LotRules<State, Command, Event, Refusal>,
  lotId: LotId,
  log: readonly StoredEntry[],
): FoldedLog<State> {
  const known = new Map<string, KnownCommand>();
  let frontier = emptyFrontier;
  let tip: Tip<State> = {
    state: rules.initial(lotId),
    seq: 0,
    at: instant(0),
    hash: GENESIS,
    hex: toHex(GENESIS),
  };
  for (const stored of log) {
    const { seq, at, hash, identity } = stored;
    assert(seq === tip.seq + 1, `the log of lot ${lotId} has a gap before ${seq}`);
    const state = rules.evolve(tip.state, toEntry<Event>(lotId, stored));
    tip = { state, seq, at, hash, hex: toHex(hash) };
    frontier = append(frontier, hash, digest);
    if (identity !== null) {
      const key = commandKey(identity);
      const before = known.get(key);
      known.set(key, {
        contentHash: identity.contentHash,
        seq: before?.seq ?? seq,
        count: (before?.count ?? 0) + 1,
      });
    }
  }
  return { tip, frontier, known };
}

export function toEntry<Event>(lot: LotId, { seq, at, type, body, sealed }: StoredEntry): Entry<Event> {
  const event = sealed === null ? { type, body } : { type, body, sealed };
  return { ...event, lot, seq, at } as unknown as Entry<Event>;
}

/** Stored entries as they were told when committed. Neighbours, so that each knows the hash before it. */
export function toLogged<Event>(lotId: LotId, log: readonly StoredEntry[]): LoggedEntry<Event>[] {
  let prev = toHex(GENESIS);
  return log.map((stored) => {
    const { seq, at, type } = stored;
    const text = entryText({ lot: lotId, seq, at: toRfc3339(at), type, body: canonicalJson(stored.body) });
    const hash = toHex(stored.hash);
    const logged = { entry: toEntry<Event>(lotId, stored), prev, hash, text };
    prev = hash;
    return logged;
  });
}

const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
