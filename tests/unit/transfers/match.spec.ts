import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CNY, currency } from '@reassign/shared/kernel/currency.ts';
import { parseDay } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { paymentReference } from '@reassign/shared/kernel/payment-reference.ts';
import { match, matchOutcomes, refuseAssignment, waysOutOf } from '@reassign/shared/transfers/match.ts';
import { isSamePayer, payerKey } from '@reassign/shared/transfers/payer.ts';
import type { BankLine, OpenPayment } from '@reassign/shared/transfers/types.ts';

const reference = paymentReference('BZJ', new Uint8Array(10));
const second = paymentReference('BZJ', new Uint8Array(10).fill(1));
const payerName = '启明知识产权运营有限公司';
const due: OpenPayment = { reference, amount: money(14_000_000, CNY), payerName };
const stated: OpenPayment = { ...due, isStated: true };

const came = (change: Partial<BankLine> & { name?: string } = {}): BankLine => {
  const { name = payerName, ...rest } = change;
  return {
    ...{
      entryId: '1',
      direction: 'credit',
      amount: due.amount,
      bookedOn: parseDay('2026-03-02') ?? ('' as never),
    },
    ...{
      bookedAt: null,
      counterparty: { name, account: '6222' },
      remark: `保证金 ${reference}`,
      balance: null,
    },
    ...rest,
  };
};
const fen = (amount: number, unit = CNY) => money(amount, unit);

describe('money that came for what was confirmed by hand is', () => {
  it.each<[string, BankLine, OpenPayment[], object]>([
    ['seen: it was confirmed by hand', came(), [stated], { outcome: 'stated-seen', payment: stated }],
    [
      'too little for what was confirmed by hand',
      came({ amount: fen(13_999_999) }),
      [stated],
      { outcome: 'too-little', by: fen(1) },
    ],
    [
      "a third party's, whoever said that it had come",
      came({ name: '别人的公司' }),
      [stated],
      { outcome: 'third-party-payer', payment: stated },
    ],
  ])('%s', (_, line, open, outcome) => {
    expect(match(line, open)).toMatchObject(outcome);
  });
});

describe('money that came is', () => {
  it.each<[string, BankLine, OpenPayment[], object]>([
    ['matched: reference, payer and amount', came(), [due], { outcome: 'matched', payment: due }],
    [
      'of an unknown payer: no reference at all',
      came({ remark: '往来款' }),
      [],
      { outcome: 'unknown-payer' },
    ],
    ['of an unknown payer: the bank names nobody', came({ name: '　' }), [due], { outcome: 'unknown-payer' }],
    [
      'under an unknown reference: nothing is open',
      came(),
      [],
      { outcome: 'unknown-reference', written: [reference] },
    ],
    [
      'under a mistyped reference',
      came({ remark: `${reference.slice(0, -1)}!` }),
      [],
      { outcome: 'unknown-reference', written: [reference.slice(0, -1)] },
    ],
    [
      'under several',
      came({ remark: `${reference} ${second}` }),
      [due, { ...due, reference: second }],
      { outcome: 'several-references' },
    ],
    [
      'under one that is open and one that is not',
      came({ remark: `${reference} ${second}` }),
      [due],
      { outcome: 'matched' },
    ],
    [
      'in the wrong currency',
      came({ amount: fen(14_000_000, currency('USD')) }),
      [due],
      { outcome: 'wrong-currency' },
    ],
    ['of a third party', came({ name: '某贸易有限公司' }), [due], { outcome: 'third-party-payer' }],
    [
      'a part of a price',
      came({ amount: fen(13_999_999) }),
      [{ ...due, takesParts: true }],
      { outcome: 'matched' },
    ],
    [
      'a fen more than is left of a price',
      came({ amount: fen(14_000_001) }),
      [{ ...due, takesParts: true }],
      { outcome: 'too-much', by: fen(1) },
    ],
    ['a fen too little', came({ amount: fen(13_999_999) }), [due], { outcome: 'too-little', by: fen(1) }],
    ['a fen too much', came({ amount: fen(14_000_001) }), [due], { outcome: 'too-much', by: fen(1) }],
    [
      'of a third party before it is too little',
      came({ name: '某', amount: fen(1) }),
      [due],
      { outcome: 'third-party-payer' },
    ],
    [
      'in the wrong currency before it is a third party’s',
      came({ name: '某', amount: fen(1, currency('USD')) }),
      [due],
      { outcome: 'wrong-currency' },
    ],
  ])('%s', (_what, line, open, expected) => {
    expect(match(line, open)).toMatchObject(expected);
  });

  it('never matched for a fen more or less, by another name, or in other money', () => {
    const line = fc.record({
      amount: fc.integer({ min: 1, max: 2 * 14_000_000 }),
      name: fc.constantFrom(payerName, '某公司'),
    });
    fc.assert(
      fc.property(line, ({ amount, name }) => {
        const isMatched = match(came({ amount: fen(amount), name }), [due]).outcome === 'matched';
        expect(isMatched).toBe(amount === 14_000_000 && name === payerName);
      }),
    );
  });
});

