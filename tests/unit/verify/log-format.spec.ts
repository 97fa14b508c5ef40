import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readReceipts } from '@reassign/shared/verify/receipt.ts';
import { verifyLog } from '@reassign/shared/verify/verify-log.ts';
import { root } from '../../support/run-checker.ts';

/*
 * The worked example of docs/log-format.md, recomputed here as a stranger would: from the page alone, with Node's own
 * SHA-256 and Ed25519 and nothing of ours.
 */
const page = readFileSync(join(root, 'docs', 'log-format.md'), 'utf8');

const block = (language: string): string => {
  const begin = page.indexOf(`\`\`\`${language}\n`) + language.length + 4;
  return page.slice(begin, page.indexOf('```', begin)).trim();
};

const sha256 = (...parts: readonly (Uint8Array | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const sorted = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
const jcs = (value: unknown): string => JSON.stringify(value, sorted);

interface Entry {
  readonly lot: string;
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly body: { readonly profile?: { readonly hash: string } };
  readonly prev: string;
  readonly hash: string;
}
interface Header {
  readonly lot: string;
  readonly profiles: readonly object[];
  readonly key: string;
  readonly checkpoint: string;
}

const lines = block('ndjson').split('\n');
const header = JSON.parse(lines[0] ?? '') as Header;
const entries = lines.slice(1).map((line) => JSON.parse(line) as Entry);

const merkle = (leaves: readonly Buffer[]): Buffer => {
  const [only] = leaves;
  if (leaves.length === 1 && only) return sha256(Uint8Array.of(0), only);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(Uint8Array.of(1), merkle(leaves.slice(0, split)), merkle(leaves.slice(split)));
};

describe('the example of the log format', () => {
  it.each(entries)('has the right hash in entry $seq', ({ prev, hash, ...hashed }) => {
    expect(sha256(Buffer.from(prev, 'hex'), jcs(hashed)).toString('hex')).toBe(hash);
    expect(prev).toBe(entries[hashed.seq - 2]?.hash ?? '0'.repeat(64));
  });
  it('shows the text that is hashed', () => {
    const { lot, seq, at, type, body } = entries[2] ?? expect.fail('entry 3');
    expect(block('text')).toBe(jcs({ lot, seq, at, type, body }));
  });
  it('has the profile that entry 1 commits to', () => {
    expect(sha256(jcs(header.profiles[0])).toString('hex')).toBe(entries[0]?.body.profile?.hash);
  });
  it('has the root that is printed and signed', () => {
    const treeRoot = merkle(entries.map(({ hash }) => Buffer.from(hash, 'hex')));
    const [text = '', signature = ''] = header.checkpoint.split('\n\n');
    expect(page).toContain(`\`${treeRoot.toString('hex')}\``);
    expect(text).toBe(`demo.reassign.example/lots/${header.lot}\n7\n${treeRoot.toString('base64')}`);

    const [name = '', id = '', encoded = ''] = header.key.split('+');
    const key = Buffer.from(encoded, 'base64');
    expect(sha256(`${name}\n`, key).subarray(0, 4).toString('hex')).toBe(id);
    const signed = Buffer.from(signature.trim().split(' ')[2] ?? '', 'base64');
    const x = key.subarray(1).toString('base64url');
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    expect(signed.subarray(0, 4).toString('hex')).toBe(id);
    expect(verify(null, Buffer.from(`${text}\n`), publicKey, signed.subarray(4))).toBe(true);
  });
  it('verifies, with its receipt', () => {
    const receipts = readReceipts(block('json')) ?? [];
    expect(verifyLog(lines, { receipts })).toMatchObject({
      ok: true,
      entries: 7,
      winner: '101',
      receipts: 1,
    });
  });
});
