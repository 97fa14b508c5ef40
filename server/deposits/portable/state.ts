import {
  leftOf,
  type Part,
  type PortableState,
  spentOf,
} from '@reassign/shared/deposits/portable/balance.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import type { Payments } from '../../payments/index.ts';
import type { Db } from '../../platform/db.ts';
import * as repo from './repo.ts';

/** A portable deposit as the rules ask for it. */
export interface PortableNow extends PortableState {
  /** What is left of each payment that came in, first come first. */
  readonly left: readonly Part[];
}

/** Read under the lock of the balance by whoever takes something out of it. */
export async function readState(
  db: Db,
  { id, currency }: repo.StoredPortable,
  payments: Pick<Payments, 'takenBackOf'>,
): Promise<PortableNow> {
  const [payIns, parts, earmarks] = [
    await repo.payInsOf(db, id),
    await repo.partsOf(db, id),
    await repo.earmarksOf(db, id),
  ];
  // In the order in which the money came, not in that in which it was asked for.
  const received = payIns
    .flatMap((one) => (one.receivedAt === null ? [] : [{ ...one, receivedAt: one.receivedAt }]))
    .sort((a, b) => a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1));
  const paymentIds = received.flatMap(({ paymentId }) => paymentId ?? []);
  const takenBack = await payments.takenBackOf(db, paymentIds);
  const sources = received.map(({ id: payIn, amount, paymentId }) => ({
    ...{ id: payIn, paid: amount },
    disputed: money(takenBack.get(paymentId ?? '') ?? 0, currency),
    withdrawn: sumOf(
      parts.filter((part) => part.payInId === payIn).map((part) => part.amount.amount),
      currency,
    ),
  }));
  const total = (of: 'paid' | 'withdrawn' | 'disputed') =>
    sumOf(
      sources.map((source) => source[of].amount),
      currency,
    );
  const state = {
    ...{ paidIn: total('paid'), withdrawn: total('withdrawn'), disputed: total('disputed') },
    earmarks,
  };
  return { ...state, left: leftOf(sources, spentOf(state)) };
}

const sumOf = (amounts: readonly number[], unit: repo.StoredPortable['currency']) =>
  money(
    amounts.reduce((sum, amount) => sum + amount, 0),
    unit,
  );
