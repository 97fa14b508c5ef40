import { fen } from './ledger.ts';
import type { PayInInput } from '@reassign/shared/deposits/portable/api.ts';
import type { DepositReference } from '@reassign/shared/deposits/reference.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import { agency, type OpenDeposits, operator } from './deposits.ts';

/** A broker of the agency, as a session has it. */
export const brokerOf = (number: number) => {
  const { organisation, userId } = agency(number);
  return { userId, sessionId: 's', organisation, roles: ['broker'] } as never as Parameters<
    OpenDeposits['deposits']['portable']['seenBy']
  >[0];
};

/** Asks for a payment, and has the operator see its money, unless told otherwise. */
export async function payIn(
  { deposits, clock }: OpenDeposits,
  number: number,
  amount: Money,
  account = '6222020100112233445',
) {
  const input: PayInInput = { way: 'transfer', amount, account };
  const asked = await deposits.portable.ask(brokerOf(number), input);
  assert(typeof asked !== 'string', 'it may be asked for');
  const receipt = { amount, payer: 'payer', receivedAt: clock.now() };
  const confirmed = await deposits.confirmReceipt(asked.reference as DepositReference, receipt, operator);
  assert(confirmed.ok, 'the money came');
  return asked;
}

/** Registered; its deposit is taken from the balance, or why not. */
export async function earmark(open: OpenDeposits, lotId: LotId, number: number) {
  await open.register(lotId, number);
  return earmarkAgain(open, lotId, number);
}

/** Of a registration that is there. */
export async function earmarkAgain({ deposits }: OpenDeposits, lotId: LotId, number: number) {
  const { id } = agency(number).organisation;
  const [own] = await deposits.ownOf([id], [lotId]);
  assert(own, 'the agency is registered');
  return deposits.earmark(own.registration.id, [id]);
}

/** Balance, free and earmarked, in fen, and what the ledger holds as free. */
export async function sumsOf({ deposits, admin }: OpenDeposits, number: number) {
  const { balance, free, earmarked } = await deposits.portable.seenBy(brokerOf(number));
  const [id] = await deposits.portable.booksOf(agency(number).organisation.id);
  const [row] = await admin.sql<{ held: number }[]>`
    select held_minor::float8 as held from ledger_account where code = ${`portable-deposit/${id ?? ''}/CNY`}`;
  return [balance.amount, free.amount, earmarked.amount, row?.held ?? 0];
}

/** Nothing is between a balance and a registration. */
export async function inPassing({ admin }: OpenDeposits): Promise<number> {
  const [row] = await admin.sql<[{ sum: number }]>`
    select coalesce(sum(amount_minor), 0)::float8 as sum from ledger_posting where account = 'earmark/CNY'`;
  return row.sum;
}

let agencies = 100;
/** The number of an agency that no test has used. */
export const anotherAgency = (): number => ++agencies;

/** Another agency, with so much paid in. */
export async function withBalance(open: OpenDeposits, minor: number): Promise<number> {
  const number = anotherAgency();
  await payIn(open, number, fen(minor));
  return number;
}
