import { randomBytes, randomInt } from 'node:crypto';
import type { Organisation } from '@reassign/shared/accounts/types.ts';
import type { LotForBars, RelationGround } from '@reassign/shared/deposits/bars.ts';
import { conditions } from '@reassign/shared/deposits/conditions.ts';
import { depositReference, type DepositReference } from '@reassign/shared/deposits/reference.ts';
import {
  type ReceiptRefusal,
  refuseReceipt,
  refuseRegistration,
  type RegistrationRefusal,
} from '@reassign/shared/deposits/register.ts';
import type { DepositStatus, Standing } from '@reassign/shared/deposits/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { LotId, OrganisationId, UserId } from '@reassign/shared/kernel/ids.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import type { Sealer } from '../platform/secrets.ts';
import {
  commitmentOf,
  type Identity,
  openIdentity,
  openText,
  ownerTag,
  sealIdentity,
  sealText,
} from './identity.ts';
import { createEnds } from './ends.ts';
import * as repo from './repo.ts';

/** The round of a lot, as its log says. */
export interface RoundNow {
  readonly deposit: Money;
  readonly rules: Pick<Profile, 'sellerMayBid' | 'creditorMayBid' | 'debtorMayBid'>;
  /** The effective end. */
  readonly closesAt: Instant;
  /** Whether bids are or will be taken. */
  readonly takesBidders: boolean;
}

export interface DepositsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly sealer: Sealer;
  /** What others are to a lot, by credit code: the listings module answers; `null` when there is no such lot. */
  readonly rolesOf: (
    lotId: LotId,
  ) => Promise<readonly { readonly ground: RelationGround; readonly creditCode: string }[] | null>;
  readonly roundOf: (lotId: LotId) => Promise<RoundNow | null>;
  /** Everything a person is a member of; the accounts module answers. */
  readonly organisationsOf: (user: UserId) => Promise<readonly Organisation[]>;
}

/** Who registers: an accredited agency through one of its brokers. */
export interface Applicant {
  readonly organisation: Pick<Organisation, 'id' | 'name' | 'kind' | 'creditCode'>;
  readonly userId: UserId;
}

export type { StoredRegistration } from './repo.ts';
export type Deposits = ReturnType<typeof createDeposits>;
type StandingListener = (lotId: LotId, organisation: OrganisationId) => void;

