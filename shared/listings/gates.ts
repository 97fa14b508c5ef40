import { addDays, DAY, dayOf, type Instant, startOfDay, toRfc3339 } from '../kernel/instant.ts';
import { add, MAX_AMOUNT_MINOR, type Money, money } from '../kernel/money.ts';
import { caseGates } from './case-gates.ts';
import { closing } from './gate-articles.ts';
import type { GateInput } from './gate-question.ts';
import { dutchLimits, lowestPrice } from './dutch.ts';
import { sealedFaults } from './keepers.ts';
import { brokenRungs, earlySellOff } from './ladder.ts';
import { brokenLimits, depositRange, englishLimits, isWithin, reserveRange, startRange } from './limits.ts';
import { noticeGates } from './notice-gates.ts';
import { earliestOpening } from './notice-period.ts';
import { paymentFaults, termsOn } from './payment-terms.ts';
import { rightGates } from './right-gates.ts';
import { type ClosedGate, firstFormat } from './types.ts';

export type { GateInput };

/**
 * Every reason why a listing may not be published now, in the order of the checklist (3-trading-rules §3.7); none means
 * go. Numbers are the route's own rules; the article they are modelled on stands beside them.
 */
export function closedGates(input: GateInput): ClosedGate[] {
  return [
    ...caseGates(input),
    ...input.rights.flatMap((right) => rightGates(right, input)),
    ...termGates(input),
    ...noticeGates(input),
  ];
}

function termGates(input: GateInput): ClosedGate[] {
  const { rights, terms, profile } = input;
  const { start } = terms;
  const closed = closing(profile);
  const values = rights.flatMap(({ appraisal }) => (appraisal === null ? [] : [appraisal.value]));
  const isMixed = [...values, ...(terms.reserve ? [terms.reserve] : [])].some(
    ({ currency }) => currency !== start.currency,
  );
  // Amounts of different currencies cannot be compared: the gates that would do so say nothing yet.
  const rises = firstFormat(terms) === 'english';
  if (isMixed || brokenLimits['currency-mixed'](terms) || (rises && englishLimits['currency-mixed'](terms))) {
    return [closed('currency-mixed'), ...timeGates(input)];
  }
  const gates: ClosedGate[] = [];
  const appraised = values.reduce<Money>(add, { amount: 0, currency: start.currency });
  const range = startRange(appraised, profile);
  if ((rises && englishLimits['amount-too-large'](terms)) || appraised.amount > MAX_AMOUNT_MINOR) {
    gates.push(closed('amount-too-large', { maximum: money(MAX_AMOUNT_MINOR, start.currency) }));
  }
  if (!isWithin(start, range)) gates.push(closed('start-out-of-range', { ...range, appraised }));
  gates.push(...reserveGates(input));
  if (brokenLimits['deposit-out-of-range']({ ...terms, appraised }, profile)) {
    gates.push(closed('deposit-out-of-range', { ...depositRange(start, appraised, profile) }));
  }
  if (rises && englishLimits['increment-missing'](terms)) gates.push(closed('increment-missing'));
  const faults = fallFaults(terms);
  if (faults.length > 0) gates.push(closed('fall-unlawful', { faults }));
  gates.push(...sealedGates(input), ...runnerUpGates(input), ...paymentGates(input));
  return [...gates, ...timeGates(input)];
}

/** What is refused never says the amount: whoever wrote it knows it, and nobody else shall. */
function reserveGates({ terms, profile }: GateInput): ClosedGate[] {
  if (terms.reserve === undefined) return [];
  const range = reserveRange(terms, profile);
  const closed = closing(profile);
  if (range === null || terms.fall !== undefined) return [closed('reserve-not-offered')];
  return isWithin(terms.reserve, range) ? [] : [closed('reserve-out-of-range', { ...range })];
}

/** Only where the profile has one, and a price rises: of bids under seal none is the second for everybody to see. */
function runnerUpGates({ terms, profile }: GateInput): ClosedGate[] {
  const isOffered = profile.runnerUpOffer && firstFormat(terms) === 'english';
  return terms.runnerUpDays === undefined || isOffered ? [] : [closing(profile)('runner-up-not-offered')];
}

/** Days and parts of the price, by the terms of the day of the notice. */
function paymentGates({ terms, profile, publishedAt }: GateInput): ClosedGate[] {
  const inForce = termsOn(dayOf(publishedAt));
  const closed = closing(profile);
  if (terms.instalments && !inForce.instalments.routes.includes(profile.route))
    return [closed('instalments-not-offered')];
  const faults = paymentFaults(terms, inForce);
  return faults.length === 0 ? [] : [closed('payment-unlawful', { faults })];
}

function sealedGates({ terms, profile, keepers = new Map() }: GateInput): ClosedGate[] {
  if (terms.sealed === undefined) return [];
  const faults = sealedFaults(terms.sealed, terms.fall !== undefined, keepers);
  return faults.length === 0 ? [] : [closing(profile)('sealed-unlawful', { faults })];
}

export type FallFault = keyof typeof dutchLimits | 'floor-not-agreed' | 'below-floor';

/** What is wrong with a falling price: its numbers, or that the pledgor did not agree to go so low. */
function fallFaults({ fall, floor, start, opensAt, closesAt }: GateInput['terms']): FallFault[] {
  if (fall === undefined) return [];
  const offer = { ...fall, start, opensAt, closesAt };
  const limits = Object.keys(dutchLimits) as (keyof typeof dutchLimits)[];
  const faults: FallFault[] = limits.filter((name) => dutchLimits[name](offer));
  if (floor === undefined) faults.push('floor-not-agreed');
  else if (lowestPrice(start, fall).amount < floor.amount) faults.push('below-floor');
  return faults;
}

function timeGates({ terms, profile, publishedAt, failedRounds }: GateInput): ClosedGate[] {
  const closed = closing(profile);
  const gates: ClosedGate[] = [];
  if (brokenLimits['notice-too-short'](terms, profile, publishedAt)) {
    const earliest = toRfc3339(earliestOpening(publishedAt, profile.noticeDays));
    gates.push(closed('notice-too-short', { noticeDays: profile.noticeDays, earliest }));
  }
  if (viewingDays(terms, publishedAt) < profile.viewingDays) {
    gates.push(closed('viewing-too-short', { viewingDays: profile.viewingDays }));
  }
  const format = firstFormat(terms);
  if (brokenLimits['bidding-too-short']({ ...terms, format }, profile)) {
    gates.push(closed('bidding-too-short', { biddingMinMs: profile.biddingMinMs }));
  }
  const { start, opensAt, closesAt } = terms;
  const rungs = [{ format, start, opensAt, closesAt }, ...terms.ladder];
  const broken = brokenRungs(rungs, profile, terms.floor ?? null);
  if (broken.length > 0) gates.push(closed('ladder-unlawful', { broken }));
  const early = earlySellOff(rungs, profile, failedRounds);
  if (early !== null) gates.push(closed('sell-off-too-early', { ...early }));
  return gates;
}

/** Whole days on which the lot may be seen, of those between the notice and the opening (拍卖法 48). */
function viewingDays({ viewing, opensAt }: GateInput['terms'], publishedAt: Instant): number {
  if (viewing === undefined) return 0;
  const first = Math.max(startOfDay(viewing.from), startOfDay(dayOf(publishedAt)));
  const end = Math.min(startOfDay(addDays(viewing.until, 1)), startOfDay(dayOf(opensAt)));
  return Math.max(0, (end - first) / DAY);
}
