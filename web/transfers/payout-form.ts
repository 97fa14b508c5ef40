import type { Reading } from '@reassign/shared/kernel/decision.ts';
import { read, unreadable } from '@reassign/shared/kernel/decision.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import type { PayableDueList, PayoutInput, RefundAccountInput } from '@reassign/shared/transfers/api.ts';
import { ACCOUNT_NUMBER, BANK_CODE } from '@reassign/shared/transfers/payee.ts';

export interface PayeeFields {
  name: string;
  account: string;
  bank: string;
  bankCode: string;
}
export const emptyPayee = (name = ''): PayeeFields => ({ name, account: '', bank: '', bankCode: '' });

export interface PayoutFields extends PayeeFields {
  from: string;
  amount: Money | null;
  purpose: string;
}

/** What is wrong with a field, as the messages of this desk call it. */
export type PayoutFault = 'missing' | 'bad-account' | 'bad-bank-code' | 'above-free';
export type Faults<Fields> = Readonly<Partial<Record<keyof Fields, PayoutFault>>>;

const filled = <Fields>(faults: Partial<Record<keyof Fields, PayoutFault | null>>): Faults<Fields> =>
  Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== null)) as Faults<Fields>;
const missing = (text: string): PayoutFault | null => (text.trim() === '' ? 'missing' : null);
/** People group digits as their bank does. */
const plain = (text: string): string => text.replace(/[\s-]/g, '');

const payeeFaults = ({ name, account, bankCode }: PayeeFields) => ({
  name: missing(name),
  account: missing(account) ?? (ACCOUNT_NUMBER.test(plain(account)) ? null : ('bad-account' as const)),
  bankCode: BANK_CODE.test(plain(bankCode)) ? null : ('bad-bank-code' as const),
});

const payeeOf = ({ name, account, bank, bankCode }: PayeeFields) => ({
  ...{ name: name.trim(), account: plain(account), bank: bank.trim(), bankCode: plain(bankCode) },
});

/** A payout as it was typed, out of what is owed. */
export function readPayout(
  fields: PayoutFields,
  dues: PayableDueList['items'],
): Reading<PayoutInput, Faults<PayoutFields>> {
  const { from, amount, purpose } = fields;
  const due = dues.find((one) => one.from === from);
  const faults = filled<PayoutFields>({
    ...payeeFaults(fields),
    from: due ? null : 'missing',
    amount: amountFault(amount, due?.free.amount ?? 0),
    purpose: missing(purpose),
  });
  if (amount === null || Object.keys(faults).length > 0) return unreadable(faults);
  return read({ from, amount, payee: payeeOf(fields), purpose: purpose.trim() });
}

function amountFault(amount: Money | null, free: number): PayoutFault | null {
  if (amount === null || amount.amount === 0) return 'missing';
  return amount.amount > free ? 'above-free' : null;
}

export interface AccountFields extends PayeeFields {
  reason: string;
}

/** The account of a payer, as somebody typed it who asked for it. */
export function readAccount(fields: AccountFields): Reading<RefundAccountInput, Faults<AccountFields>> {
  const faults = filled<AccountFields>({ ...payeeFaults(fields), reason: missing(fields.reason) });
  if (Object.keys(faults).length > 0) return unreadable(faults);
  const { name: holder, ...payee } = payeeOf(fields);
  return read({ holder, ...payee, reason: fields.reason.trim() });
}
