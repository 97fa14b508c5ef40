import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readReceipts } from '@reassign/shared/verify/receipt.ts';
import { verifyLog } from '@reassign/shared/verify/verify-log.ts';
import { root } from '../../support/run-checker.ts';
import { jcs, verifyAsStranger } from '../../support/strangers-verifier.ts';

/* The worked example of docs/log-format.md, read as a stranger would, and by our verifier. */
const page = readFileSync(join(root, 'docs', 'log-format.md'), 'utf8');

const block = (language: string): string => {
  const begin = page.indexOf(`\`\`\`${language}\n`) + language.length + 4;
  return page.slice(begin, page.indexOf('```', begin)).trim();
};

const lines = block('ndjson').split('\n');
const receipts = readReceipts(block('json')) ?? [];
const found = verifyAsStranger(lines, { receipts });

describe('the example of the log format', () => {
  it('holds for a stranger: hashes, profile, root, signature and receipt', () => {
    expect(receipts).toHaveLength(1);
    expect(found).toMatchObject({ ok: true });
  });
  it('shows the text that is hashed, and the root', () => {
    if (!found.ok) throw new Error(found.reason);
    const { lot, seq, at, type, body } = found.entries[2] ?? expect.fail('entry 3');
    expect(block('text')).toBe(jcs({ lot, seq, at, type, body }));
    expect(page).toContain(`\`${found.root}\``);
  });
  it('verifies, with its receipt', () => {
    expect(verifyLog(lines, { receipts })).toMatchObject({
      ok: true,
      entries: 7,
      winner: '101',
      receipts: 1,
    });
  });
});
