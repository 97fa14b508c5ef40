import type { Organisation } from '@reassign/shared/accounts/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { fromInstant, toInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { dayOf, type Instant } from '@reassign/shared/kernel/instant.ts';
import { add } from '@reassign/shared/kernel/money.ts';
import type { CaseRightView, CaseView } from '@reassign/shared/listings/api.ts';
import type { NoticeView } from '@reassign/shared/listings/notice-api.ts';
import type { ListingPublished } from '@reassign/shared/listings/events.ts';
import { noticeHash, publicRights, publicValuers } from '@reassign/shared/listings/notice.ts';
import { termsOn } from '@reassign/shared/listings/payment-terms.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import { referTo } from '@reassign/shared/listings/profile-hash.ts';
import { type Keeper, keepersIn, type OfferOfKey } from './keepers/service.ts';
import type { Notice, StoredListing } from './repo.ts';

/** A listing with what it sells, as publication finds it. */
export interface Offer {
  readonly listing: StoredListing;
  readonly held: CaseView;
  /** In the bank's order. */
  readonly rights: readonly CaseRightView[];
}

export interface Birth {
  readonly lotId: LotId;
  readonly number: string;
  readonly at: Instant;
}

/** What the public reads from now on, and what must stay as it was that day. */
export function publicNotice(
  { listing, held, rights }: Offer,
  bank: Organisation,
  birth: Birth,
  known: readonly Keeper[],
): Notice {
  const { sealed } = listing.input;
  const snapshot: NoticeView = {
    lotId: birth.lotId,
    number: birth.number,
    title: listing.input.title,
    description: listing.input.description,
    bank: bank.name,
    publishedAt: fromInstant(birth.at),
    rights: publicRights(rights, held.pledgor),
    appraisedValue: appraisedValue(rights),
    valuers: publicValuers(rights),
    route: listing.input.route,
    papers: listing.input.papers,
    ...(listing.input.viewing && { viewing: listing.input.viewing }),
    statements: listing.input.statements,
    ladder: listing.input.ladder,
    ...runnerUpIn(listing.input),
    ...paymentIn(listing.input, birth.at),
    ...(listing.input.fall && { fall: listing.input.fall }),
    ...(sealed && { sealed: { ...sealed, keepers: keepersIn(sealed, known).map(organisationName) } }),
  };
  return {
    lotId: birth.lotId,
    listingId: listing.id,
    number: birth.number,
    snapshot,
    hash: noticeHash(snapshot),
    bank: bank.id,
    bankName: bank.name,
    bankCreditCode: bank.creditCode,
    parties: partiesOf({ held, rights }, bank),
  };
}

const runnerUpIn = ({ runnerUpDays }: StoredListing['input']) =>
  runnerUpDays === undefined ? {} : { runnerUpDays };

/** The usual days are stated like any others: nobody has to know which terms were in force. */
const paymentIn = (
  { paymentDays, instalments, route }: StoredListing['input'],
  at: Instant,
): Pick<NoticeView, 'paymentDays' | 'instalments'> => ({
  paymentDays: paymentDays ?? termsOn(dayOf(at)).paymentDays[route],
  ...(instalments && { instalments }),
});

const organisationName = ({ organisation }: Keeper): string => organisation.name;

/** Gates have seen to it that every right is appraised, all in one currency. */
function appraisedValue(rights: readonly CaseRightView[]): NoticeView['appraisedValue'] {
  const [first, ...others] = rights.flatMap(({ appraisal }) => (appraisal ? [toMoney(appraisal.value)] : []));
  assert(first && others.length === rights.length - 1, 'a published right is appraised');
  return others.reduce(add, first);
}

/** Seller, debtor, pledgor and valuers by credit code, each once. */
function partiesOf({ held, rights }: Pick<Offer, 'held' | 'rights'>, bank: Organisation): string[] {
  const valuers = rights.map(({ appraisal }) => appraisal?.valuer.creditCode);
  const codes = [bank.creditCode, held.debtor.creditCode, held.pledgor.creditCode, ...valuers];
  return [...new Set(codes.filter((code) => code !== undefined))];
}

const offerOf = ({ fall, increments }: StoredListing['input']) =>
  fall ? ({ format: 'dutch', ...fall } as const) : ({ format: 'english', increments } as const);

/** What entry 1 says beside what the bank wrote: the reserve's commitment, and the key of sealed bids. */
export interface MadeAtPublication {
  readonly reserve: string | null;
  readonly key: OfferOfKey | null;
}

/** Entry 1 of the lot's log: the terms as published, under the profile's version of the day. */
export function birthEvent(
  { input }: StoredListing,
  profile: Profile,
  { number, hash }: Notice,
  { reserve, key }: MadeAtPublication,
): Pick<ListingPublished, 'type' | 'body'> {
  return {
    type: 'ListingPublished',
    body: {
      number,
      title: input.title,
      round: 1,
      profile: referTo(profile),
      start: input.start,
      ...(key ?? offerOf(input)),
      deposit: input.deposit,
      opensAt: fromInstant(toInstant(input.opensAt)),
      closesAt: fromInstant(toInstant(input.closesAt)),
      ladder: input.ladder.map((rung) => ({
        ...rung,
        opensAt: fromInstant(toInstant(rung.opensAt)),
        closesAt: fromInstant(toInstant(rung.closesAt)),
      })),
      ...runnerUpIn(input),
      noticeHash: hash,
      ...(reserve !== null && { reserve }),
    },
  };
}
