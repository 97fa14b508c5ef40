import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSealer, loadSecrets } from '../../../server/platform/secrets.ts';

let folder = '';
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'reassign-secrets-')), 'secrets');
});
afterEach(() => {
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

describe('secrets', () => {
  it('are generated once, for the owner of the files only', () => {
    const first = loadSecrets({}, folder);
    expect(loadSecrets({}, folder)).toEqual(first);
    expect(readdirSync(folder)).toHaveLength(4);
    for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  });

  it('come from the environment first', () => {
    const given = { authSecret: 'x'.repeat(32), pepper: Buffer.alloc(32, 1) };
    expect(loadSecrets(given, folder)).toMatchObject(given);
  });

  it('are never replaced when a file is damaged', () => {
    loadSecrets({}, folder);
    writeFileSync(join(folder, 'pepper'), 'short');
    expect(() => loadSecrets({}, folder)).toThrow(/pepper is damaged/);
  });
});

describe('the sealer', () => {
  const sealer = createSealer({ sealingKey: Buffer.alloc(32, 1), pepper: Buffer.alloc(32, 2) });
  const plain = Buffer.from('某某公司');

  it('opens what it sealed, and seals the same text differently every time', () => {
    const sealed = sealer.seal(plain, 'registration:1');
    expect(Buffer.from(sealer.open(sealed, 'registration:1')).equals(plain)).toBe(true);
    expect(Buffer.from(sealed).equals(Buffer.from(sealer.seal(plain, 'registration:1')))).toBe(false);
    expect(Buffer.from(sealed).includes(plain)).toBe(false);
  });

  it.each([
    ['another purpose', 'registration:2', (bytes: Uint8Array) => bytes],
    ['a flipped bit', 'registration:1', (bytes: Uint8Array) => bytes.with(-1, (bytes.at(-1) ?? 0) ^ 1)],
    ['another version', 'registration:1', (bytes: Uint8Array) => bytes.with(0, 2)],
    ['a cut tail', 'registration:1', (bytes: Uint8Array) => bytes.slice(0, -1)],
  ])('does not open with %s', (_fault, purpose, tamper) => {
    const sealed = Uint8Array.from(sealer.seal(plain, 'registration:1'));
    expect(() => sealer.open(tamper(sealed), purpose)).toThrow();
  });

  it('finds the same text by the same key, and not without the pepper', () => {
    const other = createSealer({ sealingKey: Buffer.alloc(32, 1), pepper: Buffer.alloc(32, 3) });
    expect(sealer.matchingKey('a')).toEqual(sealer.matchingKey('a'));
    expect(sealer.matchingKey('a')).not.toEqual(other.matchingKey('a'));
  });
});