describe('a payer is the same', () => {
  it.each([
    ['某（山西）有限公司', '某(山西)有限公司'],
    ['某有限责任公司', '某有限公司'],
    ['ＡＢＣ　有限公司', 'abc有限公司'],
    ['某有限公司（基本户）', '某有限公司'],
    ['某有限公司-一般户', '某有限公司'],
    ['某【中国】有限公司', '某(中国)有限公司'],
    ['Acme Trading Co., Ltd.', 'ACME TRADING CO LTD'],
    ['Acme Trading Company Limited', 'Acme Trading Co., Ltd.'],
    ['阿凡提·买买提', '阿凡提•买买提'],
    ['王小明 ', '王小明'],
  ])('%s is %s', (a, b) => {
    expect(isSamePayer(a, b)).toBe(true);
  });

  it.each([
    ['某有限公司', '某股份有限公司'],
    ['某（山西）有限公司', '某（陕西）有限公司'],
    ['某有限公司', '某有限公司太原分公司'],
    ['某有限公司', '某'],
    ['王小明', '王小'],
    ['', ''],
  ])('%s is not %s', (a, b) => {
    expect(isSamePayer(a, b)).toBe(false);
  });

  it('is compared by a spelling that is its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => payerKey(payerKey(name)) === payerKey(name)),
    );
  });
});

describe('the way out', () => {
  it('is there for everything that came and does not match, and a third party’s money only goes back', () => {
    for (const outcome of matchOutcomes) {
      const isIn = !['matched', 'stated-seen', 'paid-out', 'unexplained'].includes(outcome);
      expect(waysOutOf(outcome).includes('return'), outcome).toBe(isIn);
    }
    for (const outcome of ['third-party-payer', 'wrong-currency', 'too-little'] as const)
      expect(waysOutOf(outcome)).toEqual(['return']);
  });

  it.each<[string, Parameters<typeof refuseAssignment>, string | null]>([
    [
      'of a mistyped reference to the payment that was meant',
      [came(), 'unknown-reference', 'assign', due],
      null,
    ],
    ['when the bank names no payer', [came({ name: '' }), 'unknown-payer', 'assign', due], null],
    [
      'of somebody else’s money',
      [came({ name: '某公司' }), 'unknown-payer', 'assign', due],
      'third-party-payer',
    ],
    ['a fen short', [came({ amount: fen(13_999_999) }), 'unknown-payer', 'assign', due], 'amount-differs'],
    ['a fen over', [came({ amount: fen(14_000_001) }), 'unknown-payer', 'assign', due], 'amount-differs'],
    [
      'a fen over, which goes back',
      [came({ amount: fen(14_000_001) }), 'too-much', 'assign-and-return-rest', due],
      null,
    ],
    [
      'in other money',
      [came({ amount: fen(14_000_000, currency('USD')) }), 'unknown-payer', 'assign', due],
      'wrong-currency',
    ],
    ['of what a third party paid', [came(), 'third-party-payer', 'assign', due], 'way-not-open'],
  ])('assignment %s', (_what, given, expected) => {
    expect(refuseAssignment(...given)).toBe(expected);
  });
});
