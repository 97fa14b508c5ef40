import { toInstant } from '../kernel/codecs.ts';
import { type Instant, toRfc3339 } from '../kernel/instant.ts';
import { keyListView, type KeyListView, type KeyView } from './api.ts';
import { fingerprint, isSignedBy, readNote, readVerifierKey, type VerifierKey } from './note.ts';

/*
 * The keys of a platform from the first to the one that signs now (docs/log-format.md). Each but the first begins by a
 * rotation that it signed together with the one before, so that whoever trusts one of them trusts the chain.
 */

/** A key that somebody trusts, and how far. */
export interface TrustedKey {
  readonly key: VerifierKey;
  /** Checkpoints by it cover no entry after this; `null`: no bound. */
  readonly until: Instant | null;
  readonly isRevoked: boolean;
}

/** The only key that somebody knows. */
export const trusting = (key: VerifierKey): readonly TrustedKey[] => [{ key, until: null, isRevoked: false }];

export interface Rotation {
  readonly old: VerifierKey;
  readonly next: VerifierKey;
  /** The new key may sign from here on. */
  readonly from: Instant;
  /** The old one covers no entry after this: between the two, servers are restarted one by one. */
  readonly until: Instant;
}

/** What both keys sign, as a C2SP signed note. */
export const rotationText = ({ old, next, from, until }: Rotation): string =>
  lines(old.name, 'rotation', old.text, next.text, toRfc3339(from), toRfc3339(until));

/** What a later key signs about one that nobody should trust any more. */
export const revocationText = (key: VerifierKey, at: Instant): string =>
  lines(key.name, 'revocation', key.text, toRfc3339(at));

const lines = (name: string, ...rest: readonly string[]): string =>
  `${[`${name}/keys`, ...rest].join('\n')}\n`;

export type KeyListFault = 'malformed-key-list' | 'forged-rotation' | 'forged-revocation';

export type KeyListReading =
  | { readonly ok: true; readonly keys: readonly TrustedKey[] }
  | { readonly ok: false; readonly fault: KeyListFault };

/** The text of a key list, with every statement in it checked; oldest first. */
export function readKeyList(text: string): KeyListReading {
  const list = parseList(text);
  const keys = list?.keys.map(({ key }) => readVerifierKey(key)).filter((key) => key !== null) ?? [];
  if (list === null || !isCoherent(list, keys)) return { ok: false, fault: 'malformed-key-list' };
  const isRotated = list.keys.every((view, index) => isProperBeginning(view, index, list, keys));
  if (!isRotated) return { ok: false, fault: 'forged-rotation' };
  const isRevoked = list.keys.every((view, index) => isProperRevocation(view, index, keys));
  if (!isRevoked) return { ok: false, fault: 'forged-revocation' };
  return {
    ok: true,
    keys: list.keys.flatMap(({ until, status }, index) => {
      const key = keys[index];
      return key === undefined
        ? []
        : [{ key, until: until === null ? null : toInstant(until), isRevoked: status === 'revoked' }];
    }),
  };
}

function parseList(text: string): KeyListView | null {
  try {
    const reading = keyListView.safeParse(JSON.parse(text));
    return reading.success ? reading.data : null;
  } catch {
    return null;
  }
}

/** What the list says of itself: names, fingerprints, and the states that follow from times and statements. */
function isCoherent({ name, keys: views }: KeyListView, keys: readonly VerifierKey[]): boolean {
  if (keys.length !== views.length || new Set(keys.map(({ text }) => text)).size !== keys.length)
    return false;
  return views.every(({ fingerprint: print, status, until, revocation }, index) => {
    const key = keys[index];
    const isLast = index === views.length - 1;
    const usual = isLast ? 'active' : 'retired';
    return (
      key?.name === name &&
      print === fingerprint(key) &&
      (until === null) === isLast &&
      status === (revocation === null ? usual : 'revoked')
    );
  });
}

function isProperBeginning(
  { rotation, from }: KeyView,
  index: number,
  { keys: views }: KeyListView,
  keys: readonly VerifierKey[],
): boolean {
  const [old, next, before] = [keys[index - 1], keys[index], views[index - 1]];
  if (index === 0) return rotation === null;
  const note = rotation === null ? null : readNote(rotation);
  if (!old || !next || !note || !before || before.until === null) return false;
  const said = rotationText({ old, next, from: toInstant(from), until: toInstant(before.until) });
  return note.text === said && isSignedBy(note, old) && isSignedBy(note, next);
}

function isProperRevocation({ revocation }: KeyView, index: number, keys: readonly VerifierKey[]): boolean {
  if (revocation === null) return true;
  const note = readNote(revocation);
  const key = keys[index];
  const at = note?.text.split('\n')[3] ?? '';
  if (!note || !key || Number.isNaN(Date.parse(at))) return false;
  return (
    note.text === revocationText(key, toInstant(at)) &&
    keys.slice(index + 1).some((laterKey) => isSignedBy(note, laterKey))
  );
}
