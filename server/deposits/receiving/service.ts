import type { DepositReference } from '@reassign/shared/deposits/reference.ts';
import { refuseReceipt } from '@reassign/shared/deposits/register.ts';
import type { DepositStatus } from '@reassign/shared/deposits/types.ts';
import type { PortableRefusal } from '@reassign/shared/deposits/portable/balance.ts';
import { earmarkIn } from '@reassign/shared/deposits/portable/postings.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { LotId, RegistrationId, UserId } from '@reassign/shared/kernel/ids.ts';
import type { Account } from '@reassign/shared/ledger/account.ts';
import { transfer } from '@reassign/shared/ledger/entries.ts';
import { statedCash } from '@reassign/shared/ledger/stated.ts';
import { channelOf, type Payment } from '@reassign/shared/payments/types.ts';
import type { Ledger } from '../../ledger/index.ts';
import type { Payments } from '../../payments/index.ts';
import type { Db } from '../../platform/db.ts';
import type { Sealer } from '../../platform/secrets.ts';
import type { GiveBack } from '../ends.ts';
import { openIdentity, type OwnerId, ownerOf, sealText } from '../identity.ts';
import type { LotBarsDeps } from '../lot-bars.ts';
import type { Moves } from '../moves.ts';
import type { Earmarks } from '../portable/earmarks.ts';
import type { Portable } from '../portable/service.ts';
import { drawNumber } from '../numbers.ts';
import * as repo from '../repo.ts';
import type { RoundNow } from '../round.ts';
import type { Receipt, ReceiptFault } from './receipt.ts';

/** Why a deposit is not taken from a portable one. */
export type EarmarkFault =
  PortableRefusal | { readonly code: 'not-found' | 'registration-closed' | 'wrong-state' };

interface Arrival {
  /** Where it lies. */
  readonly lies: Account;
  readonly actor: string;
  readonly evidence?: Uint8Array;
  /** The ledger's key under which a statement's line brought it. */
  readonly receipt?: string;
}

interface ReceivingDeps extends Pick<LotBarsDeps, 'organisationsOf'> {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly moves: Moves;
  readonly giveBack: GiveBack;
  readonly ledger: Pick<Ledger, 'postAll'>;
  readonly payments: Pick<Payments, 'back'>;
  readonly earmarks: Pick<Earmarks, 'earmark'>;
  readonly payIns: Pick<Portable['payIns'], 'bookReceipt'>;
  readonly roundOf: (lotId: LotId) => Promise<RoundNow | null>;
  readonly tellStanding: (lotId: LotId, owner: OwnerId) => void;
}

