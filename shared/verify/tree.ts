import { sha256 } from '@noble/hashes/sha2.js';
import { assert } from '../kernel/assert.ts';
import type { Digest } from './chain.ts';
import { emptyFrontier, leafHash, nodeHash, root } from './merkle.ts';

/**
 * A whole Merkle tree that only grows, for whoever proves (RFC 6962 §2.1): the hashes of all complete subtrees, so that a
 * root or a proof of any size so far costs logarithmic time. About 64 bytes a leaf and their object.
 */
export class ProofTree {
  readonly #digest: Digest;
  /** `#levels[k][n]`: the hash over leaves `n · 2ᵏ` to `(n + 1) · 2ᵏ`. */
  readonly #levels: Uint8Array[][] = [[]];

  constructor(leaves: Iterable<Uint8Array> = [], digest: Digest = sha256) {
    this.#digest = digest;
    for (const leaf of leaves) this.append(leaf);
  }

  get size(): number {
    return this.#levels[0]?.length ?? 0;
  }

  /** Adds one leaf (here: an entry's hash). */
  append(leaf: Uint8Array): void {
    let node = leafHash(leaf, this.#digest);
    for (let level = 0; ; level++) {
      const row = (this.#levels[level] ??= []);
      row.push(node);
      const left = row.at(-2);
      if (row.length % 2 === 1 || left === undefined) return;
      node = nodeHash(left, node, this.#digest);
    }
  }

  root(size = this.size): Uint8Array {
    return size === 0 ? root(emptyFrontier, this.#digest) : this.#over(0, size);
  }

  /** The siblings on the way from the leaf at `index` (from 0) to the root of the first `size`, nearest first. */
  inclusion(index: number, size = this.size): Uint8Array[] {
    assert(index >= 0 && index < size && size <= this.size, 'a proof is about a leaf of the tree');
    const path: Uint8Array[] = [];
    for (let [from, to] = [0, size]; to - from > 1;) {
      const split = from + largestPowerBelow(to - from);
      const isLeft = index < split;
      path.push(isLeft ? this.#over(split, to) : this.#over(from, split));
      if (isLeft) to = split;
      else from = split;
    }
    return path.reverse();
  }

  /** What shows that the tree over the first `to` leaves begins with the tree over the first `from` of them. */
  consistency(from: number, to = this.size): Uint8Array[] {
    assert(from >= 1 && from <= to && to <= this.size, 'a proof is about sizes that the tree has had');
    const proof: Uint8Array[] = [];
    let [begin, end] = [0, to];
    while (from !== end) {
      const split = begin + largestPowerBelow(end - begin);
      if (from <= split) {
        proof.push(this.#over(split, end));
        end = split;
      } else {
        proof.push(this.#over(begin, split));
        begin = split;
      }
    }
    // The old tree as a whole needs no mention: whoever checks knows its root.
    if (begin > 0) proof.push(this.#over(begin, end));
    return proof.reverse();
  }

  /** The hash over leaves `from` to `to`, where `from` is a multiple of the smallest power of two that holds them. */
  #over(from: number, to: number): Uint8Array {
    const count = to - from;
    const level = Math.log2(count);
    if (Number.isInteger(level)) {
      const node = this.#levels[level]?.[from / count];
      assert(node, 'a complete subtree is kept');
      return node;
    }
    const split = from + largestPowerBelow(count);
    return nodeHash(this.#over(from, split), this.#over(split, to), this.#digest);
  }
}

/** The largest power of two smaller than `n`, where a tree of `n` leaves is split; `n` is at least 2. */
function largestPowerBelow(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}
