import type { BarGround } from './types.ts';

/** A person by HMAC of the person's id, keyed in the server: nobody is recognised by it elsewhere. */
export type PersonTag = string;

/** What somebody is to a lot or to its case, by credit code or as a person. */
export interface LotRelation {
  readonly ground: RelationGround;
  readonly creditCode: string | null;
  readonly person: PersonTag | null;
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

/** For whom an agency bids beside itself. */
export interface Principal {
  readonly creditCode: string | null;
  readonly person: PersonTag | null;
  /** ISO 3166 alpha-2; Hong Kong, Macao and Taiwan count as outside the mainland. */
  readonly country: string;
}

/** Who wants to bid, and who acts for it. */
export interface Applicant {
  readonly creditCode: string;
  /** Of every other organisation that the acting person is a member of. */
  readonly memberCreditCodes: readonly string[];
  readonly isOfPlatform: boolean;
  readonly person: PersonTag;
  /** Near relatives as declared (民法典 art. 1045). */
  readonly relatives: readonly PersonTag[];
  /** The mandates behind the registration. */
  readonly mandates: readonly Principal[];
  readonly bidsForItself: boolean;
}

/** What the lot's object asks of a buyer abroad; `null`: no invention or utility model of a Chinese owner. */
export type ExportControl = null | 'free' | 'restricted' | 'prohibited';

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
  const itself = (one: LotRelation): boolean =>
    one.creditCode !== null && one.creditCode === applicant.creditCode;
  const behind = (one: LotRelation): boolean => applicant.mandates.some((principal) => isOne(one, principal));
  const people = (one: LotRelation): boolean =>
    (one.creditCode !== null && applicant.memberCreditCodes.includes(one.creditCode)) ||
    (one.person !== null && one.person === applicant.person);

  for (const ground of relationGrounds) {
    const ofGround = barred.filter((one) => one.ground === ground);
    if (ofGround.some((one) => itself(one) || behind(one) || people(one))) return ground;
    if (ground === 'platform' && applicant.isOfPlatform) return ground;
  }
  const isRelative = ({ person }: LotRelation): boolean =>
    person !== null && applicant.relatives.includes(person);
  if (barred.some(isRelative)) return 'near-relative';
  return conflictOf(applicant) ?? abroad(lot, applicant);
}

/** Who may bid in spite of what it is to the lot, as the profile says. */
function isAdmitted(lot: LotForBars, ground: RelationGround): boolean {
  if (ground === 'seller' || ground === 'seller-related') return lot.sellerMayBid;
  if (ground === 'creditor') return lot.creditorMayBid;
  return (ground === 'debtor' || ground === 'pledgor') && lot.debtorMayBid;
}

const isOne = (one: LotRelation, { creditCode, person }: Principal): boolean =>
  (one.creditCode !== null && one.creditCode === creditCode) ||
  (one.person !== null && one.person === person);

/** Nobody bids against itself: one mandate for a lot, or the own account. */
function conflictOf({ mandates, bidsForItself }: Applicant): BarGround | null {
  if (mandates.length > 1) return 'two-mandates';
  return mandates.length === 1 && bidsForItself ? 'mandate-and-own-account' : null;
}

/** 专利法 art. 10; 技术进出口管理条例 art. 31–37: free technology may be bid for, and gates the recordal only. */
function abroad({ exportControl, hasLetterOfIntent }: LotForBars, { mandates }: Applicant): BarGround | null {
  if (exportControl === null || exportControl === 'free') return null;
  if (mandates.every(({ country }) => country === 'CN')) return null;
  if (exportControl === 'prohibited') return 'prohibited-technology';
  return hasLetterOfIntent ? null : 'restricted-technology';
}
