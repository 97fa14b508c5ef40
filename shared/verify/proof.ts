import { sha256 } from '@noble/hashes/sha2.js';
import type { Digest } from './chain.ts';
import { leafHash, nodeHash, sameBytes } from './merkle.ts';

/*
 * Checks of proofs (RFC 6962 §2.1, as RFC 9162 §2.1.3.2 and §2.1.4.2 say) over the tree of the checkpoints, whose leaves
 * are entry hashes; `ProofTree` makes them.
 */

export interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly leaf: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

export function isIncluded({ index, size, leaf, root, proof }: Inclusion, digest: Digest = sha256): boolean {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  let position = index;
  let last = size - 1;
  let hash = leafHash(leaf, digest);
  for (const sibling of proof) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      hash = nodeHash(sibling, hash, digest);
      // A node without a right sibling rises unchanged until it is a right one itself.
      while (position % 2 === 0 && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      hash = nodeHash(hash, sibling, digest);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && sameBytes(hash, root);
}

export interface Consistency {
  readonly from: number;
  readonly to: number;
  readonly fromRoot: Uint8Array;
  readonly toRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

export function isConsistent(claim: Consistency, digest: Digest = sha256): boolean {
  const { from, to, fromRoot, toRoot, proof } = claim;
  if (!Number.isSafeInteger(from) || from < 1 || from > to) return false;
  if (from === to) return proof.length === 0 && sameBytes(fromRoot, toRoot);
  let position = from - 1;
  let last = to - 1;
  while (position % 2 === 1) [position, last] = [half(position), half(last)];
  // When the old size is a power of two its root is the first node of the proof, and is left out.
  const [first, ...siblings] = position === 0 ? [fromRoot, ...proof] : proof;
  if (first === undefined) return false;
  let old = first;
  let now = first;
  for (const sibling of siblings) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      old = nodeHash(sibling, old, digest);
      now = nodeHash(sibling, now, digest);
      while (position % 2 === 0 && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      now = nodeHash(now, sibling, digest);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && sameBytes(old, fromRoot) && sameBytes(now, toRoot);
}

const half = (n: number): number => Math.floor(n / 2);