/** Money for deposits, whichever door it comes by. */
export function createReceiving(deps: ReceivingDeps) {
  const { db, sealer, ledger, payments, moves, giveBack, organisationsOf, tellStanding } = deps;
  const { earmarks, payIns, roundOf } = deps;

  /** From here on the registration has its bidder number; of money that comes after the end, or for what was withdrawn, not. */
  async function take(
    tx: Db,
    found: repo.StoredRegistration,
    { lies, actor, receipt, ...more }: Arrival,
  ): Promise<'held' | 'released'> {
    await repo.lockLot(tx, found.lotId);
    const held = { from: 'requested', to: 'held', lies } as const;
    await moves.move(tx, [{ registration: found, change: held, actor, ...more }]);
    const isWithdrawn = (await repo.findById(tx, found.id)) === null;
    // Whether the round that the deposit was asked for has ended.
    if (!isWithdrawn && !(await repo.hasEnded(tx, found.lotId, found.deposit.requestedAt))) {
      if (found.bidderNumber === null) await drawNumber(tx, found);
      return 'held';
    }
    // It goes straight back.
    await moves.move(tx, [{ registration: found, change: { from: 'held', to: 'released' }, actor }]);
    await giveBack(tx, [{ registration: found, ...(receipt !== undefined && { receipt }) }]);
    return 'released';
  }

  /** Nothing takes it: it is due to whoever paid it as soon as it is here. */
  async function sendBack(tx: Db, payment: Payment, registration: RegistrationId): Promise<void> {
    const { amount, reference } = payment;
    const { currency } = amount;
    const [answer] = await ledger.postAll(
      [
        {
          ...{
            key: `payment:${payment.id}:not-taken`,
            reason: 'unmatched-received',
            reference,
            actor: 'payments',
          },
          entries: transfer(cashOf(payment), { kind: 'refund-due', registration, currency }, amount),
        },
      ],
      tx,
    );
    assert(answer?.ok, 'money that came can be booked');
    await payments.back(tx, payment.id, amount, 'not-taken');
  }

  /** Money by the bank, in the caller's transaction; `told` is called when that is committed. */
  async function bookReceipt(
    where: Db,
    reference: DepositReference,
    receipt: Receipt,
    { lies, actor, key }: { readonly lies: Account; readonly actor: UserId; readonly key?: string },
  ) {
    const memberships = (await organisationsOf(actor)).map(({ id }) => id);
    return where.transaction(async (tx) => {
      const found = await repo.lockByReference(tx, reference);
      if (!found) {
        // For a portable deposit, or for nothing.
        const booked = await payIns.bookReceipt(tx, reference, receipt, { lies, actor });
        return booked.ok ? { ok: true as const, status: 'held' as const, told: () => undefined } : booked;
      }
      // Asked inside: nobody books money for themselves, and nobody is told whose it is.
      const identity = openIdentity(sealer, found.id, found.identity);
      const { organisation, user } = identity;
      if (user === actor || (organisation !== null && memberships.includes(organisation)))
        return { ok: false as const, refusal: 'own-deposit' as const };
      const refusal = refuseReceipt(found.deposit, receipt.amount);
      if (refusal) return { ok: false as const, refusal };
      const evidence = sealText(sealer, 'deposit-receipt', JSON.stringify(receipt));
      const came = { lies, actor: `user:${actor}`, evidence, ...(key !== undefined && { receipt: key }) };
      const status = await take(tx, found, came);
      // Whom to tell is opened before the commit: a receipt that is booked is also told.
      const owner = ownerOf(identity);
      const told = (): void => {
        tellStanding(found.lotId, owner);
      };
      return { ok: true as const, status, told };
    });
  }

  return {
    /** Money came by card or wallet: once, late, for what was withdrawn, or for what was paid otherwise meanwhile. */
    async received(tx: Db, payment: Payment): Promise<() => void> {
      const found = await repo.lockDeposit(tx, payment.subject);
      assert(found, 'a deposit that is paid was asked for');
      const { id, deposit, lotId } = found;
      if (refuseReceipt(deposit, payment.amount) === null)
        await take(tx, found, { lies: cashOf(payment), actor: 'payments' });
      else await sendBack(tx, payment, id);
      const owner = ownerOf(openIdentity(sealer, id, found.identity));
      return () => {
        tellStanding(lotId, owner);
      };
    },

    /** The operator says that the money came: it counts as cash when a statement brings it. */
    async confirmReceipt(
      reference: DepositReference,
      receipt: Receipt,
      actor: UserId,
    ): Promise<{ ok: true; status: DepositStatus } | { ok: false; refusal: ReceiptFault }> {
      const lies = statedCash(receipt.amount);
      const result = await db.transaction((tx) => bookReceipt(tx, reference, receipt, { lies, actor }));
      if (!result.ok) return result;
      result.told();
      return { ok: true, status: result.status };
    },

    bookReceipt,

    /** The deposit of a registration is taken from its owner's portable one: held, or not touched. */
    async earmark(id: string, owners: readonly OwnerId[]): Promise<'held' | 'released' | EarmarkFault> {
      const seen = await repo.findById(db, id);
      const owner = seen && ownerOf(openIdentity(sealer, seen.id, seen.identity));
      if (!seen || !owner || !owners.includes(owner)) return { code: 'not-found' };
      // It would go straight back.
      if (!(await roundOf(seen.lotId))?.takesBidders) return { code: 'registration-closed' };
      const answer = await db.transaction(async (tx): Promise<'held' | 'released' | EarmarkFault> => {
        await repo.lockDeposit(tx, seen.deposit.id);
        // Before the balance: whoever ends the lot has it first, too.
        await repo.lockLot(tx, seen.lotId);
        const found = await repo.findById(tx, id);
        if (found?.deposit.status !== 'requested') return { code: 'wrong-state' };
        const refusal = await earmarks.earmark(tx, owner, found);
        return refusal ?? take(tx, found, { lies: earmarkIn(found.deposit.amount), actor: 'portable' });
      });
      if (typeof answer === 'string') tellStanding(seen.lotId, owner);
      return answer;
    },
  };
}

const cashOf = ({ door, amount: { currency } }: Payment): Account => ({
  ...{ kind: 'cash', channel: channelOf[door], currency },
});
