import { createHash, createPublicKey, verify } from 'node:crypto';

/*
 * A second verifier, as a stranger would write it from docs/log-format.md alone: Node's SHA-256 and Ed25519, and nothing of
 * ours. It knows chain, tree, checkpoints, receipts and proofs; of the rules of sales it knows nothing.
 */

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export interface Entry {
  readonly lot: string;
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly body: { readonly [name: string]: Json };
  readonly prev: string;
  readonly hash: string;
}
interface Header {
  readonly kind: Json;
  readonly version: Json;
  readonly lot: string;
  readonly profiles: readonly Json[];
  readonly key: string;
  readonly checkpoint: string;
}
interface Receipt {
  readonly lot: string;
  readonly seq: number;
  readonly hash: string;
  readonly checkpoint: string;
}

/** What cannot stand, and at which entry; 0: the header, or what is held against the log. */
class Refuted extends Error {
  readonly seq: number;
  constructor(seq: number, reason: string) {
    super(reason);
    this.seq = seq;
  }
}

function must(holds: boolean, seq: number, reason: string): asserts holds {
  if (!holds) throw new Refuted(seq, reason);
}

export const sha256 = (...parts: readonly (Uint8Array | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** RFC 8785, for whole numbers. */
export function jcs(value: Json): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new Error('a number that is not whole');
  if (typeof value === 'string' && !value.isWellFormed()) throw new Error('a lone surrogate');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => jcs(item)).join(',')}]`;
  const members = Object.entries(value as { readonly [name: string]: Json });
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, item]) => `${JSON.stringify(name)}:${jcs(item)}`).join(',')}}`;
}

/** With exactly these members, none of them twice on any level. */
function readLine(text: string, seq: number, members: readonly string[]): object {
  try {
    must(Buffer.byteLength(text) <= 1_048_576, seq, 'a line over 1 MiB');
    const value = JSON.parse(text) as { readonly [name: string]: Json };
    must(namesIn(value) === (text.match(/"(?:[^"\\]|\\.)*"\s*:/g) ?? []).length, seq, 'a repeated member');
    must(Object.keys(value).sort().join() === members.toSorted().join(), seq, 'other members');
    jcs(value);
    return value;
  } catch (error) {
    throw error instanceof Refuted ? error : new Refuted(seq, String(error));
  }
}

const namesIn = (value: Json): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce<number>(
        (sum, item: Json) => sum + (Array.isArray(value) ? 0 : 1) + namesIn(item),
        0,
      )
    : 0;

const leafOf = (hash: Uint8Array): Buffer => sha256(Uint8Array.of(0), hash);
const nodeOf = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Uint8Array.of(1), left, right);

/** RFC 6962 §2.1. */
export function rootOf(hashes: readonly Uint8Array[]): Buffer {
  const [only] = hashes;
  if (only === undefined) return sha256();
  if (hashes.length === 1) return leafOf(only);
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return nodeOf(rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split)));
}

function fromBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

interface Key {
  readonly name: string;
  readonly id: string;
  readonly bytes: Buffer;
}

function readKey(text: string): Key {
  const [name = '', id = '', ...encoded] = text.split('+');
  const typed = fromBase64(encoded.join('+'));
  must(typed?.length === 33 && typed[0] === 1, 0, 'no Ed25519 verifier key');
  must(sha256(`${name}\n`, typed).subarray(0, 4).toString('hex') === id, 0, 'the id is of another key');
  return { name, id, bytes: typed.subarray(1) };
}

interface Checkpoint {
  readonly size: number;
  readonly root: Buffer;
}

/** The signed three lines, of this lot and by this key. */
function readCheckpoint(note: string, key: Key, lot: string, seq: number): Checkpoint {
  const split = note.lastIndexOf('\n\n');
  must(split > 0 && note.endsWith('\n'), seq, 'no signed note');
  const text = note.slice(0, split + 1);
  const [origin, size = '', root = '', ...rest] = text.split('\n');
  const bytes = fromBase64(root);
  must(rest.join() === '' && rest.length === 1 && bytes?.length === 32, seq, 'no checkpoint');
  must(/^(0|[1-9]\d*)$/.test(size), seq, 'no size');
  must(origin === `${key.name}/lots/${lot}`, seq, 'a checkpoint of another log');
  const signed = note
    .slice(split + 2, -1)
    .split('\n')
    .flatMap((line) => {
      const [dash, name, encoded = ''] = line.split(' ');
      const signature = fromBase64(encoded);
      must(dash === '—' && signature !== null, seq, 'no line of a signature');
      return name === key.name && signature.subarray(0, 4).toString('hex') === key.id
        ? [signature.subarray(4)]
        : [];
    });
  const x = key.bytes.toString('base64url');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const [signature] = signed;
  must(
    signature !== undefined && verify(null, Buffer.from(text), publicKey, signature),
    seq,
    'not signed by the key',
  );
  return { size: Number(size), root: bytes };
}

const entryMembers = ['lot', 'seq', 'at', 'type', 'body', 'prev', 'hash'];
const headerMembers = ['kind', 'version', 'lot', 'profiles', 'key', 'checkpoint'];

