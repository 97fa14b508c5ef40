import { assert } from '@reassign/shared/kernel/assert.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { ProofTree } from '@reassign/shared/verify/tree.ts';
import type { LogStore } from '../../platform/log-store.ts';
import { digest } from '../../platform/sequencer/proof.ts';

/** A tree of a hundred thousand entries takes some 20 MB. */
const MOST_LEAVES = 500_000;
/** Small enough that bids wait for none of it. */
const CHUNK = 1_000;

/** The trees that were asked for last: each reads on from where it is, so that a long log is read once. */
export function createTrees(store: Pick<LogStore, 'read'>) {
  const trees = new Map<LotId, ProofTree>();

  function forgetOldest(): void {
    let leaves = 0;
    for (const [lotId, tree] of [...trees].reverse()) {
      leaves += tree.size;
      if (leaves > MOST_LEAVES && trees.size > 1) trees.delete(lotId);
    }
  }

  /** Over the first `size` entries at least; those are committed. */
  return async function treeOf(lotId: LotId, size: number): Promise<ProofTree> {
    const tree = trees.get(lotId) ?? new ProofTree([], digest);
    trees.delete(lotId);
    trees.set(lotId, tree);
    while (tree.size < size) {
      const before = tree.size;
      const entries = await store.read(lotId, before, Math.min(CHUNK, size - before));
      // Somebody else may have asked for the same ones meanwhile.
      for (const { seq, hash } of entries) if (seq === tree.size + 1) tree.append(hash);
      assert(tree.size > before, 'a log has no gap');
    }
    forgetOldest();
    return tree;
  };
}
