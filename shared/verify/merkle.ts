import { sha256 } from '@noble/hashes/sha2.js';
import { assert } from '../kernel/assert.ts';
import type { Digest } from './chain.ts';

/*
 * RFC 6962 §2.1: leaves and inner nodes are hashed under different first bytes, so neither can pass for the other.
 */
const LEAF = 0;
const NODE = 1;

/**
 * The right edge of a Merkle tree that only grows: the roots of its complete subtrees, largest first. Appending costs
 * one hash on average, and the root of any size so far is `root(frontier)`.
 */
export interface Frontier {
  readonly size: number;
  readonly roots: readonly Uint8Array[];
}

export const emptyFrontier: Frontier = { size: 0, roots: [] };

const HASH_BYTES = 32;
/** Written anew for every hash: a log of a hundred thousand entries has twice as many nodes. */
const scratch = new Uint8Array(1 + 2 * HASH_BYTES);

/** Of a leaf that is a hash itself (here: an entry's). */
export function leafHash(leaf: Uint8Array, digest: Digest = sha256): Uint8Array {
  scratch[0] = LEAF;
  scratch.set(leaf, 1);
  return digest(scratch.subarray(0, 1 + leaf.length));
}

export function nodeHash(left: Uint8Array, right: Uint8Array, digest: Digest = sha256): Uint8Array {
  scratch[0] = NODE;
  scratch.set(left, 1);
  scratch.set(right, 1 + HASH_BYTES);
  return digest(scratch);
}

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

/** Adds one leaf (here: an entry's hash). */
export function append(frontier: Frontier, leaf: Uint8Array, digest: Digest = sha256): Frontier {
  const roots = [...frontier.roots];
  let node = leafHash(leaf, digest);
  // Every trailing one-bit of the old size is a complete subtree that now gets its right sibling.
  for (let size = frontier.size; size % 2 === 1; size = Math.floor(size / 2)) {
    const left = roots.pop();
    assert(left, 'a frontier holds one root per bit of its size');
    node = nodeHash(left, node, digest);
  }
  roots.push(node);
  return { size: frontier.size + 1, roots };
}

/** The tree's root hash; for no leaves the hash of nothing. */
export function root(frontier: Frontier, digest: Digest = sha256): Uint8Array {
  const [last, ...others] = [...frontier.roots].reverse();
  if (!last) return digest(new Uint8Array());
  return others.reduce((right, left) => nodeHash(left, right, digest), last);
}

/** The root over whole leaves, for a verifier that has them all. */
export const rootOf = (leaves: readonly Uint8Array[], digest: Digest = sha256): Uint8Array =>
  root(
    leaves.reduce((frontier, leaf) => append(frontier, leaf, digest), emptyFrontier),
    digest,
  );
