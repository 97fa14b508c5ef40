import { createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import {
  checkpointText,
  signedNote,
  verifierKey,
  type VerifierKey,
} from '@reassign/shared/verify/checkpoint.ts';

/** Signs what a log holds at a size. Never called before that size is committed. */
export interface CheckpointSigner {
  readonly key: VerifierKey;
  checkpoint(lotId: LotId, size: number, root: Uint8Array): string;
}

/** `host` names the key and begins every origin: `<host>/lots/<id>`. The key is Ed25519. */
export function createSigner(host: string, privateKey: KeyObject): CheckpointSigner {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  const key = verifierKey(host, Uint8Array.from(Buffer.from(x ?? '', 'base64url')));
  return {
    key,
    checkpoint(lotId, size, root) {
      const text = checkpointText({ origin: `${host}/lots/${lotId}`, size, root });
      return signedNote(text, key, sign(null, Buffer.from(text), privateKey));
    },
  };
}
