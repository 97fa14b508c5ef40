import { randomBytes } from 'node:crypto';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import { booksOf, paidInPosting } from '@reassign/shared/deposits/portable/postings.ts';
import { mayAskForMore } from '@reassign/shared/deposits/portable/balance.ts';
import type { PayInInput } from '@reassign/shared/deposits/portable/api.ts';
import { depositReference } from '@reassign/shared/deposits/reference.ts';
import { refuseReceipt } from '@reassign/shared/deposits/register.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { toMoney } from '@reassign/shared/kernel/codecs.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { isSame } from '@reassign/shared/kernel/money.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type { Account } from '@reassign/shared/ledger/account.ts';
import { transfer } from '@reassign/shared/ledger/entries.ts';
import type { PaymentOpened } from '@reassign/shared/payments/api.ts';
import { channelOf, type Payment } from '@reassign/shared/payments/types.ts';
import type { Ledger } from '../../ledger/index.ts';
import type { Payments } from '../../payments/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Sealer } from '../../platform/secrets.ts';
import { openText, type OwnerId, sealText } from '../identity.ts';
import type { PayingRefusal } from '../paying/service.ts';
import type { Receipt, ReceiptFault } from '../receiving/receipt.ts';
import { openOwner, type PortableOwner, portableTag, sealOwner } from './owner.ts';
import * as repo from './repo.ts';

export interface PayInsDeps {
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
  readonly sealer: Sealer;
  readonly ledger: Pick<Ledger, 'postAll'>;
  readonly payments: Pick<Payments, 'back' | 'open'>;
  /** Everything a person is a member of. */
  readonly organisationsOf: (user: UserId) => Promise<readonly { readonly id: string }[]>;
}

/** Where in the site a portable deposit is looked after. */
const PAGE = '/portable-deposit';

