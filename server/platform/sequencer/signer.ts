import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { checkpointText } from '@reassign/shared/verify/checkpoint.ts';
import { signedNote, verifierKey, type VerifierKey } from '@reassign/shared/verify/note.ts';

/** Signs what a log holds at a size. Never called before that size is committed. */
export interface CheckpointSigner {
  readonly key: VerifierKey;
  checkpoint(lotId: LotId, size: number, root: Uint8Array): string;
  /** For statements about keys. */
  sign(text: string): Uint8Array;
}

/** PKCS #8 around a raw Ed25519 seed (RFC 8410 §7). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The private key of a seed of 32 bytes. */
export const privateKeyOf = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });

/** `host` names the key and begins every origin: `<host>/lots/<id>`. The key is Ed25519. */
export function createSigner(host: string, privateKey: KeyObject): CheckpointSigner {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  const key = verifierKey(host, Uint8Array.from(Buffer.from(x ?? '', 'base64url')));
  const signText = (text: string): Uint8Array => sign(null, Buffer.from(text), privateKey);
  return {
    key,
    sign: signText,
    checkpoint(lotId, size, root) {
      const text = checkpointText({ origin: `${host}/lots/${lotId}`, size, root });
      return signedNote(text, key, signText(text));
    },
  };
}
