import { describe, expect, it } from 'vitest';
import { en } from '@reassign/shared/i18n/en.ts';
import { format } from '@reassign/shared/i18n/format.ts';
import { translator } from '@reassign/shared/i18n/messages.ts';
import { zh } from '@reassign/shared/i18n/zh.ts';
import { distribute } from '@reassign/shared/settlement/waterfall/distribute.ts';
import { articleOf, isMove, moveName, stepText } from '@reassign/shared/settlement/waterfall/words.ts';
import { fen, readClaim, readCost } from '../../support/waterfall.ts';

const { steps } = distribute({
  proceeds: fen(80_000_00),
  costs: [{ ...readCost({ id: 'a', amount: 50_00, advancedBy: 'bank' }), kind: 'appraisal' }],
  claims: [
    readClaim({
      id: 'bank',
      rank: 1,
      interest: 100_00,
      principal: 60_000_00,
      maximum: { cap: 50_000_00, covers: 'everything' },
    }),
    readClaim({ id: 'other', rank: 1, principal: 50_000_00 }),
    readClaim({
      id: 'late',
      rank: 2,
      principal: 10_00,
      maximum: { cap: 5_00, covers: 'principal' },
    }),
  ],
});
const names = { bank: '晋源示范银行', other: 'Bohai Bank' };
const chinese = { t: translator(zh), format: format('zh') };
const english = { t: translator(en), format: format('en') };

describe('the explanation of a waterfall', () => {
  it('reads line by line, in Chinese', () => {
    expect(steps.map((step) => stepText(step, names, chinese)).slice(0, 3)).toEqual([
      '先扣除评估费 ¥50.00：支付 ¥50.00，余 ¥79,950.00。',
      '晋源示范银行为最高额质押：主张 ¥60,100.00，登记的最高额 ¥50,000.00，已用于其垫付的处置费用 ¥50.00，担保范围内 ¥49,950.00。',
      '第 1 顺位有数个债权：晋源示范银行占 ¥99,950.00 中的 ¥49,950.00，可分配的 ¥79,950.00 中得 ¥39,955.00；不足一分的按最大余数，余数相同的归列在前者。',
    ]);
  });

  it('and in English, a claim without a name by its id', () => {
    expect(steps.map((step) => stepText(step, names, english)).slice(-4)).toEqual([
      'Rank 1, Bohai Bank, principal of ¥50,000.00: ¥39,995.00 paid, ¥0.00 left.',
      'late is a maximum-amount pledge whose maximum was agreed to limit the principal only, to ¥5.00: ¥10.00 claimed, ¥5.00 secured.',
      'Rank 2, late, principal of ¥10.00: ¥0.00 paid, ¥0.00 left.',
      'There is no surplus.',
    ]);
  });

  it('leaves no placeholder open and names an article for every line, in both languages', () => {
    for (const step of steps) {
      expect(articleOf(step)).not.toBe('');
      for (const page of [chinese, english]) expect(stepText(step, names, page)).not.toMatch(/[{}]/);
    }
  });

  it('draws only what moves money', () => {
    expect(steps.filter(isMove).map((step) => moveName(step, names, english))).toEqual([
      'Appraisal',
      '晋源示范银行: interest',
      '晋源示范银行: principal',
      'Bohai Bank: principal',
      'late: principal',
      'Surplus, to the pledgor',
    ]);
  });
});
