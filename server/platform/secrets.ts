import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '@reassign/shared/kernel/assert.ts';

export interface Secrets {
  /** Signs sessions: text of at least 32 characters. */
  readonly authSecret: string;
  /** The Ed25519 seed (32 bytes) that signs checkpoints. */
  readonly signingKey: Uint8Array;
  /** AES-256 key for what is encrypted at rest. */
  readonly sealingKey: Uint8Array;
  /** HMAC key for what must be found again without being readable. */
  readonly pepper: Uint8Array;
}

export const KEY_BYTES = 32;

export const newKey = (): Uint8Array => randomBytes(KEY_BYTES);

/** Environment first; what it does not give is generated once and kept in `directory`, readable by its owner only. */
export function loadSecrets(given: Partial<Secrets>, directory: string): Secrets {
  const key = (name: string): Uint8Array => Buffer.from(keepOnce(directory, name), 'base64url');
  return {
    authSecret: given.authSecret ?? keepOnce(directory, 'auth-secret'),
    signingKey: given.signingKey ?? key('signing-key'),
    sealingKey: given.sealingKey ?? key('sealing-key'),
    pepper: given.pepper ?? key('pepper'),
  };
}

function keepOnce(directory: string, name: string): string {
  const file = join(directory, name);
  if (!existsSync(file)) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    writeFileSync(file, Buffer.from(newKey()).toString('base64url'), { mode: 0o600, flag: 'wx' });
  }
  const text = readFileSync(file, 'utf8').trim();
  if (Buffer.from(text, 'base64url').length === KEY_BYTES) return text;
  throw new Error(
    `${file} is damaged: restore it from a backup, what was sealed with it cannot be read otherwise`,
  );
}

export interface Sealer {
  /** Encrypts for storage. `purpose` is bound to the result: sealed bytes moved to another row do not open. */
  seal(plain: Uint8Array, purpose: string): Uint8Array;
  /** Throws when the bytes, the purpose or the key differ from the sealing. */
  open(sealed: Uint8Array, purpose: string): Uint8Array;
  /** The same 32 bytes for the same text, so that it can be looked up; without the pepper it cannot be guessed. */
  matchingKey(text: string): Uint8Array;
}

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM as `version ‖ nonce ‖ tag ‖ ciphertext`, and HMAC-SHA-256. */
export function createSealer({ sealingKey, pepper }: Pick<Secrets, 'sealingKey' | 'pepper'>): Sealer {
  assert(sealingKey.length === KEY_BYTES && pepper.length === KEY_BYTES, 'keys are 32 bytes');
  return {
    seal(plain, purpose) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce).setAAD(Buffer.from(purpose));
      const text = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([Uint8Array.of(VERSION), nonce, cipher.getAuthTag(), text]);
    },
    open(sealed, purpose) {
      const bytes = Buffer.from(sealed);
      assert(bytes[0] === VERSION, `sealed by an unknown version ${String(bytes[0])}`);
      const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
      const tag = bytes.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', sealingKey, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(tag);
      return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    },
    matchingKey: (text) => createHmac('sha256', pepper).update(text).digest(),
  };
}
