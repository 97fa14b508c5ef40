import { sha256 } from '@noble/hashes/sha2.js';
import { assert } from '../kernel/assert.ts';
import type { Digest } from './chain.ts';
import { leafHash, nodeHash, rootOf, sameBytes } from './merkle.ts';

/*
 * Proofs of RFC 6962 §2.1 over the same tree as the checkpoints; `leaves` are entry hashes. Checking follows RFC 9162
 * §2.1.3.2 and §2.1.4.2.
 */

/** The siblings on the way from the leaf at `index` (from 0) to the root, nearest first. */
export function inclusionProof(
  index: number,
  leaves: readonly Uint8Array[],
  digest: Digest = sha256,
): Uint8Array[] {
  assert(index >= 0 && index < leaves.length, 'a proof is about a leaf of the tree');
  if (leaves.length === 1) return [];
  const split = largestPowerBelow(leaves.length);
  const left = leaves.slice(0, split);
  const right = leaves.slice(split);
  return index < split
    ? [...inclusionProof(index, left, digest), rootOf(right, digest)]
    : [...inclusionProof(index - split, right, digest), rootOf(left, digest)];
}

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

/** What shows that the tree over all leaves begins with the tree over the first `from` of them. */
export function consistencyProof(
  from: number,
  leaves: readonly Uint8Array[],
  digest: Digest = sha256,
): Uint8Array[] {
  assert(from >= 1 && from <= leaves.length, 'a proof begins at a size that the tree has had');
  return subproof(from, leaves, true, digest);
}

/** `isWhole`: the old tree is a complete subtree here, so whoever checks knows its root already. */
function subproof(
  from: number,
  leaves: readonly Uint8Array[],
  isWhole: boolean,
  digest: Digest,
): Uint8Array[] {
  if (from === leaves.length) return isWhole ? [] : [rootOf(leaves, digest)];
  const split = largestPowerBelow(leaves.length);
  const left = leaves.slice(0, split);
  const right = leaves.slice(split);
  return from <= split
    ? [...subproof(from, left, isWhole, digest), rootOf(right, digest)]
    : [...subproof(from - split, right, false, digest), rootOf(left, digest)];
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

/** The largest power of two smaller than `n`, where a tree of `n` leaves is split; `n` is at least 2. */
function largestPowerBelow(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}
