import { randomBytes } from 'node:crypto';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import { agentConfirmedBefore, binds } from '@reassign/shared/deposits/admission.ts';
import type { AgentRequestList, ReviewList } from '@reassign/shared/deposits/api.ts';
import type { ConfirmationState } from '@reassign/shared/deposits/types.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { LotId, UserId } from '@reassign/shared/kernel/ids.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import { bidderOf, openIdentity, ownerOf, partiesIn, sealText, tagsOf } from '../identity.ts';
import * as parties from '../parties/repo.ts';
import type { RegisteringDeps } from '../registering/service.ts';
import * as repo from '../repo.ts';
import type { RoundNow } from '../round.ts';

type ConfirmingRefusal = 'not-found' | 'wrong-state' | 'agent-too-late' | 'own-approval';

/** What somebody else has to say yes to: a principal to its agent, the platform to a letter of intent. */
export function createConfirming(deps: Omit<RegisteringDeps, 'bars' | 'earmarks'>) {
  const { db, clock, sealer, roundOf, organisationsOf, personOf, tellStanding } = deps;
  const open = ({ id, identity }: repo.StoredRegistration) => openIdentity(sealer, id, identity);

  /** How a person, and the organisation that it binds, are known in a lot. */
  async function tagsIn(
    lotIds: readonly LotId[],
    principal: Pick<Principal, 'userId' | 'organisation' | 'roles'>,
  ): Promise<string[]> {
    const person = await personOf(principal.userId);
    const creditCode = binds(principal) ? principal.organisation?.creditCode : undefined;
    return lotIds.flatMap((lotId) => {
      const tags = tagsOf(sealer, lotId);
      return [
        ...(person ? [tags.person(person.tag)] : []),
        ...(creditCode === undefined ? [] : [tags.organisation(creditCode)]),
      ];
    });
  }

  /** Registrations in whose name somebody else acts. */
  async function requestsTo(
    principal: Principal,
    lotIds: readonly LotId[],
  ): Promise<repo.StoredRegistration[]> {
    const ids = await parties.registrationsFor(db, await tagsIn(lotIds, principal));
    const found = await Promise.all(ids.map((id) => repo.findById(db, id)));
    return found.filter((one) => one !== null).filter(({ agent }) => agent !== null);
  }

  /** A registration in the name of whoever asks; of everybody else's it learns nothing. */
  async function requestTo(
    principal: Principal,
    id: string,
  ): Promise<{ readonly found: repo.StoredRegistration; readonly round: RoundNow | null } | null> {
    const found = await repo.findById(db, id);
    if (!found || found.agent === null) return null;
    const [bidder] = partiesIn(tagsOf(sealer, found.lotId), open(found));
    if (!(await tagsIn([found.lotId], principal)).includes(bidder.tag)) return null;
    return { found, round: await roundOf(found.lotId) };
  }

  async function decide(
    found: repo.StoredRegistration,
    move: { readonly what: string; readonly actor: string; readonly note?: string },
    make: (registration: repo.StoredRegistration) => Promise<ConfirmingRefusal | null>,
    set: (tx: typeof db) => Promise<void>,
  ): Promise<ConfirmingRefusal | null> {
    const refusal = await db.transaction(async (tx) => {
      await repo.lockLot(tx, found.lotId);
      const now = await repo.findById(tx, found.id);
      const no = now ? await make(now) : ('not-found' as const);
      if (no !== null) return no;
      await set(tx);
      const at = clock.now();
      const { note, ...rest } = move;
      await parties.insertMove(tx, {
        ...{ id: uuidv7(at, randomBytes(10)), registrationId: found.id, at, ...rest },
        ...(note !== undefined && { note: sealText(sealer, 'registration-note', note) }),
      });
      return null;
    });
    if (refusal === null) tellStanding(found.lotId, ownerOf(open(found)));
    return refusal;
  }

  return {
    /**
     * Whether a number bid for this person, or for the organisation that it binds. Of a lot that is sold; a credit code that
     * nobody looked at proves nothing.
     */
    async isBidder(lotId: LotId, bidderNumber: string, principal: Principal): Promise<boolean> {
      const found = await repo.findByNumber(db, lotId, bidderNumber);
      if (!found) return false;
      const [bidder] = partiesIn(tagsOf(sealer, lotId), open(found));
      const { organisation } = principal;
      const known = { ...principal, organisation: organisation?.accredited === true ? organisation : null };
      return (await tagsIn([lotId], known)).includes(bidder.tag);
    },

    async agentRequests(principal: Principal, lotIds: readonly LotId[]): Promise<AgentRequestList> {
      const items = (await requestsTo(principal, lotIds)).map(async (one) => {
        const identity = open(one);
        const round = await roundOf(one.lotId);
        return {
          ...{ id: one.id, lotId: one.lotId, agent: identity.name, bidder: bidderOf(identity).name },
          state: one.agent ?? ('awaited' as const),
          until: fromInstant(round ? agentConfirmedBefore(round.rules, round) : one.registeredAt),
          authority: identity.authority,
          isRevocable: one.agent === 'confirmed' && round?.takesBidders === true,
          // As a runner-up it has no deposit in it any more.
          hasWon: one.bidderNumber !== null && (await repo.hasWon(db, one.lotId, one.bidderNumber)),
        };
      });
      return { items: await Promise.all(items) };
    },

    /** Before the profile's hour the principal confirms its agent, or refuses it (法释〔2016〕18号 art. 14). */
    async answerAgent(
      id: string,
      principal: Principal,
      isConfirmed: boolean,
    ): Promise<{ readonly state: ConfirmationState } | ConfirmingRefusal> {
      const request = await requestTo(principal, id);
      if (!request) return 'not-found';
      const { found, round } = request;
      const state = isConfirmed ? ('confirmed' as const) : ('refused' as const);
      const refusal = await decide(
        found,
        // Who the principal is lies sealed in the registration.
        { what: `agent-${state}`, actor: `registration:${found.id}` },
        ({ agent }) => {
          if (agent !== 'awaited') return Promise.resolve('wrong-state');
          const isOver = !round?.takesBidders || clock.now() >= agentConfirmedBefore(round.rules, round);
          return Promise.resolve(isOver ? 'agent-too-late' : null);
        },
        (tx) => parties.setAgent(tx, found.id, state),
      );
      return refusal ?? { state };
    },

    /** What was bid under the mandate stands, hidden maxima and sealed bids too; no other bid is taken under it. */
    async revokeAgent(
      id: string,
      principal: Principal,
    ): Promise<{ readonly state: 'revoked' } | ConfirmingRefusal> {
      const request = await requestTo(principal, id);
      if (!request) return 'not-found';
      const { found, round } = request;
      const refusal = await decide(
        found,
        { what: 'agent-revoked', actor: `registration:${found.id}` },
        ({ agent }) =>
          Promise.resolve(agent === 'confirmed' && round?.takesBidders === true ? null : 'wrong-state'),
        (tx) => parties.setAgent(tx, found.id, 'revoked'),
      );
      return refusal ?? { state: 'revoked' };
    },

    /** Letters of intent that nobody has looked at: who shows which, and no word of the lot. */
    async reviews(): Promise<ReviewList> {
      const ids = await parties.awaitingReview(db);
      const found = await Promise.all(ids.map((id) => repo.findById(db, id)));
      const items = found.flatMap((one) => {
        if (!one || one.reviewId === null) return [];
        const identity = open(one);
        const country = identity.principal?.country ?? identity.person?.country ?? '';
        const { number = '', item = '' } = identity.letter ?? {};
        return [{ id: one.reviewId, name: bidderOf(identity).name, country, letter: number, item }];
      });
      // By a random id: the order does not tell who came first.
      return { items: items.sort((a, b) => (a.id < b.id ? -1 : 1)) };
    },

    async decideReview(
      reviewId: string,
      reviewer: UserId,
      { isPassed, reason }: { readonly isPassed: boolean; readonly reason: string },
    ): Promise<{ readonly state: ConfirmationState } | ConfirmingRefusal> {
      const id = await parties.findByReview(db, reviewId);
      const found = id === null ? null : await repo.findById(db, id);
      if (!found) return 'not-found';
      const { organisation, user } = open(found);
      const memberships = (await organisationsOf(reviewer)).map((one) => one.id);
      // Nobody passes a letter of its own, or of those it belongs to.
      if (user === reviewer || (organisation !== null && memberships.includes(organisation)))
        return 'own-approval';
      const state = isPassed ? ('confirmed' as const) : ('refused' as const);
      const refusal = await decide(
        found,
        { what: `review-${state}`, actor: `user:${reviewer}`, note: reason },
        ({ review }) => Promise.resolve(review === 'awaited' ? null : 'wrong-state'),
        (tx) => parties.setReview(tx, found.id, state),
      );
      return refusal ?? { state };
    },
  };
}

export type Confirming = ReturnType<typeof createConfirming>;
