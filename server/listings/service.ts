import { randomBytes } from 'node:crypto';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { lotNumber, type ListingId, type LotId } from '@reassign/shared/kernel/ids.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import { type CalendarDay, dayOf, type Instant } from '@reassign/shared/kernel/instant.ts';
import type {
  CaseRightView,
  CaseView,
  ListingInput,
  ListingView,
  ReserveView,
} from '@reassign/shared/listings/api.ts';
import { type ListingMove, moveArticles, refuseMove } from '@reassign/shared/listings/moves.ts';
import { newestProfile } from '@reassign/shared/listings/profile.ts';
import type { ListingStatus } from '@reassign/shared/listings/types.ts';
import type { Db } from '../platform/db.ts';
import { beginLog } from '../platform/log-store.ts';
import { sealPart } from '../platform/sealed-part.ts';
import type { Sealer } from '../platform/secrets.ts';
import { bankOf } from './actor.ts';
import { type Answer, done, no } from './answer.ts';
import { findCases, lockCase } from './cases/repo.ts';
import { fewest, gatesOf } from './gates.ts';
import { failedRoundsOf, holdRightsOnSale, rightsOnSale } from './on-sale/repo.ts';
import { type Keepers, organisationsOf } from './keepers/service.ts';
import type { Profiles } from './profiles/service.ts';
import { birthEvent, type Offer, publicNotice } from './publication.ts';
import { viewOf } from './listing-view.ts';
import * as repo from './repo.ts';
import { type Person, type StoredListing } from './repo.ts';
import { commitReserve, openReserve, sealReserve } from './reserve.ts';

export type ListingDesk = ReturnType<typeof createListingDesk>;
type PublishedListener = (lotId: LotId) => Promise<void>;

/** Lot numbers name the province whose plan asks for the platform. */
const PROVINCE = 'SX';
const PAGE = 50;

export interface ListingDeskDeps {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly profiles: Profiles;
  readonly keepers: Pick<Keepers, 'chosenFrom' | 'makeKey'>;
  readonly courtListSince: CalendarDay | null;
}

