import { describe, expect, it } from 'vitest';
import type { MeView } from '@reassign/shared/accounts/api.ts';
import type { Role } from '@reassign/shared/accounts/types.ts';
import { en } from '@reassign/shared/i18n/en.ts';
import { type Translate, translator } from '@reassign/shared/i18n/messages.ts';
import { zh } from '@reassign/shared/i18n/zh.ts';
import { identifierReasons } from '@reassign/shared/kernel/identifier.ts';
import { problem } from '@reassign/shared/kernel/problems.ts';
import { faultReasons, templateColumns, warningReasons } from '@reassign/shared/listings/import.ts';
import { errandOf } from '../../../web/listings/desk.ts';
import { columnText, reasonText } from '../../../web/listings/fault-text.ts';
import { importFacts } from '../../../web/listings/import-facts.ts';

const me = (roles: Role[], accredited = true): MeView => ({
  user: { id: '019cd000-0000-7000-8000-000000000001', name: '甲', email: 'a@example.test' },
  organisation: {
    id: '019cd000-0000-7000-8000-000000000002',
    name: '示例银行',
    kind: 'bank',
    creditCode: '91140100MAD900017H',
    accredited,
  },
  roles,
  organisations: [],
  twoFactor: false,
  secondFactorRequired: false,
  paymentsSimulated: false,
  demoAccounts: [],
});

describe('What a listing wants of somebody', () => {
  it.each([
    ['draft', false, ['maker'], 'submit'],
    ['draft', false, ['checker'], null],
    ['submitted', false, ['checker'], 'approve'],
    ['submitted', true, ['maker', 'checker'], null],
    ['submitted', false, ['maker'], null],
    ['approved', true, ['maker', 'checker'], 'publish'],
    ['approved', false, ['maker'], null],
    ['published', false, ['maker', 'checker'], null],
  ] as const)('%s, own submission %s, as %s: %s', (status, mine, roles, expected) => {
    expect(errandOf({ status, mine, returned: null }, me([...roles]))).toBe(expected);
  });

  it('is to mend what a checker gave back', () => {
    const returned = { by: '乙', at: '2026-11-23T02:00:00.000Z', reason: '起拍价偏低' };
    expect(errandOf({ status: 'draft', mine: false, returned }, me(['maker']))).toBe('mend');
  });

  it('is nothing while the bank is not accredited', () => {
    expect(errandOf({ status: 'draft', mine: false, returned: null }, me(['maker'], false))).toBeNull();
  });
});

describe.each([
  ['zh', translator(zh)],
  ['en', translator(en)],
] satisfies [string, Translate][])('Faults of a file in %s', (_, t) => {
  it('have a sentence for every reason and a word for every column', () => {
    const reasons = [...identifierReasons, ...faultReasons, ...warningReasons, 'wrong-kind', 'wrong-office'];
    expect(reasons.filter((reason) => reasonText(t, reason) === reason)).toEqual([]);
    expect(templateColumns.map((column) => columnText(t, column))).not.toContain('application_no');
    expect(columnText(t, 'colour')).toBe('colour');
  });

  it('say which columns of a header are missing, repeated, unknown, and what may have been meant', () => {
    const facts = {
      missing: ['title'],
      repeated: ['owner'],
      unknown: [{ column: 'asset_tipe', suggestion: 'asset_type' }, { column: 'colour' }],
    };
    const sentences = importFacts(problem('bad-header', { facts }), t).join(' ');
    for (const word of ['title', 'owner', 'asset_tipe', 'asset_type', 'colour'])
      expect(sentences).toContain(word);
  });

  it('say nothing about facts of another shape', () => {
    expect(
      importFacts(problem('bad-header', { facts: { missing: 'title', unknown: [1, null] } }), t),
    ).toEqual([]);
  });
});
