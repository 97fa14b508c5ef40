import { type CalendarDay, dayOf } from '../kernel/instant.ts';
import { isSameName } from '../kernel/same-name.ts';
import { closing } from './gate-articles.ts';
import type { GateInput } from './gate-question.ts';
import { addMonths } from './notice-period.ts';
import { addYears, cnPatentExpiry, type Right } from './right.ts';
import type { Appraisal, Circumstances, ClosedGate } from './types.ts';

type GateRight = GateInput['rights'][number];
type Closing = ReturnType<typeof closing>;

/** What speaks against selling this right now. */
export function rightGates(right: GateRight, input: GateInput): ClosedGate[] {
  const about = { rightId: right.id, title: right.right.title };
  const closed: Closing = (gate, facts) => closing(input.profile)(gate, { ...about, ...facts });
  return [
    ...pledgeGates(right, input, closed),
    ...stateGates(right, input, closed),
    ...(input.onSale?.has(right.id) === true ? [closed('right-on-sale')] : []),
    ...appraisalGates(right, input, closed),
  ];
}

function pledgeGates({ pledge }: GateRight, { publishedAt, seller, profile }: GateInput, closed: Closing) {
  if (pledge === null || pledge.registeredOn > dayOf(publishedAt)) return [closed('pledge-missing')];
  const gates: ClosedGate[] = [];
  const { pledgee, maximum } = pledge;
  // A court sells for whoever is pledgee.
  if (profile.seller !== 'court' && !isSameName(pledgee, seller))
    gates.push(closed('pledge-not-of-seller', { pledgee, seller }));
  if (maximum !== undefined && maximum.claimed.amount > maximum.cap.amount) {
    gates.push(closed('pledge-above-cap', { maximum: maximum.cap }));
  }
  return gates;
}

/** The right itself, as the register and the parties say. */
function stateGates({ right, circumstances }: GateRight, input: GateInput, closed: Closing): ClosedGate[] {
  const today = dayOf(input.publishedAt);
  const gates: ClosedGate[] = [];
  const endsOn = lastChanceOf(right);
  if (circumstances === null || circumstances.checkedOn > today) gates.push(closed('right-unchecked'));
  if (endsOn !== null && lastDayOfSale(input) >= endsOn) gates.push(closed('right-expired', { endsOn }));
  if (circumstances === null) return gates;
  const { status, frozenBy, feesPaidUntil } = circumstances;
  const court = input.profile.seller === 'court' ? input.terms.papers.courtOrder?.court : undefined;
  if (status !== 'in-force') gates.push(closed('right-ended', { status }));
  if (frozenBy !== undefined && (court === undefined || !isSameName(frozenBy, court))) {
    gates.push(closed('right-frozen', { frozenBy }));
  }
  if (feesPaidUntil !== undefined && feesPaidUntil < today) {
    gates.push(closed('fee-overdue', { feesPaidUntil }));
  }
  return [...gates, ...consentGates({ right, circumstances }, input, today, closed)];
}

/** What others must have agreed to, or what must be sold together. */
function consentGates(
  { right, circumstances }: { readonly right: Right; readonly circumstances: Circumstances },
  { profile }: GateInput,
  today: CalendarDay,
  closed: Closing,
): ClosedGate[] {
  const gates: ClosedGate[] = [];
  const { coOwnersConsentedOn, approval, similarMarks } = circumstances;
  const isGiven = (day: CalendarDay | undefined): boolean => day !== undefined && day <= today;
  // A mark whose like nobody looked for is not known to stand alone.
  if (right.type === 'trademark' && (similarMarks ?? 'left-out') === 'left-out')
    gates.push(closed('similar-marks-left-out'));
  if (right.owners.length > 1 && profile.seller !== 'court' && !isGiven(coOwnersConsentedOn))
    gates.push(closed('co-owner-consent-missing'));
  if (approval !== undefined && !isGiven(approval.grantedOn))
    gates.push(closed('approval-missing', { from: approval.from }));
  return gates;
}

/** The day on which the last published round ends. */
const lastDayOfSale = ({ terms: { closesAt, ladder } }: GateInput): CalendarDay =>
  dayOf(ladder.at(-1)?.closesAt ?? closesAt);

/** A sale follows its notice within six months (法释〔2018〕15号 27). */
const MONTHS_TO_SELL = 6;

function appraisalGates({ appraisal, circumstances }: GateRight, input: GateInput, closed: Closing) {
  const today = dayOf(input.publishedAt);
  if (appraisal === null || appraisal.appraisedOn > today) {
    const state = circumstances?.isStateAsset === true ? [closed('state-asset-not-appraised')] : [];
    return [closed('appraisal-missing'), ...state];
  }
  const [validUntil, sellUntil] = [lastDayOf(appraisal), addMonths(today, MONTHS_TO_SELL)];
  const isOver = today > validUntil || lastDayOfSale(input) > sellUntil;
  return isOver ? [closed('appraisal-expired', { validUntil, sellUntil })] : [];
}

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
