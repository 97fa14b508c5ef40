import {
  type LineKind,
  lineKinds,
  type PayInView,
  type PortableLine,
  type PortableView,
  type WithdrawalView,
} from '@reassign/shared/deposits/portable/api.ts';
import { balanceOf, earmarkedOf, freeOf } from '@reassign/shared/deposits/portable/balance.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import type { PaymentId } from '@reassign/shared/payments/types.ts';
import type { Payments } from '../../payments/index.ts';
import type { Db } from '../../platform/db.ts';
import type { Sealer } from '../../platform/secrets.ts';
import { openText } from '../identity.ts';
import { openEarmark, type PortableOwner } from './owner.ts';
import * as repo from './repo.ts';
import { readState } from './state.ts';
import type { Payouts } from './withdrawals.ts';

export interface StatementDeps {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly payments: Pick<
    Payments,
    'takenBackOf' | 'refundsOf' | 'ofSubjects' | 'look' | 'viewOf' | 'online'
  >;
  readonly payouts: Payouts;
}

type Statement = Omit<PortableView, 'account'>;

/** A portable deposit as its own side sees it: nobody else gets anything of it. */
export function createStatement({ db, sealer, payments, payouts }: StatementDeps) {
  /** The last four digits of where a transfer came from. */
  const endOf = ({ id, account }: repo.StoredPayIn): string | null =>
    account && openText(sealer, `pay-in:${id}`, account).slice(-4);

  async function payInViewOf(payIn: repo.StoredPayIn): Promise<PayInView> {
    const { id, way, reference, amount, status, requestedAt } = payIn;
    const [payment] = way === 'card' ? await payments.ofSubjects([id]) : [];
    return {
      ...{ id, way, reference, amount, status, account: endOf(payIn) },
      requestedAt: fromInstant(requestedAt),
      online: payments.online(amount),
      payment: payment ? await payments.viewOf(payment) : null,
    };
  }

  /** Whoever comes back from the page to pay at may be here before its money was told of. */
  async function lookAt(found: repo.StoredPortable): Promise<void> {
    const payIns = await repo.payInsOf(db, found.id);
    const open = payIns.filter(({ status, way }) => status === 'requested' && way === 'card');
    for (const { id } of await payments.ofSubjects(open.map((one) => one.id))) await payments.look(id);
  }

  async function withdrawalsOf(
    found: repo.StoredPortable,
    payIns: readonly repo.StoredPayIn[],
  ): Promise<WithdrawalView[]> {
    const parts = await repo.partsOf(db, found.id);
    const states = await payouts.statesOf(parts.flatMap(({ payoutId }) => payoutId ?? []));
    const refunds = await payments.refundsOf(
      payIns.flatMap(({ paymentId }) => (paymentId === null ? [] : [paymentId as PaymentId])),
    );
    const stateOf = ({ withdrawalId, payInId, payoutId }: (typeof parts)[number]) => {
      const { paymentId } = payIns.find(({ id }) => id === payInId) ?? {};
      const cause = `withdrawal-${withdrawalId}`;
      const state =
        payoutId === null
          ? refunds.find((refund) => refund.paymentId === paymentId && refund.cause === cause)?.status
          : states.get(payoutId);
      return state === 'paid' ? 'paid' : state === 'failed' || state === 'cancelled' ? 'failed' : 'under-way';
    };
    return (await repo.withdrawalsOf(db, found.id)).map(({ id, amount, at }) => ({
      ...{ id, amount, at: fromInstant(at) },
      parts: parts
        .filter(({ withdrawalId }) => withdrawalId === id)
        .map((part) => {
          const payIn = payIns.find((one) => one.id === part.payInId);
          const way = part.payoutId === null ? ('card' as const) : ('transfer' as const);
          return { way, account: payIn ? endOf(payIn) : null, amount: part.amount, state: stateOf(part) };
        }),
    }));
  }

  async function linesOf(
    found: repo.StoredPortable,
    payIns: readonly repo.StoredPayIn[],
    earmarks: readonly repo.StoredEarmark[],
  ): Promise<PortableLine[]> {
    const lines: (Omit<PortableLine, 'at'> & { at: Instant })[] = payIns.flatMap((payIn) => {
      const { receivedAt: at, amount, reference } = payIn;
      return at === null ? [] : [{ at, kind: 'paid-in' as const, amount, reference, lotId: null }];
    });
    for (const { earmarkId, status, at } of await repo.movesOf(db, found.id)) {
      const earmark = earmarks.find(({ id }) => id === earmarkId);
      if (!earmark) continue;
      const { lot: lotId } = openEarmark(sealer, earmark.id, earmark.deposit);
      lines.push({ at, kind: status, amount: earmark.amount, reference: null, lotId });
    }
    for (const { at, amount } of await repo.withdrawalsOf(db, found.id))
      lines.push({ at, kind: 'withdrawn', amount, reference: null, lotId: null });
    // Of one instant in the order in which things follow from each other.
    const rank = ({ kind }: { readonly kind: LineKind }): number => lineKinds.indexOf(kind);
    return lines
      .sort((a, b) => b.at - a.at || rank(b) - rank(a))
      .map(({ at, ...line }) => ({ ...line, at: fromInstant(at) }));
  }

  return {
    payInViewOf,

    async of(owner: PortableOwner | null, found: repo.StoredPortable | null): Promise<Statement> {
      if (!found) return { ...empty, owner: owner?.name ?? null };
      await lookAt(found);
      const [state, payIns, earmarks, moves] = await Promise.all([
        readState(db, found, payments),
        repo.payInsOf(db, found.id),
        repo.earmarksOf(db, found.id),
        repo.movesOf(db, found.id),
      ]);
      const open = payIns.filter(({ status }) => status === 'requested');
      const held = earmarks.filter(({ status }) => status === 'held');
      return {
        owner: owner?.name ?? null,
        ...{ balance: balanceOf(state), free: freeOf(state), earmarked: earmarkedOf(state) },
        disputed: state.disputed,
        payIns: await Promise.all(open.map(payInViewOf)),
        earmarks: held.map(({ id, amount, deposit }) => ({
          ...{ lotId: openEarmark(sealer, id, deposit).lot, amount },
          at: fromInstant(moves.find(({ earmarkId }) => earmarkId === id)?.at ?? (0 as Instant)),
        })),
        withdrawals: await withdrawalsOf(found, payIns),
        lines: await linesOf(found, payIns, earmarks),
      };
    },
  };
}

const nothing = money(0, CNY);
const empty = {
  ...{ balance: nothing, free: nothing, earmarked: nothing, disputed: nothing },
  ...{ payIns: [], earmarks: [], withdrawals: [], lines: [] },
};
