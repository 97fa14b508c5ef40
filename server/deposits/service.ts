import type { Authority, BarGround, DepositStatus } from '@reassign/shared/deposits/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { BidderNumber, LotId, OrganisationId, UserId } from '@reassign/shared/kernel/ids.ts';
import type { KnownPerson } from '../accounts/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { Payments, RefundsByBank } from '../payments/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import { createConfirming } from './confirming/service.ts';
import { createDeclarations } from './declarations/service.ts';
import { authorityOf, bidderOf, type Identity, openIdentity, openText, type OwnerId } from './identity.ts';
import { createLotBars, type LotBarsDeps } from './lot-bars.ts';
import { createRegistering } from './registering/service.ts';
import { createEnds } from './ends.ts';
import { createGivingBack } from './giving-back.ts';
import { createMoves } from './moves.ts';
import { createPaying } from './paying/service.ts';
import { createEarmarks } from './portable/earmarks.ts';
import { createPortable } from './portable/service.ts';
import type { Payouts } from './portable/withdrawals.ts';
import { type CourtDoor, createPunctuality } from './punctuality/service.ts';
import { createReceiving } from './receiving/service.ts';
import * as repo from './repo.ts';
import type { RoundNow } from './round.ts';

export interface DepositsDeps extends LotBarsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ledger: Pick<Ledger, 'postAll' | 'stated'>;
  readonly payments: Pick<
    Payments,
    | 'back'
    | 'backOf'
    | 'open'
    | 'look'
    | 'ofSubjects'
    | 'viewOf'
    | 'online'
    | 'isSimulated'
    | 'takenBackOf'
    | 'refundsOf'
  >;
  /** What goes out by the bank; its module stands to the right. */
  readonly payouts: Payouts;
  /** The module of bank transfers stands to the right. */
  readonly refundByBank: RefundsByBank;
  readonly courts: CourtDoor;
  readonly roundOf: (lotId: LotId) => Promise<RoundNow | null>;
  /** Who a person said it is; `null`: it never did. The accounts module answers. */
  readonly personOf: (user: UserId) => Promise<KnownPerson | null>;
  /** The organisation that sells a lot; `null` when there is no such lot. */
  readonly sellerOf: (lotId: LotId) => Promise<OrganisationId | null>;
}

export type Deposits = ReturnType<typeof createDeposits>;
type StandingListener = (lotId: LotId, owner: OwnerId) => void;
type BarredListener = (lotId: LotId) => void;

