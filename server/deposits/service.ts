import { randomBytes, randomInt } from 'node:crypto';
import type { DepositReference } from '@reassign/shared/deposits/reference.ts';
import { type ReceiptRefusal, refuseReceipt } from '@reassign/shared/deposits/register.ts';
import type { BarGround, DepositStatus } from '@reassign/shared/deposits/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { BidderNumber, LotId, OrganisationId, UserId } from '@reassign/shared/kernel/ids.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import type { KnownPerson } from '../accounts/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import { createConfirming } from './confirming/service.ts';
import { createDeclarations } from './declarations/service.ts';
import {
  bidderOf,
  type Identity,
  openIdentity,
  openText,
  type OwnerId,
  ownerOf,
  sealText,
} from './identity.ts';
import { createLotBars, type LotBarsDeps } from './lot-bars.ts';
import { createRegistering } from './registering/service.ts';
import { createEnds } from './ends.ts';
import * as repo from './repo.ts';
import type { RoundNow } from './round.ts';

export interface DepositsDeps extends LotBarsDeps {
  readonly db: Db;
  readonly clock: Clock;
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
  const { db, clock, sealer, organisationsOf } = deps;
  const listeners = new Set<StandingListener>();
  const barredListeners = new Set<BarredListener>();
  const newId = <Kind extends string>() => uuidv7<Kind>(clock.now(), randomBytes(10));
  const identityOf = ({ id, identity }: repo.StoredRegistration): Identity =>
    openIdentity(sealer, id, identity);
  const bars = createLotBars(deps);
  const registering = createRegistering({ ...deps, bars, tellStanding });
  const confirming = createConfirming({ ...deps, tellStanding });
  const declarations = createDeclarations({
    ...deps,
    bars,
    tellBarred(lotId) {
      for (const listener of barredListeners) listener(lotId);
    },
  });

  /** Whether the round that a deposit was asked for has ended. */
  const endedSince = (tx: Db, { lotId, deposit }: repo.StoredRegistration): Promise<boolean> =>
    repo.hasEnded(tx, lotId, deposit.requestedAt);

  /** The operator saw the money on the bank statement; from here on the registration has its bidder number. */
  async function confirmReceipt(
    reference: DepositReference,
    receipt: DepositReceipt,
    actor: UserId,
  ): Promise<{ ok: true; status: DepositStatus } | { ok: false; refusal: ReceiptFault }> {
    const result = await db.transaction((tx) => bookReceipt(tx, reference, receipt, actor));
    if (!result.ok) return result;
    result.told();
    return { ok: true, status: result.status };
  }

  /** The same in the caller's transaction; `told` is called when that is committed. */
  async function bookReceipt(where: Db, reference: DepositReference, receipt: DepositReceipt, actor: UserId) {
    const memberships = (await organisationsOf(actor)).map(({ id }) => id);
    return where.transaction(async (tx) => {
      const found = await repo.lockByReference(tx, reference);
      if (!found) return { ok: false as const, refusal: 'not-found' as const };
      // Asked inside: nobody books money for themselves, and nobody is told whose it is.
      const { organisation, user } = identityOf(found);
      if (user === actor || (organisation !== null && memberships.includes(organisation)))
        return { ok: false as const, refusal: 'own-deposit' as const };
      const refusal = refuseReceipt(found.deposit, receipt.amount);
      if (refusal) return { ok: false as const, refusal };
      await repo.lockLot(tx, found.lotId);
      const at = clock.now();
      const evidence = sealText(sealer, 'deposit-receipt', JSON.stringify(receipt));
      const move = { depositId: found.deposit.id, actor: `user:${actor}`, at };
      await repo.moveDeposit(tx, 'requested', { ...move, id: newId(), status: 'held', evidence });
      // Money that arrives after the end, or for what was withdrawn, goes straight back and buys no number.
      const isWithdrawn = (await repo.findById(tx, found.id)) === null;
      const ended = isWithdrawn || (await endedSince(tx, found));
      if (ended) await repo.moveDeposit(tx, 'held', { ...move, id: newId(), status: 'released' });
      else if (found.bidderNumber === null) await drawNumber(tx, found);
      const status = ended ? ('released' as const) : ('held' as const);
      // Whom to tell is opened before the commit: a receipt that is booked is also told.
      const owner = ownerOf(identityOf(found));
      const told = (): void => {
        tellStanding(found.lotId, owner);
      };
      return { ok: true as const, status, registration: found.id, told };
    });
  }

  /** Random per lot, so that nobody is recognised from one lot to the next. */
  async function drawNumber(tx: Db, { lotId, id }: repo.StoredRegistration): Promise<void> {
    for (let attempt = 0; attempt < 20; attempt++) {
      if (await repo.giveNumber(tx, lotId, id, String(randomInt(100_000, 1_000_000)))) return;
    }
    assert(false, 'a lot has room for another bidder number');
  }

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

  /** Who stood behind a number. Only for a lot that has ended: before, nobody may ask, operators included. */
  async function reveal(tx: Db, lotId: LotId, bidderNumber: string) {
    assert(await repo.hasWon(tx, lotId, bidderNumber), 'identities stay sealed until the end');
    const registration = await repo.findByNumber(tx, lotId, bidderNumber);
    assert(registration, 'the winner of a lot is registered for it');
    const identity = identityOf(registration);
    const { name, creditCode } = bidderOf(identity);
    const { organisation, user } = identity;
    return { organisation, user, name, creditCode, deposit: registration.deposit.amount };
  }

  function tellStanding(lotId: LotId, owner: OwnerId): void {
    for (const listener of listeners) listener(lotId, owner);
  }

  return {
    ...registering,
    ...confirming,
    ...declarations,
    confirmReceipt,
    bookReceipt,
    /** Deposits that are waited for, with who has to pay them. */
    async openPayments(references: readonly string[]) {
      if (references.length === 0) return [];
      const rows = await repo.requestedUnder(db, references);
      return rows.map(({ deposit: { reference, amount, payer } }) => ({
        ...{ reference, amount, payerName: openText(sealer, 'deposit-payer', payer) },
      }));
    },
    heldIn,
    barredIn,
    ...createEnds(clock),
    reveal,
    async listByStatus(status: DepositStatus, after: string | null, limit: number) {
      const rows = await repo.listByStatus(db, status, after, limit);
      return rows.map(({ deposit }) => ({
        ...deposit,
        payer: openText(sealer, 'deposit-payer', deposit.payer),
      }));
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

/** Money that came for a deposit. */
interface DepositReceipt {
  readonly amount: Money;
  readonly payer: string;
  readonly receivedAt: Instant;
}

/** Why a receipt is not booked. */
export type ReceiptFault = ReceiptRefusal | 'not-found' | 'own-deposit';
