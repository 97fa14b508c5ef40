import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { ProblemFault } from '@reassign/shared/kernel/problems.ts';
import type { ConsistencyView, InclusionView } from '@reassign/shared/verify/api.ts';
import { cosignatureOf } from '@reassign/shared/verify/cosignature.ts';
import { readCheckpoint } from '@reassign/shared/verify/checkpoint.ts';
import { readNote, type VerifierKey } from '@reassign/shared/verify/note.ts';
import type { Db } from '../../platform/db.ts';
import type { LogStore } from '../../platform/log-store.ts';
import type { LotSequencer } from '../held-lot.ts';
import { cosignaturesOf, keepCosignature } from './repo.ts';
import { createTrees } from './trees.ts';

export interface ProofsDeps {
  readonly sequencer: Pick<LotSequencer, 'view'>;
  readonly store: Pick<LogStore, 'read'>;
  readonly db: Db;
  /** Whose cosignatures are kept and shown. */
  readonly witnesses: readonly VerifierKey[];
}

/** A proof, or what of the question is about no part of the log. */
export type Proven<View> = View | { readonly fault: ProblemFault };

export type CosignRefusal = 'unknown-lot' | 'stale-checkpoint' | 'bad-cosignature';

export interface Cosigned {
  readonly size: number;
  readonly witness: string;
  readonly at: number;
}

/** What anybody may ask for to check what they were told (3-trading-rules §3.8). */
export function createProofs({ sequencer, store, db, witnesses }: ProofsDeps) {
  const treeOf = createTrees(store);
  const names = witnesses.map(({ text }) => text);

  return {
    /** `null` when there is no such lot; `size` is that of the log now unless given. */
    async inclusion(
      lotId: LotId,
      { seq, size: asked }: { readonly seq: number; readonly size: number | null },
    ): Promise<Proven<InclusionView> | null> {
      const view = await sequencer.view(lotId);
      if (!view) return null;
      const size = asked ?? view.seq;
      if (size > view.seq) return { fault: beyond('?size', size, view.seq) };
      if (seq > size) return { fault: beyond('?seq', seq, size) };
      const tree = await treeOf(lotId, size);
      const [entry] = await store.read(lotId, seq - 1, 1);
      const hash = hex(entry?.hash ?? new Uint8Array());
      const proof = tree.inclusion(seq - 1, size).map(hex);
      return { lot: lotId, seq, size, hash, root: hex(tree.root(size)), proof };
    },

    async consistency(
      lotId: LotId,
      { from, to: asked }: { readonly from: number; readonly to: number | null },
    ): Promise<Proven<ConsistencyView> | null> {
      const view = await sequencer.view(lotId);
      if (!view) return null;
      const to = asked ?? view.seq;
      if (to > view.seq) return { fault: beyond('?to', to, view.seq) };
      if (from > to) return { fault: beyond('?from', from, to) };
      const tree = await treeOf(lotId, to);
      const [fromRoot, toRoot] = [tree.root(from), tree.root(to)].map(hex);
      return {
        lot: lotId,
        from,
        to,
        fromRoot: fromRoot ?? '',
        toRoot: toRoot ?? '',
        proof: tree.consistency(from, to).map(hex),
      };
    },

    /** A checkpoint with what witnesses signed of exactly that one. */
    async cosigned(lotId: LotId, checkpoint: string): Promise<string> {
      if (names.length === 0) return checkpoint;
      const size = readCheckpoint(readNote(checkpoint)?.text ?? '')?.size ?? 0;
      return checkpoint + (await cosignaturesOf(db, lotId, size, names)).join('');
    },

    /** Keeps the cosignature of a witness that we know, of the checkpoint as it is now. */
    async cosign(lotId: LotId, note: string): Promise<Cosigned | { readonly refusal: CosignRefusal }> {
      const view = await sequencer.view(lotId);
      if (!view) return { refusal: 'unknown-lot' };
      const read = readNote(note);
      if (read?.text !== readNote(view.checkpoint)?.text) return { refusal: 'stale-checkpoint' };
      for (const witness of witnesses) {
        const cosignature = cosignatureOf(note, witness);
        if (cosignature.is !== 'valid') continue;
        const { at, line } = cosignature;
        await keepCosignature(db, { lotId, witness: witness.text, size: view.seq, line });
        return { size: view.seq, witness: witness.name, at };
      }
      return { refusal: 'bad-cosignature' };
    },
  };
}

export type Proofs = ReturnType<typeof createProofs>;

const beyond = (pointer: string, value: number, most: number): ProblemFault => ({
  pointer,
  reason: `is beyond ${String(most)}`,
  value: String(value),
});

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