export function createDeposits(deps: DepositsDeps) {
  const { db, sealer, ledger } = deps;
  const listeners = new Set<StandingListener>();
  const barredListeners = new Set<BarredListener>();
  const identityOf = ({ id, identity }: repo.StoredRegistration): Identity =>
    openIdentity(sealer, id, identity);
  const bars = createLotBars(deps);
  const earmarks = createEarmarks(deps);
  const portable = createPortable(deps);
  const { payIns } = portable;
  const registering = createRegistering({ ...deps, bars, earmarks, tellStanding });
  const moves = createMoves({ ...deps, earmarks });
  const { giveBack, giveBackPart, instructed } = createGivingBack({ ...deps, earmarks });
  const receiving = createReceiving({ ...deps, moves, giveBack, earmarks, payIns, tellStanding });
  const confirming = createConfirming({ ...deps, tellStanding });
  const declarations = createDeclarations({
    ...deps,
    bars,
    tellBarred(lotId) {
      for (const listener of barredListeners) listener(lotId);
    },
  });

  /** Whom the lot's log may admit: numbers, commitments and ranks, no names. Waits for whoever is declaring something. */
  const heldIn = (lotId: LotId) =>
    db.transaction(async (tx) => {
      await repo.lockLot(tx, lotId);
      return repo.admissibleIn(tx, lotId);
    });

  /** Numbers behind which somebody is who may not bid. */
  async function barredIn(lotId: LotId): Promise<{ bidderNumber: BidderNumber; ground: BarGround }[]> {
    const found = await repo.listOf(db, lotId);
    return found.flatMap(({ bidderNumber, bar }) =>
      bidderNumber === null || bar === null ? [] : [{ bidderNumber, ground: bar }],
    );
  }

  /** What the mandate behind a number allows; `null` where nobody is bid for. It stays in this process. */
  async function authorityBehind(lotId: LotId, bidderNumber: BidderNumber): Promise<Authority | null> {
    const found = await repo.findByNumber(db, lotId, bidderNumber);
    return found && found.agent !== null ? authorityOf(identityOf(found)) : null;
  }

  /** Who stood behind a number. Only for a lot that has ended: before, nobody may ask, operators included. */
  async function reveal(tx: Db, lotId: LotId, bidderNumber: string) {
    assert(await repo.hasWon(tx, lotId, bidderNumber), 'identities stay sealed until the end');
    const registration = await repo.findByNumber(tx, lotId, bidderNumber);
    assert(registration, 'the winner of a lot is registered for it');
    const identity = identityOf(registration);
    const { name, creditCode, person } = bidderOf(identity);
    const { organisation, user } = identity;
    return {
      organisation,
      user,
      name,
      creditCode,
      person,
      deposit: registration.deposit.amount,
      registration: registration.id,
    };
  }

  /** Who registered under a number, for a letter to that person alone. */
  async function registrantAfterEnd(tx: Db, lotId: LotId, bidderNumber: string): Promise<UserId> {
    assert(await repo.hasEnded(tx, lotId, 0 as Instant), 'identities stay sealed until the end');
    const registration = await repo.findByNumber(tx, lotId, bidderNumber);
    assert(registration, 'whoever bid is registered');
    return identityOf(registration).user;
  }

  function tellStanding(lotId: LotId, owner: OwnerId): void {
    for (const listener of listeners) listener(lotId, owner);
  }

  return {
    ...registering,
    ...confirming,
    ...declarations,
    ...receiving,
    paying: createPaying(deps),
    portable,
    punctuality: createPunctuality(deps),
    instructed,
    /** Deposits whose money is waited for, with who has to pay them: asked for, or confirmed by hand and not seen yet. */
    async openPayments(references: readonly string[]) {
      if (references.length === 0) return [];
      const stated = (await ledger.stated(references)).map(({ reference }) => reference);
      const rows = await repo.awaitedUnder(db, references, stated);
      const deposits = rows.map(({ deposit: { reference, amount, payer, status } }) => ({
        ...{ reference, amount, payerName: openText(sealer, 'deposit-payer', payer) },
        ...(status !== 'requested' && { isStated: true as const }),
      }));
      return [...deposits, ...(await payIns.openPayments(references, stated))];
    },
    /** Who has to pay a deposit, and gets it back; `null` for no reference of one. */
    async payerOf(reference: string): Promise<string | null> {
      const found = await repo.findByReference(db, reference);
      return found ? openText(sealer, 'deposit-payer', found.deposit.payer) : payIns.payerOf(reference);
    },
    heldIn,
    barredIn,
    authorityBehind,
    ...createEnds({ moves, giveBack, giveBackPart, payCourt: deps.courts.pay }),
    reveal,
    registrantAfterEnd,
    /** What is paid for lots, and into portable deposits: the list does not tell one from the other. */
    async listByStatus(status: DepositStatus, after: string | null, limit: number) {
      const rows = await repo.listByStatus(db, status, after, limit);
      const paidIn = status === 'requested' ? 'requested' : status === 'held' ? 'received' : null;
      const others = paidIn === null ? [] : await payIns.listByStatus(paidIn, after, limit);
      const deposits = rows.map(({ deposit: { id, reference, amount, payer, requestedAt } }) => ({
        ...{ id, reference, amount, requestedAt },
        payer: openText(sealer, 'deposit-payer', payer),
      }));
      return [...deposits, ...others]
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit)
        .map((one) => ({ ...one, status }));
    },
    /** Called after a registration, a receipt or a confirmation; the live feed tells the owner's own sockets. */
    onStandingChanged(listener: StandingListener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Called when somebody registered was found who may not bid. */
    onBarred(listener: BarredListener): () => void {
      barredListeners.add(listener);
      return () => barredListeners.delete(listener);
    },
  };
}
