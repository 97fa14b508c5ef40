import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { type Instant, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import type { KeyListView } from '@reassign/shared/verify/api.ts';
import { checkpointText } from '@reassign/shared/verify/checkpoint.ts';
import { cosignatureLine, cosignedText } from '@reassign/shared/verify/cosignature.ts';
import { revocationText, rotationText } from '@reassign/shared/verify/key-list.ts';
import { rootOf } from '@reassign/shared/verify/merkle.ts';
import {
  fingerprint,
  type KeyUse,
  signatureLine,
  signedNote,
  verifierKey,
  type VerifierKey,
} from '@reassign/shared/verify/note.ts';
import { march } from './lot.ts';

/** Signs checkpoints in tests; the seed byte makes different keys of the same name. */
export interface TestSigner {
  readonly key: VerifierKey;
  checkpoint(lot: string, hashes: readonly Uint8Array[]): string;
  sign(text: string): Uint8Array;
}

export interface TestWitness {
  readonly key: VerifierKey;
  /** The note with one line more; `at` in seconds since 1970. */
  cosign(note: string, at?: number): string;
}

function keyPair(seed: number, name: string, use: KeyUse) {
  const pkcs8 = Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    Buffer.alloc(32, seed),
  ]);
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const key = verifierKey(name, Uint8Array.from(Buffer.from(x, 'base64url')), use);
  return { key, sign: (text: string): Uint8Array => sign(null, Buffer.from(text), privateKey) };
}

export function testSigner(seed = 7, name = 'demo.reassign.example'): TestSigner {
  const { key, sign: signed } = keyPair(seed, name, 'note');
  return {
    key,
    sign: signed,
    checkpoint(lot, hashes) {
      const origin = `${name}/lots/${lot}`;
      const text = checkpointText({ origin, size: hashes.length, root: rootOf(hashes) });
      return signedNote(text, key, signed(text));
    },
  };
}

export function testWitness(seed = 40, name = 'witness.example/w1'): TestWitness {
  const { key, sign: signed } = keyPair(seed, name, 'cosignature');
  return {
    key,
    cosign(note, at = 1_774_000_000) {
      const text = note.slice(0, note.indexOf('\n\n') + 1);
      return `${note}${cosignatureLine(key, at, signed(cosignedText(text, at)))}`;
    },
  };
}

export interface Turn {
  readonly from: Instant;
  readonly until: Instant;
}

/**
 * The list of keys of a platform that changed from each of these to the next; `until` is 20 March of the first, 21 March
 * of the second … A revoked one is taken back by the last.
 */
export function keyListOf(
  signers: readonly TestSigner[],
  { revoked, until }: { revoked?: TestSigner; until?: Instant } = {},
): KeyListView {
  const last = signers.at(-1);
  const turnAfter = (nth: number): Turn => ({
    from: march('10T00:00:00.000'),
    until: until ?? march(`${String(20 + nth)}T00:00:00.000`),
  });
  return {
    name: last?.key.name ?? '',
    keys: signers.map((signer, nth) => {
      const before = signers[nth - 1];
      const isRevoked = signer === revoked;
      const isLast = signer === last;
      return {
        key: signer.key.text,
        fingerprint: fingerprint(signer.key),
        from: toRfc3339(before ? turnAfter(nth - 1).from : march('01T00:00:00.000')),
        until: isLast ? null : toRfc3339(turnAfter(nth).until),
        status: isRevoked ? 'revoked' : isLast ? 'active' : 'retired',
        rotation: before ? rotationOf(before, signer, turnAfter(nth - 1)) : null,
        revocation: isRevoked && last ? revocationOf(signer, last) : null,
      };
    }),
  };
}

export function rotationOf(old: TestSigner, next: TestSigner, turn: Turn): string {
  const text = rotationText({ old: old.key, next: next.key, ...turn });
  return `${signedNote(text, old.key, old.sign(text))}${signatureLine(next.key, next.sign(text))}`;
}

function revocationOf(signer: TestSigner, by: TestSigner): string {
  const text = revocationText(signer.key, march('25T00:00:00.000'));
  return signedNote(text, by.key, by.sign(text));
}
