import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ReceiptView } from '../auctions/api.ts';
import { endOf } from '../auctions/end.ts';
import {
  beginStory,
  explainEnd,
  explainNext,
  type Story,
  type Unknown,
  unknownsOf,
} from '../auctions/explain.ts';
import { readLotEvent } from '../auctions/read-event.ts';
import type { FormatName, LotState } from '../auctions/types.ts';
import type { LotId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';
import { type Digest, entryHash, GENESIS } from './chain.ts';
import { fingerprint, readVerifierKey, type VerifierKey } from './checkpoint.ts';
import { type Claim, claimsOf, ownCheckpoint } from './claims.ts';
import { type LogFault, logFaults } from './faults.ts';
import { type LogHeader, readEntryLine, readHeader } from './log-file.ts';
import { append, emptyFrontier, type Frontier, root, sameBytes } from './merkle.ts';

export interface VerifyOptions {
  /** C2SP verifier key that the reader trusts; without it the log's own key is taken and the result is unpinned. */
  readonly key?: string;
  readonly receipts?: readonly ReceiptView[];
  /** A signed note kept from elsewhere. */
  readonly checkpoint?: string;
  readonly digest?: Digest;
}

export interface VerifiedLog {
  readonly ok: true;
  readonly lot: string;
  readonly number: string;
  readonly title: string;
  readonly entries: number;
  readonly format: FormatName;
  readonly phase: Exclude<LotState['phase'], 'unborn'>;
  readonly bidCount: number;
  /** The effective end. */
  readonly closesAt: Instant;
  readonly winner: string | null;
  readonly hammer: Money | null;
  readonly key: string;
  readonly fingerprint: string;
  /** Whether the key was the reader's own. */
  readonly isPinned: boolean;
  readonly receipts: number;
  readonly cannotKnow: readonly Unknown[];
}

export interface RefutedLog {
  readonly ok: false;
  /** The first entry that cannot stand; 0 is the header, or what was given beside the log. */
  readonly seq: number;
  readonly fault: LogFault;
  readonly reason: string;
}

export type LogReport = VerifiedLog | RefutedLog;

/** How far a log has been read. */
interface Progress {
  readonly prev: Uint8Array;
  readonly frontier: Frontier;
  readonly story: Story;
}

/** What all lines are checked against. */
interface Context {
  readonly header: LogHeader;
  readonly claims: ReadonlyMap<number, readonly Claim[]>;
  readonly digest: Digest;
}

type Step = { readonly ok: true; readonly progress: Progress } | RefutedLog;

const refuted = (seq: number, fault: LogFault): RefutedLog => ({
  ok: false,
  seq,
  fault,
  reason: logFaults[fault],
});

/**
 * Checks an exported log (docs/log-format.md) without anything but itself: chain, order, checkpoint, profile, rules, and
 * what the reader kept. `lines` come without their line ends; nothing in them is trusted.
 */
export function verifyLog(lines: Iterable<string>, options: VerifyOptions = {}): LogReport {
  const [first, rest] = split(lines);
  if (first === undefined || first === '') return refuted(0, 'empty');
  const reading = readHeader(first);
  if (!reading.ok) return refuted(0, reading.fault);
  const { header } = reading;

  const key = readVerifierKey(options.key ?? header.key);
  if (key === null) return refuted(0, 'malformed-key');
  if (key.text !== header.key) return refuted(0, 'another-key');
  const own = ownCheckpoint(header.checkpoint, key, header.lot);
  if (!own.ok) return refuted(0, own.fault);
  const kept = { receipts: options.receipts ?? [], checkpoint: options.checkpoint ?? null };
  const claimed = claimsOf(kept, key, header.lot);
  if (!claimed.ok) return refuted(claimed.seq, claimed.fault);

  const { size, root: signedRoot } = own.checkpoint;
  const ownClaim: Claim = { seq: size, about: 'root', hash: signedRoot, fault: 'wrong-root' };
  const claims = Map.groupBy([ownClaim, ...claimed.claims], ({ seq }) => seq);
  const read = readEntries(rest, { header, claims, digest: options.digest ?? sha256 });
  if (!read.ok) return read;
  return conclude(read.progress, { size, header, key, options, claims });
}

function split(lines: Iterable<string>): [string | undefined, Iterable<string>] {
  const iterator = lines[Symbol.iterator]();
  const first = iterator.next();
  const rest = { [Symbol.iterator]: () => iterator };
  return [first.done === true ? undefined : first.value, rest];
}

function readEntries(lines: Iterable<string>, context: Context): Step {
  let progress: Progress = { prev: GENESIS, frontier: emptyFrontier, story: beginStory };
  for (const line of lines) {
    const step = readEntry(progress, line, context);
    if (!step.ok) return step;
    progress = step.progress;
  }
  return { ok: true, progress };
}

function readEntry({ prev, frontier, story }: Progress, text: string, context: Context): Step {
  const { header, claims, digest } = context;
  const expected = frontier.size + 1;
  const line = readEntryLine(text);
  if (line === null) return refuted(expected, 'malformed-entry');
  const { lot, seq, at } = line;
  if (lot !== header.lot) return refuted(expected, 'foreign-lot');
  if (seq !== expected) return refuted(Math.min(seq, expected), 'gap');
  if (line.prev !== bytesToHex(prev)) return refuted(seq, 'broken-chain');
  const event = readLotEvent(line.type, line.body);
  if (event === null) return refuted(seq, 'unknown-event');
  const hash = entryHash(prev, line, digest);
  if (line.hash !== bytesToHex(hash)) return refuted(seq, 'wrong-hash');

  const due = claims.get(seq) ?? [];
  const contradicted = due.find((claim) => claim.about === 'entry' && !sameBytes(claim.hash, hash));
  if (contradicted) return refuted(seq, contradicted.fault);
  const next = explainNext(story, { ...event, lot: lot as LotId, seq, at }, header.profiles);
  if (!next.ok) return refuted(next.seq, next.fault);

  const grown = append(frontier, hash, digest);
  const forked = due.find((claim) => claim.about === 'root' && !sameBytes(claim.hash, root(grown, digest)));
  if (forked) return refuted(seq, forked.fault);
  return { ok: true, progress: { prev: hash, frontier: grown, story: next.story } };
}

interface Signed {
  readonly size: number;
  readonly header: LogHeader;
  readonly key: VerifierKey;
  readonly options: VerifyOptions;
  readonly claims: ReadonlyMap<number, readonly Claim[]>;
}

function conclude({ frontier, story }: Progress, { size, header, key, options, claims }: Signed): LogReport {
  const entries = frontier.size;
  if (entries < Math.max(size, ...claims.keys())) return refuted(entries + 1, 'dropped-tail');
  if (entries > size) return refuted(size + 1, 'beyond-checkpoint');
  const end = explainEnd(story);
  if (!end.ok) return refuted(end.seq, end.fault);
  const { state } = story;
  if (state.phase === 'unborn') return refuted(1, 'no-notice');
  if (header.profiles.length !== 1) return refuted(0, 'unused-profile');
  return {
    ok: true,
    lot: header.lot,
    number: state.number,
    title: state.title,
    entries,
    format: state.terms.format,
    phase: state.phase,
    bidCount: state.phase === 'notice' ? 0 : state.bidCount,
    closesAt: endOf(state),
    winner: state.phase === 'sold' ? state.winner : null,
    hammer: state.phase === 'sold' ? state.hammer : null,
    key: key.text,
    fingerprint: fingerprint(key),
    isPinned: options.key !== undefined,
    receipts: options.receipts?.length ?? 0,
    cannotKnow: unknownsOf(state),
  };
}
