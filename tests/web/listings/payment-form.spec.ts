import { describe, expect, it } from 'vitest';
import { en } from '@reassign/shared/i18n/en.ts';
import { format } from '@reassign/shared/i18n/format.ts';
import { translator } from '@reassign/shared/i18n/messages.ts';
import { zh } from '@reassign/shared/i18n/zh.ts';
import {
  lastShareOf,
  paymentFields,
  type PaymentFields,
  paymentOf,
  usualPayment,
} from '../../../web/listings/payment-form.ts';
import { paymentText } from '../../../web/listings/payment-words.ts';

const typed = (paymentDays: string, ...parts: readonly [share: string, days: string][]): PaymentFields => ({
  paymentDays,
  earlierParts: parts.map(([share, days]) => ({ share, days })),
});
const plan = {
  paymentDays: 60,
  instalments: [
    { shareBps: 3_050, days: 10 },
    { shareBps: 6_950, days: 60 },
  ],
};

describe('days and parts as they are typed', () => {
  it('say nothing where the usual days hold', () => {
    expect(paymentOf(usualPayment())).toEqual({});
    expect(paymentOf(typed('30'))).toEqual({ paymentDays: 30 });
  });

  it('give the last part what is left, on the last day', () => {
    expect(paymentOf(typed('60', ['30.5', '10']))).toEqual(plan);
    expect(lastShareOf(typed('60', ['30.5', '10']))).toBe(6_950);
    expect(paymentFields(plan)).toEqual(typed('60', ['30.5', '10']));
    expect(paymentFields({})).toEqual(usualPayment());
  });

  it.each([
    ['parts without a last day', typed('', ['30', '10'])],
    ['no day', typed('0')],
    ['more than a year', typed('366')],
    ['half a day', typed('1.5')],
    ['words', typed('ten')],
    ['a share of nothing', typed('60', ['0', '10'])],
    ['a share with three decimals', typed('60', ['30.555', '10'])],
    ['a part without its day', typed('60', ['30', ''])],
    ['shares that leave nothing for the last part', typed('60', ['50', '10'], ['50', '20'])],
  ])('are no plan: %s', (_what, fields) => {
    expect(paymentOf(fields)).toBeNull();
  });
});

describe('when the price is paid, in a sentence', () => {
  const chinese = { t: translator(zh), format: format('zh') };
  const english = { t: translator(en), format: format('en') };
  it('says whole and by which day', () => {
    expect(paymentText({ paymentDays: 10 }, chinese)).toContain('第 10 日');
    expect(paymentText({ paymentDays: 10 }, english)).toContain('by the end of day 10');
    expect(paymentText({}, english)).toBe('');
  });
  it('says each part and the rest', () => {
    expect(paymentText(plan, chinese)).toContain('第 10 日前付 30.5%、第 60 日前付清其余');
    expect(paymentText(plan, english)).toContain('30.5% by day 10, the rest by day 60');
  });
});
