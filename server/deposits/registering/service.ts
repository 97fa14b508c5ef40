import { randomBytes } from 'node:crypto';
import { agentConfirmedBefore } from '@reassign/shared/deposits/admission.ts';
import { conflictOf } from '@reassign/shared/deposits/bars.ts';
import { depositFor, sparesCreditor } from '@reassign/shared/deposits/creditor.ts';
import { refuseRegistration, type RegistrationRefusal } from '@reassign/shared/deposits/register.ts';
import type { Standing } from '@reassign/shared/deposits/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { LotId, UserId } from '@reassign/shared/kernel/ids.ts';
import { isLess } from '@reassign/shared/kernel/money.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type { KnownPerson } from '../../accounts/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import {
  authorityOf,
  type Identity,
  openIdentity,
  type OwnerId,
  ownerOf,
  ownerTag,
  partiesIn,
  tagsOf,
  wishOf,
} from '../identity.ts';
import type { BarsOfLots, LotBarsDeps } from '../lot-bars.ts';
import type { Earmarks } from '../portable/earmarks.ts';
import { drawNumber } from '../numbers.ts';
import * as parties from '../parties/repo.ts';
import * as repo from '../repo.ts';
import type { RoundNow } from '../round.ts';
import { type Applicant, identityOf, newRows, type RegistrationWish } from './rows.ts';

type RegistrationFault =
  RegistrationRefusal | { readonly code: 'unknown-lot' | 'already-registered' | 'wrong-currency' };

type RegistrationAnswer =
  | { readonly ok: true; readonly registration: repo.StoredRegistration }
  | { readonly ok: false; readonly refusal: RegistrationFault };

export interface RegisteringDeps extends Pick<LotBarsDeps, 'sealer' | 'organisationsOf'> {
  readonly db: Db;
  readonly clock: Clock;
  readonly bars: BarsOfLots;
  readonly earmarks: Pick<Earmarks, 'areEarmarked'>;
  readonly roundOf: (lotId: LotId) => Promise<RoundNow | null>;
  readonly personOf: (user: UserId) => Promise<KnownPerson | null>;
  readonly tellStanding: (lotId: LotId, owner: OwnerId) => void;
}

const no = (refusal: RegistrationFault): RegistrationAnswer => ({ ok: false, refusal });

