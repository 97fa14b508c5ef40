import { bytesToHex } from '@noble/hashes/utils.js';
import { toInstant } from '../kernel/codecs.ts';
import type { JsonObject } from '../verify/canonical-json.ts';
import { entryHash, GENESIS } from '../verify/chain.ts';
import { openCheckpoint, signerAmong } from '../verify/checkpoint.ts';
import type { TrustedKey } from '../verify/key-list.ts';
import { fingerprint } from '../verify/note.ts';
import { append, emptyFrontier, type Frontier, root, sameBytes } from '../verify/merkle.ts';
import { originOf } from '../verify/receipt.ts';
import type { FeedEntry } from './follow.ts';

/** What this machine has found out about a lot's log by itself. */
export type ChainState =
  | { readonly kind: 'unchecked' }
  | {
      readonly kind: 'checked';
      /** The hashes of entries 1 to this one were computed again, each over the one before. */
      readonly upTo: number;
      /** The newest signed checkpoint that agreed; 0 while there was none. */
      readonly signed: number;
      /** Of the key that signed, as the platform itself names it. */
      readonly fingerprint: string | null;
    }
  /** `seq`: the first entry that cannot stand, or the size of a checkpoint that says something else. */
  | { readonly kind: 'broken'; readonly seq: number; readonly about: 'entry' | 'checkpoint' | 'key' };

/**
 * Follows one lot's log entry by entry: chain and signed checkpoints, not the rules of the auction. What was found broken
 * stays broken.
 */
export class ChainCheck {
  readonly #lot: string;
  #state: ChainState = { kind: 'unchecked' };
  #prev: Uint8Array = GENESIS;
  /** By size, so that a checkpoint over an earlier size can be compared as well. */
  readonly #frontiers: Frontier[] = [emptyFrontier];
  #keys: readonly TrustedKey[] = [];
  /** Checkpoints about entries that are not here yet. */
  #later: string[] = [];

  constructor(lot: string) {
    this.#lot = lot;
  }

  get state(): ChainState {
    return this.#state;
  }

  /** Entries taken in so far; the next one to hand in is one more. */
  get size(): number {
    return this.#frontiers.length - 1;
  }

  /** Takes what follows on what it has; entries it has already and those beyond a gap are passed over. */
  read(entries: readonly FeedEntry[]): void {
    for (const entry of entries) {
      if (this.#state.kind === 'broken') return;
      if (entry.seq === this.size + 1) this.#readNext(entry);
    }
    this.#readLater();
  }

  /** The keys whose signatures count; checkpoints wait until there are some. */
  trust(keys: readonly TrustedKey[]): void {
    this.#keys = keys.filter(({ isRevoked }) => !isRevoked);
    this.#readLater();
  }

  /** The platform shows keys that do not follow from the one this machine knows: nothing signed counts any more. */
  distrust(): void {
    this.#state = { kind: 'broken', seq: 0, about: 'key' };
  }

  /** A signed note about this lot: a checkpoint or that of a receipt. */
  readCheckpoint(note: string): void {
    this.#later = [...this.#later, note];
    this.#readLater();
  }

  #readNext({ seq, at, type, body, hash }: FeedEntry): void {
    const entry = { lot: this.#lot, seq, at: toInstant(at), type, body: body as JsonObject };
    const computed = entryHash(this.#prev, entry);
    if (bytesToHex(computed) !== hash) {
      this.#state = { kind: 'broken', seq, about: 'entry' };
      return;
    }
    this.#prev = computed;
    this.#frontiers.push(append(this.#frontiers[this.size] ?? emptyFrontier, computed));
    const { signed, fingerprint: by } = this.#checked();
    this.#state = { kind: 'checked', upTo: seq, signed, fingerprint: by };
  }

  #readLater(): void {
    if (this.#keys.length === 0 || this.#later.length === 0) return;
    const notes = this.#later;
    this.#later = [];
    for (const note of notes) {
      if (this.#state.kind === 'broken') return;
      this.#compare(note);
    }
  }

  #compare(note: string): void {
    const key = signerAmong(note, this.#keys)?.key;
    const opened = key && openCheckpoint(note, key);
    if (!key || !opened?.ok || opened.checkpoint.origin !== originOf(key, this.#lot)) {
      this.#state = { kind: 'broken', seq: 0, about: 'checkpoint' };
      return;
    }
    const { size, root: signedRoot } = opened.checkpoint;
    const frontier = this.#frontiers[size];
    if (!frontier) {
      this.#later = [...this.#later, note];
      return;
    }
    if (!sameBytes(root(frontier), signedRoot)) {
      this.#state = { kind: 'broken', seq: size, about: 'checkpoint' };
      return;
    }
    const signed = Math.max(size, this.#checked().signed);
    this.#state = { kind: 'checked', upTo: this.size, signed, fingerprint: fingerprint(key) };
  }

  #checked(): { readonly signed: number; readonly fingerprint: string | null } {
    return this.#state.kind === 'checked' ? this.#state : { signed: 0, fingerprint: null };
  }
}
