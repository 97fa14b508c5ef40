import { describe, expect, it } from 'vitest';
import { capitals } from '@reassign/shared/i18n/capitals.ts';
import { CNY, currency } from '@reassign/shared/kernel/currency.ts';
import { money } from '@reassign/shared/kernel/money.ts';

const inCapitals = (fen: number): string => capitals(money(fen, CNY));

describe('人民币大写', () => {
  it.each([
    [0, '人民币零元整'],
    [1, '人民币壹分'],
    [10, '人民币壹角整'],
    [15, '人民币壹角伍分'],
    [100, '人民币壹元整'],
    [1_000, '人民币壹拾元整'],
    [125_000_000, '人民币壹佰贰拾伍万元整'],
    [100_000_000_000, '人民币壹拾亿元整'],
    [10_000_000_000_000, '人民币壹仟亿元整'],
  ])('writes %i fen as %s', (fen, text) => {
    expect(inCapitals(fen)).toBe(text);
  });

  // The People's Bank's own examples (正确填写票据和结算凭证的基本规定).
  it.each([
    [140_950, '人民币壹仟肆佰零玖元伍角整'],
    [600_714, '人民币陆仟零柒元壹角肆分'],
    [168_032, '人民币壹仟陆佰捌拾元零叁角贰分'],
    [10_700_053, '人民币壹拾万柒仟元零伍角叁分'],
    [1_640_902, '人民币壹万陆仟肆佰零玖元零贰分'],
    [32_504, '人民币叁佰贰拾伍元零肆分'],
  ])('writes %i fen as the bank does', (fen, text) => {
    expect(inCapitals(fen)).toBe(text);
  });

  it.each([
    [10_000_000_500, '人民币壹亿零伍元整'],
    [10_005_000_000, '人民币壹亿零伍万元整'],
    [100_100, '人民币壹仟零壹元整'],
    [10_001_000_00, '人民币壹仟万壹仟元整'],
  ])('reads the zeros of %i fen once', (fen, text) => {
    expect(inCapitals(fen)).toBe(text);
  });

  it('is for renminbi only, and not for debts', () => {
    expect(() => capitals(money(100, currency('USD')))).toThrow();
    expect(() => inCapitals(-1)).toThrow();
  });
});