/** Who wants to bid on a lot: from the wish to the registration, and back. */
export function createRegistering(deps: RegisteringDeps) {
  const { db, clock, sealer, bars, roundOf, organisationsOf, personOf, tellStanding, earmarks } = deps;

  async function register(
    lotId: LotId,
    applicant: Applicant,
    wish: RegistrationWish,
  ): Promise<RegistrationAnswer> {
    const [round, person, memberships] = await Promise.all([
      roundOf(lotId),
      personOf(applicant.userId),
      organisationsOf(applicant.userId),
    ]);
    if (!round) return no({ code: 'unknown-lot' });
    const identity = identityOf(applicant, person, wish);
    const answer = await db.transaction(async (tx) => {
      await repo.lockLot(tx, lotId);
      const ofLot = await bars.barsOf(tx, lotId, round.rules);
      if (!ofLot) return no({ code: 'unknown-lot' });
      if (!round.takesBidders) return no({ code: 'registration-closed' });
      if (wish.authority?.cap && wish.authority.cap.currency !== round.deposit.currency)
        return no({ code: 'wrong-currency' });
      const refusal = refuseRegistration(
        { ...round, bars: ofLot.forLetter(identity.letter) },
        {
          ...wishOf(tagsOf(sealer, lotId), identity, memberships),
          actor: applicant,
          ...{ conditionsVersion: wish.version, conditionsHash: wish.hash, at: clock.now() },
        },
      );
      if (refusal) return no(refusal);
      const [{ tag }] = partiesIn(tagsOf(sealer, lotId), identity);
      const owed = depositFor(round.deposit, ofLot.claimOf(tag), round.rules);
      return enter(tx, lotId, { ...round, deposit: owed }, identity);
    });
    if (answer.ok) tellStanding(lotId, ownerOf(identity));
    return answer;
  }

  /** A new registration, or another deposit of one whose round has ended: one registration and number per lot. */
  async function enter(
    tx: Db,
    lotId: LotId,
    round: RoundNow,
    identity: Identity,
  ): Promise<RegistrationAnswer> {
    const rows = newRows(sealer, lotId, round, identity, clock.now());
    const mine = partiesIn(tagsOf(sealer, lotId), identity);
    const theirs = await parties.findParties(
      tx,
      lotId,
      mine.map(({ tag }) => tag),
    );
    const found = await repo.findOwn(tx, lotId, [rows.registration.ownerTag]);
    const ofOthers = conflictOf(
      mine,
      theirs.filter(({ registrationId }) => registrationId !== found?.id),
    );
    if (ofOthers !== null) return no({ code: 'barred', ground: ofOthers });
    if (found) {
      // In another's name than the first time. Before persons could bid, nothing was written of who has a part.
      const ofOwn = conflictOf(mine, theirs);
      if (ofOwn !== null && ofOwn !== 'same-bidder') return no({ code: 'barred', ground: ofOwn });
      const refusal = await refuseAgain(tx, round, found);
      if (refusal) return no(refusal);
      await repo.insertDeposit(tx, {
        deposit: { ...rows.deposit, registrationId: found.id },
        move: { ...rows.move, actor: `registration:${found.id}` },
      });
    } else {
      await repo.insertRegistration(tx, rows);
      await parties.insertParties(tx, lotId, rows.id, mine);
    }
    const registration = await repo.findOwn(tx, lotId, [rows.registration.ownerTag]);
    assert(registration, 'a registration is there after its insert');
    if (round.deposit.amount === 0) await holdNothing(tx, registration);
    const entered = await repo.findOwn(tx, lotId, [rows.registration.ownerTag]);
    assert(entered, 'a registration stays');
    return { ok: true, registration: entered };
  }

  /** A creditor whose claim covers the whole deposit: there is no money to wait for. */
  async function holdNothing(tx: Db, registration: repo.StoredRegistration): Promise<void> {
    const at = clock.now();
    const move = { id: uuidv7(at, randomBytes(10)), depositId: registration.deposit.id, at };
    await repo.moveDeposit(tx, 'requested', { ...move, status: 'held', actor: 'platform' });
    if (registration.bidderNumber === null) await drawNumber(tx, registration);
  }

  /** Whoever lost its deposit in an earlier round does not bid again, where the rules say so (法释〔2016〕18号 art. 24). */
  async function refuseAgain(
    tx: Db,
    { rules }: RoundNow,
    { lotId, deposit, bar }: repo.StoredRegistration,
  ): Promise<RegistrationFault | null> {
    if (bar !== null) return { code: 'barred', ground: bar };
    if (deposit.status === 'forfeited' && rules.buyerDefault.barredFromResale)
      return { code: 'barred', ground: 'defaulter' };
    const isOver = deposit.status === 'released' || deposit.status === 'forfeited';
    return isOver && (await repo.hasEnded(tx, lotId, deposit.requestedAt))
      ? null
      : { code: 'already-registered' };
  }

  /** What somebody is to a lot: the first of the given owners that is registered for it. */
  async function standing(lotId: LotId, ...owners: readonly OwnerId[]): Promise<Standing> {
    const found = await repo.findOwn(
      db,
      lotId,
      owners.map((owner) => ownerTag(sealer, lotId, owner)),
    );
    if (!found) return { kind: 'stranger' };
    if (found.bar !== null) return { kind: 'barred', ground: found.bar };
    if (!isConfirmed(found)) return { kind: 'unconfirmed' };
    const { status } = found.deposit;
    if (found.bidderNumber === null || status === 'requested') return { kind: 'deposit-open' };
    // The deposit of an earlier round went back: another round asks for the conditions and a deposit again.
    if (status === 'released' && (await roundOf(lotId))?.takesBidders === true)
      return { kind: 'conditions-open' };
    const rank = await rankOf(found);
    const authority =
      found.agent === null ? null : authorityOf(openIdentity(sealer, found.id, found.identity));
    return {
      kind: 'bidder',
      bidderNumber: found.bidderNumber,
      ...(rank !== null && { rank }),
      ...(authority && { authority }),
    };
  }

  const rankOf = ({ id, lotId, identity }: repo.StoredRegistration): Promise<number | null> => {
    const [bidder] = partiesIn(tagsOf(sealer, lotId), openIdentity(sealer, id, identity));
    return parties.rankOf(db, lotId, bidder.tag);
  };

  return {
    register,
    standing,

    /** The owners' registrations among the given lots, as their own side may see them. */
    async ownOf(owners: readonly OwnerId[], lotIds: readonly LotId[]) {
      if (lotIds.length === 0) return [];
      const found = await repo.findOwnMany(
        db,
        lotIds.flatMap((lotId) => owners.map((owner) => ownerTag(sealer, lotId, owner))),
      );
      return Promise.all(found.map(seenByOwner));
    },

    /** With what only its own side may know. */
    seenByOwner,

    /** While no money is held for it. Whose it is not, learns nothing of it. */
    async withdraw(id: string, owners: readonly OwnerId[]): Promise<'not-found' | 'wrong-state' | null> {
      const seen = await repo.findById(db, id);
      if (!seen || !owners.includes(ownerOf(openIdentity(sealer, seen.id, seen.identity))))
        return 'not-found';
      const refusal = await db.transaction(async (tx) => {
        await repo.lockLot(tx, seen.lotId);
        const found = await repo.findById(tx, id);
        if (found?.deposit.status !== 'requested' || found.bidderNumber !== null)
          return 'wrong-state' as const;
        const at = clock.now();
        await parties.withdraw(tx, found.id, at);
        const actor = `registration:${found.id}`;
        const move = { id: uuidv7(at, randomBytes(10)), registrationId: found.id, actor, at };
        await parties.insertMove(tx, { ...move, what: 'withdrawn' });
        return null;
      });
      if (refusal === null) tellStanding(seen.lotId, ownerOf(openIdentity(sealer, seen.id, seen.identity)));
      return refusal;
    },
  };

  async function seenByOwner(registration: repo.StoredRegistration) {
    const [round, rank] = await Promise.all([roundOf(registration.lotId), rankOf(registration)]);
    const identity = openIdentity(sealer, registration.id, registration.identity);
    const until = round && agentConfirmedBefore(round.rules, round);
    const { id, amount, status } = registration.deposit;
    const isCurrent = status === 'requested' || status === 'held';
    const isReduced = round !== null && sparesCreditor(round.rules) && isLess(amount, round.deposit);
    return {
      ...{ registration, identity, rank, until },
      reducedFrom: isCurrent && isReduced ? round.deposit : null,
      isEarmarked: status !== 'requested' && (await earmarks.areEarmarked(db, [id])).has(id),
      refund: status === 'released' ? await repo.findRefund(db, registration.deposit.id) : null,
    };
  }
}

/** Whether nobody else has to say yes. */
const isConfirmed = ({ agent, review }: repo.StoredRegistration): boolean =>
  (agent === null || agent === 'confirmed') && (review === null || review === 'confirmed');