/** What a bank sells, from draft to published lot: a maker writes and submits, a checker approves and publishes. */
export function createListingDesk({ db, sealer, profiles, keepers, courtListSince }: ListingDeskDeps) {
  const listeners = new Set<PublishedListener>();

  async function createListing(
    principal: Principal,
    at: Instant,
    input: ListingInput,
  ): Promise<Answer<ListingView>> {
    const bank = bankOf(principal).id;
    return db.transaction(async (tx) => {
      const held = await lockCase(tx, bank, input.caseId);
      if (held === null || !holdsAll(held, input.rightIds)) return no('not-found');
      const id = uuidv7<'listing'>(at, randomBytes(10));
      await repo.insertListing(tx, { id, bank }, input, {
        at,
        actor: personOf(principal),
        from: null,
        to: 'draft',
      });
      return done(await present(tx, principal, at, id));
    });
  }

  /** One move under the case's lock, by somebody who saw the listing as it is: `revision` is the one they saw. */
  async function move(
    principal: Principal,
    at: Instant,
    { id, revision }: Seen,
    what: ListingMove,
    make: (tx: Db, offer: Offer) => Promise<Answer<null>>,
  ): Promise<Answer<ListingView>> {
    const bank = bankOf(principal).id;
    return db.transaction(async (tx) => {
      const caseId = await repo.caseOf(tx, bank, id);
      const held = caseId && (await lockCase(tx, bank, caseId));
      const listing = await repo.findListing(tx, bank, id);
      if (!held || !listing) return no('not-found');
      if (listing.revision !== revision)
        return no('precondition-failed', { facts: { revision: listing.revision } });
      const refusal = refuseMove(listing, what, principal.userId);
      if (refusal !== null)
        return no(refusal, { facts: { status: listing.status, article: moveArticles[refusal] } });
      const made = await make(tx, offerOf(listing, held));
      return made.ok ? done(await present(tx, principal, at, listing.id)) : made;
    });
  }

  const editListing = (principal: Principal, at: Instant, seen: Seen, input: ListingInput) =>
    move(principal, at, seen, 'edit', async (tx, { listing, held }) => {
      if (input.caseId !== listing.caseId)
        return no('malformed', { faults: [{ pointer: '/caseId', reason: 'a listing stays with its case' }] });
      if (!holdsAll(held, input.rightIds)) return no('not-found');
      await repo.updateListing(tx, listing.id, input);
      return to(tx, principal, at, listing, 'draft');
    });

  /** Written by itself, so that no other answer or stored form has the amount in it. */
  const setReserve = (principal: Principal, at: Instant, seen: Seen, { reserve }: ReserveView) =>
    move(principal, at, seen, 'edit', async (tx, { listing }) => {
      await repo.writeReserve(tx, listing.id, reserve && sealReserve(sealer, reserve, listing.id));
      return to(tx, principal, at, listing, 'draft');
    });

  const submit = (principal: Principal, at: Instant, seen: Seen) =>
    move(principal, at, seen, 'submit', (tx, { listing }) =>
      to(tx, principal, at, listing, 'submitted', { submittedBy: personOf(principal) }),
    );

  const approve = (principal: Principal, at: Instant, seen: Seen) =>
    move(principal, at, seen, 'approve', (tx, { listing }) =>
      to(tx, principal, at, listing, 'approved', { approvedBy: personOf(principal) }),
    );

  const returnToDraft = (principal: Principal, at: Instant, seen: Seen, reason: string) =>
    move(principal, at, seen, 'return', (tx, { listing }) =>
      to(tx, principal, at, listing, 'draft', UNSIGNED, reason),
    );

  /** Listing, notice, lot and entry 1 of its log in one transaction, or nothing of it. */
  async function publish(principal: Principal, at: Instant, seen: Seen): Promise<Answer<ListingView>> {
    const bank = bankOf(principal);
    const answer = await move(principal, at, seen, 'publish', async (tx, offer) => {
      await holdRightsOnSale(tx);
      const profile = newestProfile(offer.listing.input.route, await profiles.inForce(tx));
      const onSale = await rightsOnSale(tx, offer.rights);
      const failedRounds = await failedRoundsOf(tx, offer.rights);
      const reserve = openReserve(sealer, offer.listing);
      const { sealed } = offer.listing.input;
      const known = sealed ? await keepers.chosenFrom(tx) : [];
      const asked = { seller: bank, at, profile, reserve, onSale, courtListSince, failedRounds };
      const gates = gatesOf(offer, { ...asked, keepers: organisationsOf(known) });
      if (gates.length > 0) return no('gates-closed', { facts: { gates } });
      const lotId = uuidv7<'lot'>(at, randomBytes(10));
      const year = Number(dayOf(at).slice(0, 4));
      const number = lotNumber(PROVINCE, year, await repo.nextSerial(tx, year));
      const notice = publicNotice(offer, bank, { lotId, number, at }, known);
      await repo.writeReserve(tx, offer.listing.id, null);
      await to(tx, principal, at, offer.listing, 'published', { lotId, publishedAt: at });
      await repo.insertNotice(tx, notice, offer.rights);
      const committed = reserve && commitReserve(reserve, lotId);
      const key = sealed ? await keepers.makeKey(tx, lotId, sealed, known) : null;
      const made = { reserve: committed && committed.commitment, key };
      const birth = birthEvent(offer.listing, profile, notice, made);
      const secret = committed && sealPart(sealer, { reserve: committed.secret }, lotId, 1);
      await beginLog(tx, lotId, { ...birth, at, ...(secret && { sealed: secret }) });
      return done(null);
    });
    if (answer.ok) for (const listener of listeners) await listener(answer.value.lotId as LotId);
    return answer;
  }

  /** The case changed: what was submitted or approved no longer is what somebody looked at. */
  async function reopenListings(tx: Db, caseId: string, actor: Principal, at: Instant): Promise<void> {
    for (const listing of await repo.listingsUnderReview(tx, caseId))
      await to(tx, actor, at, listing, 'draft', UNSIGNED);
  }

  async function present(tx: Db, principal: Principal, at: Instant, id: ListingId): Promise<ListingView> {
    const listing = await repo.findListing(tx, bankOf(principal).id, id);
    assert(listing, 'a listing is there after its change');
    const [view] = await presentAll(tx, principal, at, [listing]);
    assert(view, 'a listing has its view');
    return view;
  }

  /** Gates are asked as of `at`: what was open yesterday may be closed today. */
  async function presentAll(
    tx: Db,
    principal: Principal,
    at: Instant,
    listings: readonly StoredListing[],
  ): Promise<ListingView[]> {
    const bank = bankOf(principal);
    const caseIds = [...new Set(listings.map(({ caseId }) => caseId))];
    const cases = new Map((await findCases(tx, bank.id, caseIds)).map((held) => [held.id, held]));
    const rights = [...cases.values()].flatMap((held) => held.rights);
    const onSale = await rightsOnSale(tx, rights);
    const failedRounds = await failedRoundsOf(tx, rights);
    const returns = await repo.returnsOf(tx, listings);
    const known = await profiles.inForce(tx);
    const isSealed = listings.some(({ input }) => input.sealed !== undefined);
    const mayKeep = organisationsOf(isSealed ? await keepers.chosenFrom(tx) : []);
    return listings.map((listing) => {
      const held = cases.get(listing.caseId);
      assert(held, 'a listing belongs to a case of its bank');
      // A lot that was published keeps its terms: its gates are no longer asked.
      const isOver = listing.lotId !== null || listing.status === 'withdrawn';
      const profile = newestProfile(listing.input.route, known);
      const offer = offerOf(listing, held);
      const reserve = openReserve(sealer, listing);
      const asked = { seller: bank, at, profile, reserve, onSale, courtListSince, failedRounds };
      const gates = isOver ? [] : gatesOf(offer, { ...asked, keepers: mayKeep });
      return viewOf(
        listing,
        principal,
        { gates, failedRounds: fewest(offer.rights, failedRounds) },
        returns.get(listing.id),
      );
    });
  }

  return {
    createListing,
    editListing,
    setReserve,
    submit,
    approve,
    returnToDraft,
    publish,
    reopenListings,

    async findListing(principal: Principal, at: Instant, listingId: string): Promise<ListingView | null> {
      const listing = await repo.findListing(db, bankOf(principal).id, listingId);
      return listing && ((await presentAll(db, principal, at, [listing]))[0] ?? null);
    },

    /** What maker and checker decide about; nobody's any more once it is published. */
    async findReserve(principal: Principal, listingId: string): Promise<ReserveView | null> {
      const listing = await repo.findListing(db, bankOf(principal).id, listingId);
      return listing && { reserve: openReserve(sealer, listing) };
    },

    async listListings(
      principal: Principal,
      at: Instant,
      {
        cursor,
        status,
      }: { readonly cursor?: string | undefined; readonly status?: ListingStatus | undefined },
    ) {
      const found = await repo.listListings(db, bankOf(principal).id, { before: cursor, status }, PAGE);
      const items = await presentAll(db, principal, at, found);
      return { items, nextCursor: items.length < PAGE ? null : (items.at(-1)?.id ?? null) };
    },

    /** Called after the commit and before the answer: whoever published finds the lot in every list. Must not reject. */
    onPublished(listener: PublishedListener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A listing as somebody saw it. */
export interface Seen {
  readonly id: string;
  readonly revision: number;
}

const UNSIGNED: repo.Signatures = { submittedBy: null, approvedBy: null };

const personOf = ({ userId, name }: Principal): Person => ({ id: userId, name });

const holdsAll = (held: CaseView, rightIds: readonly string[]): boolean =>
  rightIds.every((rightId) => held.rights.some(({ id }) => id === rightId));

const offerOf = (listing: StoredListing, held: CaseView): Offer => ({
  listing,
  held,
  rights: listing.input.rightIds.flatMap((rightId): CaseRightView[] =>
    held.rights.filter(({ id }) => id === rightId),
  ),
});

async function to(
  tx: Db,
  actor: Principal,
  at: Instant,
  listing: StoredListing,
  status: ListingStatus,
  signatures?: repo.Signatures,
  reason?: string,
): Promise<Answer<null>> {
  await repo.moveListing(
    tx,
    listing,
    { at, actor: personOf(actor), from: listing.status, to: status, ...(reason !== undefined && { reason }) },
    signatures,
  );
  return done(null);
}