/** One after the other, each with the hash of the one before. */
function readEntries(lines: readonly string[], lot: string): Entry[] {
  let before = { hash: '0'.repeat(64), at: '' };
  return lines.map((line, index) => {
    const seq = index + 1;
    const entry = readLine(line, seq, entryMembers) as Entry;
    must(entry.lot === lot, seq, 'of another lot');
    must(entry.seq === seq, Math.min(seq, entry.seq), 'a gap');
    const ms = Date.parse(entry.at);
    must(!Number.isNaN(ms) && new Date(ms).toISOString() === entry.at, seq, 'a time in another form');
    must(entry.at >= before.at, seq, 'time goes back');
    must(entry.prev === before.hash, seq, 'a broken chain');
    const { at, type, body } = entry;
    const hash = sha256(Buffer.from(entry.prev, 'hex'), jcs({ lot, seq, at, type, body }));
    must(entry.hash === hash.toString('hex'), seq, 'a wrong hash');
    before = entry;
    return entry;
  });
}

export interface Against {
  /** The verifier key that the reader trusts; else the header's. */
  readonly key?: string;
  readonly receipts?: readonly Receipt[];
  readonly checkpoints?: readonly string[];
}

export type Verdict =
  | { readonly ok: true; readonly entries: readonly Entry[]; readonly root: string }
  | { readonly ok: false; readonly seq: number; readonly reason: string };

/** The lines of an exported log without their ends. */
export function verifyAsStranger(lines: readonly string[], against: Against = {}): Verdict {
  try {
    return proven(lines, against);
  } catch (error) {
    if (!(error instanceof Refuted)) throw error;
    return { ok: false, seq: error.seq, reason: error.message };
  }
}

function proven([first = '', ...rest]: readonly string[], against: Against): Verdict {
  const header = readLine(first, 0, headerMembers) as Header;
  must(header.kind === 'reassign-log' && header.version === 1, 0, 'another kind of file');
  must(header.key === (against.key ?? header.key), 0, 'another key');
  const { lot } = header;
  const key = readKey(header.key);
  const own = readCheckpoint(header.checkpoint, key, lot, 0);
  const entries = readEntries(rest, lot);
  const hashes = entries.map(({ hash }) => Buffer.from(hash, 'hex'));

  /** No checkpoint contradicts another: each is the root over the first entries. */
  const agree = ({ size, root }: Checkpoint): void => {
    must(size <= hashes.length, hashes.length + 1, 'the tail is lost');
    must(rootOf(hashes.slice(0, size)).equals(root), size, 'another history');
  };
  agree(own);
  must(own.size === hashes.length, own.size + 1, 'beyond the checkpoint');
  const [profile, ...unused] = header.profiles;
  const said = (entries[0]?.body['profile'] as { readonly hash?: Json } | undefined)?.hash;
  must(profile !== undefined && unused.length === 0, 0, 'not one profile');
  must(entries.length === 0 || sha256(jcs(profile)).toString('hex') === said, 1, 'another profile');

  for (const { lot: of, seq, hash, checkpoint } of against.receipts ?? []) {
    must(of === lot, seq, 'a receipt of another lot');
    const covered = readCheckpoint(checkpoint, key, lot, seq);
    must(seq <= covered.size, seq, 'a receipt beyond its checkpoint');
    must(hash === (entries[seq - 1]?.hash ?? hash), seq, 'a receipt of another entry');
    agree(covered);
  }
  for (const note of against.checkpoints ?? []) agree(readCheckpoint(note, key, lot, 0));
  return { ok: true, entries, root: own.root.toString('hex') };
}

/** RFC 9162 §2.1.3.2, over what `/inclusion` answers. */
export function isIncluded(answer: {
  readonly seq: number;
  readonly size: number;
  readonly hash: string;
  readonly root: string;
  readonly proof: readonly string[];
}): boolean {
  let fn = answer.seq - 1;
  let sn = answer.size - 1;
  if (fn > sn) return false;
  let node = leafOf(Buffer.from(answer.hash, 'hex'));
  for (const sibling of answer.proof.map((hash) => Buffer.from(hash, 'hex'))) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      node = nodeOf(sibling, node);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else node = nodeOf(node, sibling);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  return sn === 0 && node.toString('hex') === answer.root;
}

/** RFC 9162 §2.1.4.2, over what `/consistency` answers. */
export function isConsistent(answer: {
  readonly from: number;
  readonly to: number;
  readonly fromRoot: string;
  readonly toRoot: string;
  readonly proof: readonly string[];
}): boolean {
  const { from, to, fromRoot, toRoot } = answer;
  const nodes = answer.proof.map((hash) => Buffer.from(hash, 'hex'));
  if (from === to) return nodes.length === 0 && fromRoot === toRoot;
  // A power of two: its root begins the path and is left out.
  if (Number.isInteger(Math.log2(from))) nodes.unshift(Buffer.from(fromRoot, 'hex'));
  const [first, ...path] = nodes;
  if (first === undefined) return false;
  let fn = from - 1;
  let sn = to - 1;
  while (fn % 2 === 1) [fn, sn] = [fn >> 1, sn >> 1];
  let fr: Buffer = first;
  let sr: Buffer = first;
  for (const node of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      [fr, sr] = [nodeOf(node, fr), nodeOf(node, sr)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else sr = nodeOf(sr, node);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  return sn === 0 && fr.toString('hex') === fromRoot && sr.toString('hex') === toRoot;
}
