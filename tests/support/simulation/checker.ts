import { type KeyObject, verify } from 'node:crypto';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { evolve, unborn } from '@reassign/shared/auctions/evolve.ts';
import type { LotState } from '@reassign/shared/auctions/types.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { entryHash, GENESIS } from '@reassign/shared/verify/chain.ts';
import { append, emptyFrontier, root } from '@reassign/shared/verify/merkle.ts';
import type { StoredEntry } from '../../../server/platform/log-store.ts';
import { again, type Told } from './bidders.ts';

/** Everything a simulation leaves behind. */
export interface Evidence {
  readonly logs: ReadonlyMap<LotId, readonly StoredEntry[]>;
  readonly told: readonly Told[];
  readonly checkpoints: readonly { readonly lotId: LotId; readonly note: string }[];
  readonly publicKey: KeyObject;
}

/** The promises of 6-quality §6.2 and 9-threats §9.5.1 that a sequencer alone can break; empty when all were kept. */
export function brokenPromises(evidence: Evidence): string[] {
  const logs = [...evidence.logs].flatMap(([lotId, log]) => [
    ...brokenChain(lotId, log),
    ...brokenRules(lotId, log),
    ...repeatedCommands(log),
    ...brokenCheckpoints(lotId, log, evidence),
  ]);
  return [...logs, ...brokenAnswers(evidence), ...inversions(evidence.told)];
}

function* brokenChain(lotId: LotId, log: readonly StoredEntry[]): Generator<string> {
  let prev: Uint8Array = GENESIS;
  for (const [index, { seq, at, type, body, hash }] of log.entries()) {
    if (seq !== index + 1) yield `seq ${seq} stands at place ${index + 1}`;
    const before = log[index - 1]?.at ?? at;
    if (at < before) yield `at goes back at seq ${seq}`;
    const expected = entryHash(prev, { lot: lotId, seq, at, type, body });
    if (Buffer.compare(expected, hash) !== 0) yield `hash of seq ${seq} does not chain`;
    prev = hash;
  }
}

/** Replays the log: prices rise by the increment, nothing at or after the end, one outcome. */
function* brokenRules(lotId: LotId, log: readonly StoredEntry[]): Generator<string> {
  let state: LotState = unborn;
  try {
    for (const { seq, at, type, body } of log) {
      const entry = { type, body, lot: lotId, seq, at } as unknown as LotEntry;
      if (state.phase === 'open' && entry.type === 'BidAccepted') {
        if (entry.body.amount.amount < state.asking.amount) yield `bid below asking at seq ${seq}`;
        if (at >= state.closesAt) yield `bid after the end at seq ${seq}`;
      }
      if (state.phase === 'open' && entry.type === 'LotClosed' && at < state.closesAt) yield `closed early`;
      state = evolve(state, entry);
    }
  } catch (error) {
    yield `the log does not replay: ${String(error)}`;
  }
  if (state.phase !== 'sold' && state.phase !== 'unsold') yield `the lot ends as ${state.phase}`;
}

function* repeatedCommands(log: readonly StoredEntry[]): Generator<string> {
  const bids = log.filter(({ type, identity }) => type === 'BidAccepted' && identity !== null);
  const ids = new Set(
    bids.map(({ identity }) => `${identity?.bidderNumber ?? ''} ${identity?.commandId ?? ''}`),
  );
  if (ids.size !== bids.length) yield 'one command was accepted twice';
}

/** All over one log, hence consistent with each other. */
function* brokenCheckpoints(
  lotId: LotId,
  log: readonly StoredEntry[],
  evidence: Evidence,
): Generator<string> {
  const roots = [root(emptyFrontier)];
  let frontier = emptyFrontier;
  for (const { hash } of log) {
    frontier = append(frontier, hash);
    roots.push(root(frontier));
  }
  for (const note of notesOf(lotId, evidence)) {
    const { isSigned, origin, size, hash } = readNote(note, evidence.publicKey);
    if (!isSigned) yield `checkpoint of size ${size} is not signed`;
    if (!origin.endsWith(`/lots/${lotId}`)) yield `checkpoint of ${origin} was told for another lot`;
    const expected = roots[size];
    if (expected === undefined || Buffer.compare(expected, hash) !== 0) {
      yield `checkpoint of size ${size} is not of this log`;
    }
  }
}

