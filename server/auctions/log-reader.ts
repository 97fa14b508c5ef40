import { Readable } from 'node:stream';
import type { LogEntryView } from '@reassign/shared/auctions/api.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { GENESIS } from '@reassign/shared/verify/chain.ts';
import { entryLine, headerLine } from '@reassign/shared/verify/log-file.ts';
import type { LogStore, StoredEntry } from '../platform/log-store.ts';
import type { LotView } from '../platform/sequencer/types.ts';
import type { HeldLot, LotSequencer } from './held-lot.ts';
import type { Proofs } from './proofs/service.ts';

/** Entries answered at once; a client goes on with `after`. */
const PAGE = 500;
const EXPORT_CHUNK = 2_000;

export interface LogReaderDeps {
  readonly sequencer: LotSequencer;
  readonly store: LogStore;
  /** The C2SP verifier key of this platform's checkpoints. */
  readonly key: string;
  /** Adds what witnesses signed of a checkpoint. */
  readonly cosigned: Proofs['cosigned'];
}

/** The public log: pages of it, the whole file, and the checkpoint over what is committed. */
export function createLogReader({ sequencer, store, key, cosigned }: LogReaderDeps) {
  async function events(lotId: LotId, after: number): Promise<{ items: LogEntryView[]; seq: number } | null> {
    const view = await sequencer.view(lotId);
    if (!view) return null;
    // One entry earlier is read along: its hash is the next one's `prev`.
    const from = Math.max(after - 1, 0);
    const stored = (await store.read(lotId, from, PAGE + 1)).filter(({ seq }) => seq <= view.seq);
    const items = linked(lotId, stored, GENESIS).filter(({ seq }) => seq > after);
    return { items: items.slice(0, PAGE), seq: view.seq };
  }

  async function* lines(lotId: LotId, view: LotView<HeldLot>): AsyncGenerator<string> {
    const { lot } = view.state;
    assert(lot.phase !== 'unborn', 'a committed log begins with its notice');
    const checkpoint = await cosigned(lotId, view.checkpoint);
    yield headerLine({ lot: lotId, profiles: [lot.terms.rules], key, checkpoint });
    let prev: Uint8Array = GENESIS;
    for (let after = 0; after < view.seq;) {
      const chunk = await store.read(lotId, after, Math.min(EXPORT_CHUNK, view.seq - after));
      const last = chunk.at(-1);
      assert(last, 'a log has no gap');
      yield linked(lotId, chunk, prev).map(entryLine).join('');
      prev = last.hash;
      after = last.seq;
    }
  }

  return {
    events,
    async exportLog(lotId: LotId) {
      const view = await sequencer.view(lotId);
      const lot = view?.state.lot;
      if (!view || !lot || lot.phase === 'unborn') return null;
      return { fileName: `${lot.number}.ndjson`, lines: Readable.from(lines(lotId, view)) };
    },
    async checkpoint(lotId: LotId): Promise<string | null> {
      const view = await sequencer.view(lotId);
      return view && cosigned(lotId, view.checkpoint);
    },
  };
}

export type LogReader = ReturnType<typeof createLogReader>;

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function linked(lotId: LotId, stored: readonly StoredEntry[], before: Uint8Array): LogEntryView[] {
  return stored.map(({ seq, at, type, body, hash }, index) => ({
    lot: lotId,
    seq,
    at: fromInstant(at),
    type,
    body,
    prev: hex(stored[index - 1]?.hash ?? before),
    hash: hex(hash),
  }));
}
