import type { BarGround } from './types.ts';

/** A person by HMAC of the person's id, keyed in the server: nobody is recognised by it elsewhere. */
export type PersonTag = string;

/** What somebody is to a lot or to its case, by credit code or as a person. */
export interface LotRelation {
  readonly ground: RelationGround;
  readonly creditCode: string | null;
  readonly person: PersonTag | null;
  /** Not such a one itself, but a near relative of one (民法典 art. 1045). */
  readonly isRelative?: boolean;
}

export const relationGrounds = [
  'seller',
  'seller-related',
  'creditor',
  'debtor',
  'pledgor',
  'auctioneer',
  'court',
  'platform',
  'auxiliary',
  'defaulter',
] as const satisfies readonly BarGround[];
export type RelationGround = (typeof relationGrounds)[number];

/** What somebody can be declared to be. Of bank, debtor, pledgor and valuers the case says it, of its own staff the platform. */
export const declarableGrounds = relationGrounds.filter((ground) => ground !== 'platform');
export type DeclarableGround = (typeof declarableGrounds)[number];

/** Why somebody goes first at the same price. */
export const priorityGrounds = [
  'co-owner',
  'licensee',
  'shareholder',
  'partner',
  'statute',
  'contract',
] as const;
export type PriorityGround = (typeof priorityGrounds)[number];

export const MAX_RANK = 99;

/** For whom somebody bids, beside itself or instead. */
export interface Principal {
  readonly creditCode: string | null;
  readonly person: PersonTag | null;
  /** ISO 3166 alpha-2; Hong Kong, Macao and Taiwan count as outside the mainland. */
  readonly country: string;
}

/** Who wants to bid, and who acts for it. */
export interface Applicant {
  /** Of the organisation that registers; `null`: a natural person does. */
  readonly creditCode: string | null;
  /** Of every other organisation that the acting person is a member of. */
  readonly memberCreditCodes: readonly string[];
  readonly isOfPlatform: boolean;
  /** Who acts; `null` for somebody who never said who it is. */
  readonly person: PersonTag | null;
  /** Of whoever registers. */
  readonly country: string;
  /** Whom it bids for; `null`: for itself. */
  readonly principal: Principal | null;
}

/** What the lot's object asks of a buyer abroad; `null`: no invention or utility model of a Chinese owner. */
export type ExportControl = null | 'free' | 'restricted' | 'prohibited';

/** Unless the catalogue was looked at, nobody knows that the technology may leave: as if restricted, and no letter fits. */
export const exportControlOf = (
  hasTechnology: boolean,
  declared: Exclude<ExportControl, null> | null,
): ExportControl => (hasTechnology ? (declared ?? 'restricted') : null);

export interface LotForBars {
  readonly relations: readonly LotRelation[];
  readonly exportControl: ExportControl;
  /** Whether the letter of intent for restricted technology was shown (技术进出口管理条例 art. 33). */
  readonly hasLetterOfIntent: boolean;
  readonly sellerMayBid: boolean;
  readonly creditorMayBid: boolean;
  readonly debtorMayBid: boolean;
}

/** Why somebody may not bid on a lot: the first ground that applies (3-trading-rules §3.6), or `null`. */
export function barOf(lot: LotForBars, applicant: Applicant): BarGround | null {
  const barred = lot.relations.filter(({ ground }) => !isAdmitted(lot, ground));
  const isBehind = (one: LotRelation): boolean => isApplicant(one, applicant);

  for (const ground of relationGrounds) {
    const ofGround = barred.filter((one) => one.ground === ground && one.isRelative !== true);
    if (ofGround.some(isBehind)) return ground;
    if (ground === 'platform' && applicant.isOfPlatform) return ground;
  }
  if (barred.some((one) => one.isRelative === true && isBehind(one))) return 'near-relative';
  return abroad(lot, applicant);
}

/** Who may bid in spite of what it is to the lot, as the profile says. */
function isAdmitted(lot: LotForBars, ground: RelationGround): boolean {
  if (ground === 'seller' || ground === 'seller-related') return lot.sellerMayBid;
  if (ground === 'creditor') return lot.creditorMayBid;
  return (ground === 'debtor' || ground === 'pledgor') && lot.debtorMayBid;
}

/** Whether a relation is that of the applicant, of somebody it bids for, or of who acts for it. */
function isApplicant(one: LotRelation, applicant: Applicant): boolean {
  const { creditCode, person, memberCreditCodes, principal } = applicant;
  if (
    one.creditCode !== null &&
    (one.creditCode === creditCode || memberCreditCodes.includes(one.creditCode))
  )
    return true;
  return isOne(one, { creditCode, person }) || (principal !== null && isOne(one, principal));
}

const isOne = (one: LotRelation, { creditCode, person }: Omit<Principal, 'country'>): boolean =>
  (one.creditCode !== null && one.creditCode === creditCode) ||
  (one.person !== null && one.person === person);

/** 专利法 art. 10; 技术进出口管理条例 art. 31–37: free technology may be bid for, and gates the recordal only. */
function abroad(
  { exportControl, hasLetterOfIntent }: LotForBars,
  { principal, country }: Applicant,
): BarGround | null {
  if (exportControl === null || exportControl === 'free') return null;
  if ((principal?.country ?? country) === 'CN') return null;
  if (exportControl === 'prohibited') return 'prohibited-technology';
  return hasLetterOfIntent ? null : 'restricted-technology';
}

/** What part somebody has in a registration: whose bid it is, or who acts for that one. */
export type Part = 'bidder' | 'agent';

/** Somebody in a registration, under whatever the lot knows people by. */
export interface Party {
  readonly tag: string;
  readonly part: Part;
}

/** Everybody who has a part in a registration, whose bid it is first. `acting`: the person; `principal`: for whom, if not for itself. */
export function partiesOf(
  registrant: string,
  acting: string,
  principal: string | null,
): readonly [Party, ...Party[]] {
  const bidder = principal ?? registrant;
  const agents = new Set([registrant, acting]).difference(new Set([bidder]));
  return [{ tag: bidder, part: 'bidder' }, ...[...agents].map((tag): Party => ({ tag, part: 'agent' }))];
}

/**
 * Why somebody who has a part in one registration for a lot may have none in another, or `null`: nobody bids against itself,
 * nor under two numbers, and an agency has one mandate for a lot or its own account (3-trading-rules §3.6).
 */
export function conflictOf(own: readonly Party[], others: readonly Party[]): BarGround | null {
  const shared = own.flatMap(({ tag, part }) =>
    others.filter((other) => other.tag === tag).map((other) => [part, other.part] as const),
  );
  if (shared.length === 0) return null;
  if (shared.some((parts) => parts.every((part) => part === 'bidder'))) return 'same-bidder';
  return shared.some((parts) => parts.includes('bidder')) ? 'mandate-and-own-account' : 'two-mandates';
}