export function createDeposits({ db, clock, sealer, rolesOf, roundOf, organisationsOf }: DepositsDeps) {
  const listeners = new Set<StandingListener>();
  const newId = <Kind extends string>() => uuidv7<Kind>(clock.now(), randomBytes(10));
  const identityOf = ({ id, identity }: repo.StoredRegistration): Identity =>
    openIdentity(sealer, id, identity);
  const own = (lotId: LotId, organisation: OrganisationId) =>
    repo.findOwn(db, lotId, ownerTag(sealer, lotId, organisation));

  async function register(
    lotId: LotId,
    applicant: Applicant,
    accepted: { readonly version: number; readonly hash: string },
  ): Promise<
    { ok: true; registration: repo.StoredRegistration } | { ok: false; refusal: RegistrationFault }
  > {
    const [roles, round] = await Promise.all([rolesOf(lotId), roundOf(lotId)]);
    if (!roles || !round) return { ok: false, refusal: { code: 'unknown-lot' } };
    if (!round.takesBidders) return { ok: false, refusal: { code: 'registration-closed' } };
    const memberships = await organisationsOf(applicant.userId);
    const refusal = refuseRegistration(
      { closesAt: round.closesAt, bars: barsOf(roles, round) },
      {
        organisation: applicant.organisation,
        memberships,
        person: Buffer.from(sealer.matchingKey(`person:${applicant.userId}`)).toString('hex'),
        conditionsVersion: accepted.version,
        conditionsHash: accepted.hash,
        at: clock.now(),
      },
    );
    if (refusal) return { ok: false, refusal };
    const inserted = await db.transaction((tx) => enter(tx, newRows(lotId, round.deposit, applicant)));
    if (!inserted) return { ok: false, refusal: { code: 'already-registered' } };
    const registration = await own(lotId, applicant.organisation.id);
    assert(registration, 'a registration is there after its insert');
    tellStanding(lotId, applicant.organisation.id);
    return { ok: true, registration };
  }

  /** A new registration, or another deposit of one whose round has ended: one registration and number per lot. */
  async function enter(tx: Db, rows: repo.NewRegistration): Promise<boolean> {
    if (await repo.insertRegistration(tx, rows)) return true;
    const { lotId, ownerTag: tag } = rows.registration;
    const found = await repo.lockOwn(tx, lotId as LotId, tag);
    assert(found, 'what could not be inserted is there');
    if (found.deposit.status !== 'released' || !(await endedSince(tx, found))) return false;
    await repo.insertDeposit(tx, {
      deposit: { ...rows.deposit, registrationId: found.id },
      move: { ...rows.move, actor: `registration:${found.id}` },
    });
    return true;
  }

  /** Whether the round that a deposit was asked for has ended. */
  const endedSince = (tx: Db, { lotId, deposit }: repo.StoredRegistration): Promise<boolean> =>
    repo.hasEnded(tx, lotId, deposit.requestedAt);

  function newRows(lotId: LotId, amount: Money, { organisation, userId }: Applicant): repo.NewRegistration {
    const id = newId<'registration'>();
    const depositId = newId<'deposit'>();
    const at = clock.now();
    const identity: Identity = {
      organisation: organisation.id,
      name: organisation.name,
      creditCode: organisation.creditCode,
      user: userId,
      salt: randomBytes(32).toString('hex'),
    };
    return {
      registration: {
        id,
        lotId,
        ownerTag: ownerTag(sealer, lotId, organisation.id),
        identity: sealIdentity(sealer, id, identity),
        commitment: commitmentOf(id, identity),
        conditionsVersion: conditions.version,
        conditionsHash: conditions.hash,
        registeredAt: at,
      },
      deposit: {
        id: depositId,
        registrationId: id,
        reference: depositReference(randomBytes(10)),
        amountMinor: amount.amount,
        currency: amount.currency,
        status: 'requested' satisfies DepositStatus,
        payer: sealText(sealer, 'deposit-payer', organisation.name),
        requestedAt: at,
      },
      // The actor is the registration itself: the history must not name what the registration seals.
      move: { id: newId(), depositId, status: 'requested', actor: `registration:${id}`, at },
    };
  }

  /** The operator saw the money on the bank statement; from here on the registration has its bidder number. */
  async function confirmReceipt(
    reference: DepositReference,
    receipt: { readonly amount: Money; readonly payer: string; readonly receivedAt: Instant },
    actor: UserId,
  ): Promise<{ ok: true; status: DepositStatus } | { ok: false; refusal: ReceiptFault }> {
    const memberships = (await organisationsOf(actor)).map(({ id }) => id);
    const result = await db.transaction(async (tx) => {
      const found = await repo.lockByReference(tx, reference);
      if (!found) return { ok: false as const, refusal: 'not-found' as const };
      // Asked inside: nobody books money for themselves, and nobody is told whose it is.
      if (memberships.includes(identityOf(found).organisation))
        return { ok: false as const, refusal: 'own-deposit' as const };
      const refusal = refuseReceipt(found.deposit, receipt.amount);
      if (refusal) return { ok: false as const, refusal };
      await repo.lockLot(tx, found.lotId);
      const at = clock.now();
      const evidence = sealText(sealer, 'deposit-receipt', JSON.stringify(receipt));
      const move = { depositId: found.deposit.id, actor: `user:${actor}`, at };
      await repo.moveDeposit(tx, 'requested', { ...move, id: newId(), status: 'held', evidence });
      // Money that arrives after the end goes straight back and buys no number.
      const ended = await endedSince(tx, found);
      if (ended) await repo.moveDeposit(tx, 'held', { ...move, id: newId(), status: 'released' });
      else if (found.bidderNumber === null) await drawNumber(tx, found);
      const status = ended ? ('released' as const) : ('held' as const);
      // Whom to tell is opened before the commit: a receipt that is booked is also told.
      return { ok: true as const, status, lotId: found.lotId, organisation: identityOf(found).organisation };
    });
    if (!result.ok) return result;
    tellStanding(result.lotId, result.organisation);
    return { ok: true, status: result.status };
  }

  /** Random per lot, so that nobody is recognised from one lot to the next. */
  async function drawNumber(tx: Db, { lotId, id }: repo.StoredRegistration): Promise<void> {
    for (let attempt = 0; attempt < 20; attempt++) {
      if (await repo.giveNumber(tx, lotId, id, String(randomInt(100_000, 1_000_000)))) return;
    }
    assert(false, 'a lot has room for another bidder number');
  }

  /** What an organisation is to a lot. */
  async function standing(lotId: LotId, organisation: OrganisationId): Promise<Standing> {
    const registration = await own(lotId, organisation);
    if (!registration) return { kind: 'stranger' };
    const { status } = registration.deposit;
    if (registration.bidderNumber === null || status === 'requested') return { kind: 'deposit-open' };
    // The deposit of an earlier round went back: another round asks for the conditions and a deposit again.
    if (status === 'released' && (await roundOf(lotId))?.takesBidders === true)
      return { kind: 'conditions-open' };
    return { kind: 'bidder', bidderNumber: registration.bidderNumber };
  }

  /** Whom the lot's log may admit: numbers and commitments, no names. */
  async function heldIn(lotId: LotId): Promise<{ bidderNumber: string; commitment: string }[]> {
    const held = await repo.heldIn(db, lotId);
    return held.map(({ bidderNumber, commitment }) => ({ bidderNumber: bidderNumber ?? '', commitment }));
  }

  /** Who stood behind a number. Only for a lot that has ended: before, nobody may ask, operators included. */
  async function reveal(tx: Db, lotId: LotId, bidderNumber: string) {
    assert(await repo.hasWon(tx, lotId, bidderNumber), 'identities stay sealed until the end');
    const registration = await repo.findByNumber(tx, lotId, bidderNumber);
    assert(registration, 'the winner of a lot is registered for it');
    return { ...identityOf(registration), deposit: registration.deposit.amount };
  }

  function tellStanding(lotId: LotId, organisation: OrganisationId): void {
    for (const listener of listeners) listener(lotId, organisation);
  }

  return {
    register,
    confirmReceipt,
    standing,
    heldIn,
    ...createEnds(clock),
    reveal,
    /** The organisation's own registrations among the given lots. */
    async ownOf(organisation: OrganisationId, lotIds: readonly LotId[]): Promise<repo.StoredRegistration[]> {
      if (lotIds.length === 0) return [];
      return repo.findOwnMany(
        db,
        lotIds.map((lotId) => ownerTag(sealer, lotId, organisation)),
      );
    },
    async listByStatus(status: DepositStatus, after: string | null, limit: number) {
      const rows = await repo.listByStatus(db, status, after, limit);
      return rows.map(({ deposit }) => ({
        ...deposit,
        payer: openText(sealer, 'deposit-payer', deposit.payer),
      }));
    },
    /** Called after a registration or a receipt; the live feed tells the organisation's own sockets. */
    onStandingChanged(listener: StandingListener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export type RegistrationFault = RegistrationRefusal | { readonly code: 'unknown-lot' | 'already-registered' };

/** What a registration is checked against (3-trading-rules §3.6). */
const barsOf = (
  roles: NonNullable<Awaited<ReturnType<DepositsDeps['rolesOf']>>>,
  { rules: { sellerMayBid, creditorMayBid, debtorMayBid } }: RoundNow,
): LotForBars => ({
  relations: roles.map((role) => ({ ...role, person: null })),
  exportControl: null,
  hasLetterOfIntent: false,
  ...{ sellerMayBid, creditorMayBid, debtorMayBid },
});

/** Why a receipt is not booked. */
export type ReceiptFault = ReceiptRefusal | 'not-found' | 'own-deposit';
