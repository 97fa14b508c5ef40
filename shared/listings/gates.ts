import { dayOf, type CalendarDay, type Instant, toRfc3339 } from '../kernel/instant.ts';
import { add, MAX_AMOUNT_MINOR, type Money, money } from '../kernel/money.ts';
import { closing } from './gate-articles.ts';
import { brokenLimits, depositRange, englishLimits, isWithin, startRange } from './limits.ts';
import { addMonths, earliestOpening } from './notice-period.ts';
import type { Profile } from './profile.ts';
import { addYears, cnPatentExpiry, type Right } from './right.ts';
import type { Appraisal, Case, CaseRight, ClosedGate, ListingTerms } from './types.ts';

export interface GateInput {
  /** When the notice is published, or would be if it were published now. */
  readonly publishedAt: Instant;
  /** The name under which the bank sells. */
  readonly seller: string;
  readonly case: Pick<Case, 'defaultedOn' | 'saleAgreedOn'>;
  readonly rights: readonly Pick<CaseRight, 'id' | 'right' | 'pledge' | 'appraisal'>[];
  readonly terms: Pick<ListingTerms, 'start' | 'increments' | 'deposit' | 'opensAt' | 'closesAt'>;
  readonly profile: Profile;
  /** Rights that are in a lot already: nobody sells one thing twice. */
  readonly onSale?: ReadonlySet<string>;
}

/**
 * Every reason why a listing may not be published now, in the order of the checklist (3-trading-rules §3.7); none means
 * go. Numbers are the route's own rules; the article they are modelled on stands beside them.
 */
export function closedGates(input: GateInput): ClosedGate[] {
  return [
    ...caseGates(input),
    ...input.rights.flatMap((right) => rightGates(right, input)),
    ...termGates(input),
  ];
}

function caseGates(input: GateInput): ClosedGate[] {
  const { rights, publishedAt, profile } = input;
  const { defaultedOn, saleAgreedOn } = input.case;
  const closed = closing(profile);
  const today = dayOf(publishedAt);
  const gates: ClosedGate[] = [];
  if (rights.length === 0) gates.push(closed('no-rights'));
  if (defaultedOn > today) gates.push(closed('default-not-proven', { defaultedOn }));
  if (saleAgreedOn === null || saleAgreedOn > today) gates.push(closed('sale-not-agreed', { saleAgreedOn }));
  return gates;
}

function rightGates(
  { id, right, pledge, appraisal }: GateInput['rights'][number],
  input: GateInput,
): ClosedGate[] {
  const { publishedAt, seller, terms, profile } = input;
  const closed = closing(profile);
  const today = dayOf(publishedAt);
  const soldOn = dayOf(terms.closesAt);
  const about = { rightId: id, title: right.title };
  const gates: ClosedGate[] = [];
  if (pledge === null || pledge.registeredOn > today) gates.push(closed('pledge-missing', about));
  else if (!isSameName(pledge.pledgee, seller)) {
    gates.push(closed('pledge-not-of-seller', { ...about, pledgee: pledge.pledgee, seller }));
  }
  const endsOn = lastChanceOf(right);
  if (endsOn !== null && soldOn >= endsOn) gates.push(closed('right-expired', { ...about, endsOn }));
  if (input.onSale?.has(id) === true) gates.push(closed('right-on-sale', about));
  if (appraisal === null || appraisal.appraisedOn > today) gates.push(closed('appraisal-missing', about));
  else if (today > lastDayOf(appraisal) || soldOn > addMonths(today, MONTHS_TO_SELL)) {
    const facts = { ...about, validUntil: lastDayOf(appraisal), sellUntil: addMonths(today, MONTHS_TO_SELL) };
    gates.push(closed('appraisal-expired', facts));
  }
  return gates;
}

function termGates({ publishedAt, rights, terms, profile }: GateInput): ClosedGate[] {
  const { start } = terms;
  const closed = closing(profile);
  const values = rights.flatMap(({ appraisal }) => (appraisal === null ? [] : [appraisal.value]));
  const isMixed = values.some(({ currency }) => currency !== start.currency);
  // Amounts of different currencies cannot be compared: the gates that would do so say nothing yet.
  if (isMixed || brokenLimits['currency-mixed'](terms) || englishLimits['currency-mixed'](terms)) {
    return [closed('currency-mixed'), ...timeGates(terms, profile, publishedAt)];
  }
  const gates: ClosedGate[] = [];
  const appraised = values.reduce<Money>(add, { amount: 0, currency: start.currency });
  const range = startRange(appraised, profile);
  if (englishLimits['amount-too-large'](terms) || appraised.amount > MAX_AMOUNT_MINOR) {
    gates.push(closed('amount-too-large', { maximum: money(MAX_AMOUNT_MINOR, start.currency) }));
  }
  if (!isWithin(start, range)) gates.push(closed('start-out-of-range', { ...range, appraised }));
  if (brokenLimits['deposit-out-of-range']({ ...terms, appraised }, profile)) {
    gates.push(closed('deposit-out-of-range', { ...depositRange(start, appraised, profile) }));
  }
  if (englishLimits['increment-missing'](terms)) gates.push(closed('increment-missing'));
  return [...gates, ...timeGates(terms, profile, publishedAt)];
}

function timeGates(terms: GateInput['terms'], profile: Profile, publishedAt: Instant): ClosedGate[] {
  const closed = closing(profile);
  const gates: ClosedGate[] = [];
  if (brokenLimits['notice-too-short'](terms, profile, publishedAt)) {
    const earliest = toRfc3339(earliestOpening(publishedAt, profile.noticeDays));
    gates.push(closed('notice-too-short', { noticeDays: profile.noticeDays, earliest }));
  }
  if (brokenLimits['bidding-too-short'](terms, profile)) {
    gates.push(closed('bidding-too-short', { biddingMinMs: profile.biddingMinMs }));
  }
  return gates;
}

/** A sale follows its notice within six months (法释〔2018〕15号 27). */
const MONTHS_TO_SELL = 6;

/** An expired mark can still be renewed for six months (商标法 40). */
const MARK_GRACE_MONTHS = 6;

/** The day from which nothing is left to sell; `null` when the register does not say. */
function lastChanceOf(right: Right): CalendarDay | null {
  const { expiresOn = null } = right;
  if (right.type === 'trademark') return expiresOn && addMonths(expiresOn, MARK_GRACE_MONTHS);
  if (right.type !== 'patent' || right.jurisdiction !== 'CN' || right.filedOn === undefined) return expiresOn;
  // A Chinese patent cannot outlast its term, whatever was typed (专利法 42).
  const term = cnPatentExpiry(right.kind, right.filedOn);
  return expiresOn !== null && expiresOn < term ? expiresOn : term;
}

/** An appraisal lasts as long as it says, at most a year. */
function lastDayOf({ appraisedOn, validUntil }: Appraisal): CalendarDay {
  const latest = addYears(appraisedOn, 1);
  return validUntil < latest ? validUntil : latest;
}

/** Registers write brackets and spaces in full or half width. */
const isSameName = (a: string, b: string): boolean => plain(a) === plain(b);

const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '');
