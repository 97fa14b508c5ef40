import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ReceiptView } from '../auctions/api.ts';
import { endOf } from '../auctions/end.ts';
import { beginStory, explainEnd, explainNext, type Story, unknownsOf } from '../auctions/explain.ts';
import { readLotEvent } from '../auctions/read-event.ts';
import type { FormatName, LotState } from '../auctions/types.ts';
import type { BidderNumber, LotId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';
import { type Digest, entryHash, GENESIS } from './chain.ts';
import { type Claim, claimsOf, ownClaim } from './claims.ts';
import { cosignatureOf } from './cosignature.ts';
import { type LogFault, logFaults, type Unproven } from './faults.ts';
import { readKeyList, type TrustedKey, trusting } from './key-list.ts';
import { type LogHeader, readEntryLine, readHeader } from './log-file.ts';
import { append, emptyFrontier, type Frontier, root, sameBytes } from './merkle.ts';
import { fingerprint, readVerifierKey, type VerifierKey } from './note.ts';
import { type RefundsDue, refundsDue } from './refunds.ts';

export interface VerifyOptions {
  /** C2SP verifier key that the reader trusts; without it the log's own key is taken and the result is unpinned. */
  readonly key?: string;
  /** The platform's list of keys, as text: checkpoints by any of them count, and `key` must be one of them. */
  readonly keys?: string;
  /** C2SP verifier keys of witnesses whose cosignatures the log's checkpoint should have. */
  readonly witnesses?: readonly string[];
  /** How many of them are enough; all unless said. */
  readonly witnessesNeeded?: number;
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
  /** `null` while there is no outcome. */
  readonly refunds: RefundsDue | null;
  readonly key: string;
  readonly fingerprint: string;
  /** Whether the key was the reader's own, or stands in one chain with it. */
  readonly isPinned: boolean;
  /** By which keys the checkpoints were signed: the log's own first. */
  readonly signers: readonly Signer[];
  /** Those of the named witnesses that signed the log's checkpoint. */
  readonly witnesses: readonly Witnessed[];
  readonly receipts: number;
  readonly cannotKnow: readonly Unproven[];
}

export interface Signer {
  readonly key: string;
  readonly fingerprint: string;
  readonly checkpoints: number;
}

export interface Witnessed {
  readonly name: string;
  /** In seconds since 1970, by the witness's clock. */
  readonly at: number;
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
  /** In the order of registration. */
  readonly registered: BidderNumber[];
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

  const trusted = trust(header, options);
  if (!trusted.ok) return refuted(0, trusted.fault);
  const { own, keys } = trusted;
  const ending = ownClaim(header.checkpoint, own, header.lot);
  if (!ending.ok) return refuted(0, ending.fault);
  const witnessed = witnessesOf(header.checkpoint, options);
  if (!witnessed.ok) return refuted(0, witnessed.fault);
  const kept = { receipts: options.receipts ?? [], checkpoint: options.checkpoint ?? null };
  const claimed = claimsOf(kept, keys, header.lot);
  if (!claimed.ok) return refuted(claimed.seq, claimed.fault);

  const claims = Map.groupBy([ending.claim, ...claimed.claims], ({ seq }) => seq);
  const read = readEntries(rest, { header, claims, digest: options.digest ?? sha256 });
  if (!read.ok) return read;
  const { witnesses } = witnessed;
  const signers = [own.key, ...claimed.signers];
  return conclude(read.progress, { size: ending.claim.seq, header, options, claims, signers, witnesses });
}

type Trust =
  | { readonly ok: true; readonly own: TrustedKey; readonly keys: readonly TrustedKey[] }
  | { readonly ok: false; readonly fault: LogFault };

/** The keys whose checkpoints count, and that of the log among them. */
function trust(header: LogHeader, options: VerifyOptions): Trust {
  const key = readVerifierKey(options.key ?? header.key);
  if (key === null) return { ok: false, fault: 'malformed-key' };
  const reading =
    options.keys === undefined ? { ok: true as const, keys: trusting(key) } : readKeyList(options.keys);
  if (!reading.ok) return reading;
  const { keys } = reading;
  const own = keys.find(({ key: { text } }) => text === header.key);
  if (!own || !keys.some(({ key: { text } }) => text === key.text))
    return { ok: false, fault: 'another-key' };
  return own.isRevoked ? { ok: false, fault: 'revoked-key' } : { ok: true, own, keys };
}

type Witnesses =
  | { readonly ok: true; readonly witnesses: readonly Witnessed[] }
  | { readonly ok: false; readonly fault: LogFault };

function witnessesOf(note: string, { witnesses: texts = [], witnessesNeeded }: VerifyOptions): Witnesses {
  const needed = witnessesNeeded ?? texts.length;
  const keys = texts.map((text) => readVerifierKey(text, 'cosignature'));
  const witnesses: Witnessed[] = [];
  for (const key of keys) {
    if (key === null) return { ok: false, fault: 'malformed-witness-key' };
    const cosignature = cosignatureOf(note, key);
    if (cosignature.is === 'forged') return { ok: false, fault: 'forged-cosignature' };
    if (cosignature.is === 'valid') witnesses.push({ name: key.name, at: cosignature.at });
  }
  return witnesses.length < needed ? { ok: false, fault: 'missing-cosignature' } : { ok: true, witnesses };
}

function split(lines: Iterable<string>): [string | undefined, Iterable<string>] {
  const iterator = lines[Symbol.iterator]();
  const first = iterator.next();
  const rest = { [Symbol.iterator]: () => iterator };
  return [first.done === true ? undefined : first.value, rest];
}

function readEntries(lines: Iterable<string>, context: Context): Step {
  let progress: Progress = { prev: GENESIS, frontier: emptyFrontier, story: beginStory, registered: [] };
  for (const line of lines) {
    const step = readEntry(progress, line, context);
    if (!step.ok) return step;
    progress = step.progress;
  }
  return { ok: true, progress };
}

function readEntry({ prev, frontier, story, registered }: Progress, text: string, context: Context): Step {
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
  if (due.some(({ notAfter }) => notAfter !== null && at > notAfter)) return refuted(seq, 'key-out-of-time');
  // Grows in place: a copy for each of ten thousand bidders would be felt.
  if (event.type === 'Registered') registered.push(event.body.bidderNumber as BidderNumber);
  return { ok: true, progress: { prev: hash, frontier: grown, story: next.story, registered } };
}

interface Signed {
  readonly size: number;
  readonly header: LogHeader;
  readonly options: VerifyOptions;
  readonly claims: ReadonlyMap<number, readonly Claim[]>;
  /** Of each checkpoint; the log's own first. */
  readonly signers: readonly VerifierKey[];
  readonly witnesses: readonly Witnessed[];
}

function conclude({ frontier, story, registered }: Progress, signed: Signed): LogReport {
  const { size, header, options, claims, witnesses } = signed;
  const entries = frontier.size;
  if (entries < Math.max(size, ...claims.keys())) return refuted(entries + 1, 'dropped-tail');
  if (entries > size) return refuted(size + 1, 'beyond-checkpoint');
  const end = explainEnd(story);
  if (!end.ok) return refuted(end.seq, end.fault);
  const { state } = story;
  if (state.phase === 'unborn') return refuted(1, 'no-notice');
  if (header.profiles.length !== 1) return refuted(0, 'unused-profile');
  const signers = [...Map.groupBy(signed.signers, ({ text }) => text).values()].flatMap(tally);
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
    refunds: refundsDue(state, registered),
    key: header.key,
    fingerprint: signers[0]?.fingerprint ?? '',
    isPinned: options.key !== undefined,
    signers,
    witnesses,
    receipts: options.receipts?.length ?? 0,
    cannotKnow: [...unknownsOf(state), 'refunds-made'],
  };
}

const tally = ([key, ...others]: readonly VerifierKey[]): Signer[] =>
  key ? [{ key: key.text, fingerprint: fingerprint(key), checkpoints: 1 + others.length }] : [];