/** Money for portable deposits, by whichever door. */
export function createPayIns({ db, clock, sealer, ledger, payments, organisationsOf }: PayInsDeps) {
  const findOwn = (where: Db, owner: OwnerId) => repo.find(where, portableTag(sealer, owner), CNY);

  /** The owner's balance, opened with its first payment; locked. */
  async function openFor(tx: Db, owner: PortableOwner): Promise<repo.StoredPortable> {
    if (!(await findOwn(tx, owner.id))) {
      const at = clock.now();
      const id = uuidv7<'portable'>(at, randomBytes(10));
      const ownerTag = portableTag(sealer, owner.id);
      await repo.insert(tx, {
        id,
        ownerTag,
        owner: sealOwner(sealer, id, owner),
        currency: CNY,
        openedAt: at,
      });
    }
    const found = await findOwn(tx, owner.id);
    const locked = found && (await repo.lock(tx, found.id));
    assert(locked, 'a portable deposit is there after its insert');
    return locked;
  }

  const isOf = async (owner: OwnerId, payIn: repo.StoredPayIn | null): Promise<boolean> =>
    payIn !== null && (await findOwn(db, owner))?.id === payIn.portableId;

  async function take(
    tx: Db,
    payIn: repo.StoredPayIn,
    came: { readonly lies: Account; readonly actor: string; readonly change: object },
  ): Promise<void> {
    const { id, portableId: portable, reference, amount } = payIn;
    const booking = paidInPosting({ id, portable, reference, amount }, came.lies, came.actor);
    const [answer] = await ledger.postAll([booking], tx);
    assert(answer?.ok, 'money that came can be booked');
    await repo.updatePayIn(tx, id, { status: 'received', receivedAt: clock.now(), ...came.change });
  }

  return {
    findOwn,
    openFor,

    /** Asks for so much, under a reference of its own. */
    ask: (
      owner: PortableOwner,
      input: PayInInput,
    ): Promise<repo.StoredPayIn | 'wrong-currency' | 'too-many-open'> =>
      db.transaction(async (tx) => {
        const amount = toMoney(input.amount);
        if (amount.currency !== CNY) return 'wrong-currency';
        const { id: portableId } = await openFor(tx, owner);
        if (!mayAskForMore(await repo.countOpen(tx, portableId))) return 'too-many-open';
        const at = clock.now();
        const id = uuidv7<'pay-in'>(at, randomBytes(10));
        await repo.insertPayIn(tx, {
          ...{ id, portableId, way: input.way, reference: depositReference(randomBytes(10)) },
          ...{ amountMinor: amount.amount, currency: amount.currency, status: 'requested', requestedAt: at },
          payer: sealText(sealer, 'deposit-payer', owner.name),
          ...(input.way === 'transfer' && { account: sealText(sealer, `pay-in:${id}`, input.account) }),
        });
        const asked = await repo.findPayIn(tx, id);
        assert(asked, 'what was asked for is there');
        return asked;
      }),

    async cancel(id: string, owner: OwnerId): Promise<'not-found' | 'wrong-state' | null> {
      if (!(await isOf(owner, await repo.findPayIn(db, id)))) return 'not-found';
      return db.transaction(async (tx) => {
        if ((await repo.lockPayIn(tx, { id }))?.status !== 'requested') return 'wrong-state';
        await repo.updatePayIn(tx, id, { status: 'cancelled' });
        return null;
      });
    },

    /** Where to pay it by card or wallet: the page that is open, or a new one. */
    async pay(id: string, owner: OwnerId, language: 'zh' | 'en'): Promise<PaymentOpened | PayingRefusal> {
      const payIn = await repo.findPayIn(db, id);
      if (payIn === null || !(await isOf(owner, payIn))) return 'not-found';
      if (payIn.status !== 'requested' || payIn.way !== 'card') return 'wrong-state';
      const { amount, reference, portableId } = payIn;
      const asked = { subject: id, registration: booksOf(portableId), amount, reference, language };
      const opened = await payments.open({ purpose: 'portable', ...asked });
      if (!opened.ok) return opened.fault === 'below-charge-minimum' ? 'not-chargeable' : opened.fault;
      const { id: payment, status, url } = opened;
      return { id: payment, status, url: url ?? '' };
    },

    /** Money came by card or wallet, for the payments module: once, or for what was cancelled meanwhile. */
    async received(tx: Db, payment: Payment): Promise<() => void> {
      const payIn = await repo.lockPayIn(tx, { id: payment.subject });
      assert(payIn, 'what is paid was asked for');
      const { amount, door, id, registration, reference } = payment;
      const { currency } = amount;
      const lies: Account = { kind: 'cash', channel: channelOf[door], currency };
      const actor = 'payments';
      if (payIn.status === 'requested' && isSame(payIn.amount, amount))
        await take(tx, payIn, { lies, actor, change: { paymentId: id } });
      else {
        const entries = transfer(lies, { kind: 'refund-due', registration, currency }, amount);
        const key = `payment:${id}:not-taken`;
        const booking = { key, reason: 'unmatched-received', reference, actor, entries } as const;
        const [answer] = await ledger.postAll([booking], tx);
        assert(answer?.ok, 'money that nothing takes can be booked');
        await payments.back(tx, id, amount, 'not-taken');
      }
      return () => undefined;
    },

    /** Where somebody who paid by card or wallet comes back to. */
    pageOf: (): Promise<string> => Promise.resolve(PAGE),

    /** Money by the bank, in the caller's transaction. */
    async bookReceipt(
      tx: Db,
      reference: string,
      receipt: Receipt,
      { lies, actor }: { readonly lies: Account; readonly actor: UserId },
    ): Promise<{ readonly ok: true } | { readonly ok: false; readonly refusal: ReceiptFault }> {
      const payIn = await repo.lockPayIn(tx, { reference });
      if (payIn?.way !== 'transfer') return { ok: false, refusal: 'not-found' };
      const portable = await repo.lock(tx, payIn.portableId);
      assert(portable, 'what is paid in has its balance');
      const { id, organisation } = openOwner(sealer, portable.id, portable.owner);
      const memberships = (await organisationsOf(actor)).map((one) => one.id);
      // Nobody books money for themselves, and nobody is told whose it is.
      if (id === actor || (organisation !== null && memberships.includes(organisation)))
        return { ok: false, refusal: 'own-deposit' };
      const status = payIn.status === 'requested' ? 'requested' : 'held';
      const refusal = refuseReceipt({ status, amount: payIn.amount }, receipt.amount);
      if (refusal) return { ok: false, refusal };
      const { account } = receipt;
      await take(tx, payIn, {
        ...{ lies, actor: `user:${actor}` },
        change: {
          evidence: sealText(sealer, 'deposit-receipt', JSON.stringify(receipt)),
          // Where it really came from is where it goes back to.
          ...(account !== undefined &&
            account !== '' && {
              account: sealText(sealer, `pay-in:${payIn.id}`, account),
            }),
        },
      });
      return { ok: true };
    },

    /** Transfers that are waited for, with who has to pay them: asked for, or `stated` by hand and not seen yet. */
    openPayments: async (references: readonly string[], stated: readonly string[]) =>
      (await repo.awaitedUnder(db, references, stated)).map(({ reference, amount, payer, status }) => ({
        ...{ reference, amount, payerName: openText(sealer, 'deposit-payer', payer) },
        ...(status !== 'requested' && { isStated: true as const }),
      })),

    /** Who was to pay under a reference; `null` for no reference of a payment in. */
    async payerOf(reference: string): Promise<string | null> {
      const found = await repo.findUnder(db, reference);
      return found && openText(sealer, 'deposit-payer', found.payer);
    },

    /** For the operator's list of what is paid: nothing here says which deposits it may become. */
    listByStatus: async (status: 'requested' | 'received', after: string | null, limit: number) =>
      (await repo.listByStatus(db, status, after, limit)).map(
        ({ id, reference, amount, payer, requestedAt }) => ({
          ...{ id, reference, amount, requestedAt, payer: openText(sealer, 'deposit-payer', payer) },
        }),
      ),
  };
}