/** With the native verification: `shared/verify` is as right, and two hundred times slower. */
function readNote(note: string, publicKey: KeyObject) {
  const [text = '', signatures = ''] = note.split('\n\n');
  const [origin = '', size = '', hash = ''] = text.split('\n');
  const signature = Buffer.from(signatures.trim().split(' ').at(-1) ?? '', 'base64').subarray(4);
  const isSigned = verify(null, Buffer.from(`${text}\n`), publicKey, signature);
  return { isSigned, origin, size: Number(size), hash: Buffer.from(hash, 'base64') };
}

function notesOf(lotId: LotId, { checkpoints, told }: Evidence): Set<string> {
  const published = checkpoints.filter((checkpoint) => checkpoint.lotId === lotId).map(({ note }) => note);
  const received = told.flatMap(({ outcome, lotId: of }) =>
    of === lotId && outcome.ok ? [outcome.receipt.checkpoint] : [],
  );
  return new Set([...published, ...received]);
}

function* brokenAnswers({ told, logs, publicKey }: Evidence): Generator<string> {
  const answers = new Map<string, string>();
  for (const answer of told) {
    const { lotId, bidderNumber, commandId, amountMinor, committedSeq, outcome } = answer;
    const log = logs.get(lotId) ?? [];
    if (!outcome.ok) {
      yield* brokenRefusal(answer, outcome.refusal, log);
      continue;
    }
    const { seq, receipt } = outcome;
    const entry = log[seq - 1];
    if (seq > committedSeq) yield `seq ${seq} was acknowledged before it was committed`;
    if (entry?.identity?.commandId !== commandId || entry.identity.bidderNumber !== bidderNumber) {
      yield `acknowledged seq ${seq} is not in the log`;
      continue;
    }
    const amount = entry.body['amount'] as { readonly amount?: number } | undefined;
    if (amount?.amount !== amountMinor) yield `seq ${seq} has another amount than acknowledged`;
    if (receipt.hash !== Buffer.from(entry.hash).toString('hex'))
      yield `receipt of seq ${seq} has another hash`;
    const { size } = readNote(receipt.checkpoint, publicKey);
    if (size < seq) yield `receipt of seq ${seq} is not covered by its checkpoint`;
    const said = `${seq} ${receipt.hash}`;
    if ((answers.get(commandId) ?? said) !== said) yield `command ${commandId} was answered in two ways`;
    answers.set(commandId, said);
  }
}

/**
 * A command that stood in the log when it was sent again is never refused. And as prices only rise, a refusal names an
 * asking price between what was committed when it was sent and when it was told.
 */
function* brokenRefusal(
  { commandId, committedBefore, committedSeq }: Told,
  refusal: { readonly code: string; readonly asking?: { readonly amount: number } },
  log: readonly StoredEntry[],
): Generator<string> {
  const isAccepted = log.slice(0, committedBefore).some(({ identity }) => identity?.commandId === commandId);
  if (isAccepted && !again.has(refusal.code)) yield `command ${commandId} was refused after it was accepted`;
  if (refusal.code !== 'below-asking' || refusal.asking === undefined) return;
  if (refusal.asking.amount > askingAt(log, committedSeq)) yield 'a refusal rested on an uncommitted bid';
  if (refusal.asking.amount < askingAt(log, committedBefore)) yield 'a refusal rested on an old price';
}

/** At 1,000.00 first, then 100.00 above the last bid. */
function askingAt(log: readonly StoredEntry[], seq: number): number {
  const bid = log.slice(0, seq).findLast(({ type }) => type === 'BidAccepted');
  const amount = bid?.body['amount'] as { readonly amount: number } | undefined;
  return amount === undefined ? 100_000 : amount.amount + 10_000;
}

/** Acknowledged before the other was sent: then it stands before it in the log. */
function* inversions(told: readonly Told[]): Generator<string> {
  for (const earlier of told) {
    for (const later of told) {
      if (earlier.lotId !== later.lotId || !earlier.outcome.ok || !later.outcome.ok) continue;
      if (later.firstSentAt > earlier.toldAt && later.outcome.seq < earlier.outcome.seq) {
        yield `seq ${later.outcome.seq} was sent after seq ${earlier.outcome.seq} was acknowledged`;
      }
    }
  }
}
