import { describe, expect, it } from 'vitest';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import {
  type AccountFields,
  type PayoutFields,
  readAccount,
  readPayout,
} from '../../../web/transfers/payout-form.ts';

const fen = (amount: number) => money(amount, CNY);
const due = { from: 'unmatched/bank/CNY', kind: 'unmatched', lotId: null, free: fen(500_00) } as const;
const fields: PayoutFields = {
  ...{ from: due.from, amount: fen(500_00), purpose: ' 退回误付款 ' },
  ...{ name: '某公司', account: '6222 0000 1111 2222', bank: '', bankCode: '' },
};

describe('the form of a payout', () => {
  it('takes all that is owed, to the fen, and writes an account without blanks', () => {
    expect(readPayout(fields, [due])).toEqual({
      ok: true,
      value: {
        ...{ from: due.from, amount: fen(500_00), purpose: '退回误付款' },
        payee: { name: '某公司', account: '6222000011112222', bank: '', bankCode: '' },
      },
    });
  });

  it.each<[Partial<PayoutFields>, object]>([
    [{ amount: fen(500_01) }, { amount: 'above-free' }],
    [{ amount: fen(0) }, { amount: 'missing' }],
    [{ amount: null }, { amount: 'missing' }],
    [{ from: 'court/x/CNY' }, { from: 'missing', amount: 'above-free' }],
    [{ name: ' ' }, { name: 'missing' }],
    [{ purpose: '' }, { purpose: 'missing' }],
    [{ account: '' }, { account: 'missing' }],
    [{ account: '622' }, { account: 'bad-account' }],
    [{ account: '账号6222' }, { account: 'bad-account' }],
    [{ bankCode: '10216100001' }, { bankCode: 'bad-bank-code' }],
    [{ bankCode: '1021 6100 0018' }, {}],
  ])('%o', (change, faults) => {
    const reading = readPayout({ ...fields, ...change }, [due]);
    expect(reading.ok ? {} : reading.fault).toEqual(faults);
  });
});

describe("the form of a payer's account", () => {
  const account: AccountFields = {
    ...{ name: '某公司', account: '6222-0000', bank: ' 某银行 ', bankCode: '', reason: '来函告知' },
  };

  it('says whose it is, where, and how that is known', () => {
    expect(readAccount(account)).toEqual({
      ok: true,
      value: { holder: '某公司', account: '62220000', bank: '某银行', bankCode: '', reason: '来函告知' },
    });
  });

  it.each<[Partial<AccountFields>, object]>([
    [{ reason: ' ' }, { reason: 'missing' }],
    [{ name: '' }, { name: 'missing' }],
    [{ account: '6' }, { account: 'bad-account' }],
  ])('%o', (change, fault) => {
    expect(readAccount({ ...account, ...change })).toEqual({ ok: false, fault });
  });
});
