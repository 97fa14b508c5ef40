import type { Authority, BarGround, DepositStatus } from '@reassign/shared/deposits/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { BidderNumber, LotId, OrganisationId, UserId } from '@reassign/shared/kernel/ids.ts';
import type { KnownPerson } from '../accounts/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { Payments } from '../payments/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import { createConfirming } from './confirming/service.ts';
import { createDeclarations } from './declarations/service.ts';
import { authorityOf, bidderOf, type Identity, openIdentity, openText, type OwnerId } from './identity.ts';
import { createLotBars, type LotBarsDeps } from './lot-bars.ts';
import { createRegistering } from './registering/service.ts';
import { createEnds, type GiveBack } from './ends.ts';
import { createMoves } from './moves.ts';
import { createPaying } from './paying/service.ts';
import { createPunctuality } from './punctuality/service.ts';
import { createReceiving } from './receiving/service.ts';
import * as repo from './repo.ts';
import type { RoundNow } from './round.ts';

export interface DepositsDeps extends LotBarsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ledger: Pick<Ledger, 'postAll'>;
  readonly payments: Pick<
    Payments,
    'back' | 'backOf' | 'open' | 'look' | 'ofSubjects' | 'viewOf' | 'online' | 'isSimulated'
  >;
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
  const { db, sealer, payments } = deps;
  const listeners = new Set<StandingListener>();
  const barredListeners = new Set<BarredListener>();
  const identityOf = ({ id, identity }: repo.StoredRegistration): Identity =>
    openIdentity(sealer, id, identity);
  const bars = createLotBars(deps);
  const registering = createRegistering({ ...deps, bars, tellStanding });
  const moves = createMoves(deps);
  const giveBack: GiveBack = (tx, released) =>
    payments.backOf(
      tx,
      released.map(({ deposit }) => deposit.id),
    );
  const receiving = createReceiving({ ...deps, moves, giveBack, tellStanding });
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

  function tellStanding(lotId: LotId, owner: OwnerId): void {
    for (const listener of listeners) listener(lotId, owner);
  }

  return {
    ...registering,
    ...confirming,
    ...declarations,
    ...receiving,
    paying: createPaying(deps),
    punctuality: createPunctuality(deps),
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
    authorityBehind,
    ...createEnds(moves, giveBack, async (tx, depositId, amount) => {
      for (const payment of await payments.ofSubjects([depositId]))
        if (payment.status === 'paid') await payments.back(tx, payment.id, amount, 'deposit-released');
    }),
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
