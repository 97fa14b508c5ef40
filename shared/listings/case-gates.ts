import { isCreditCode } from '../accounts/credit-code.ts';
import { type CalendarDay, dayOf } from '../kernel/instant.ts';
import { isSameName } from '../kernel/same-name.ts';
import { closing } from './gate-articles.ts';
import type { GateInput } from './gate-question.ts';
import { addYears } from './right.ts';
import { untoldOf } from './told.ts';
import type { ClosedGate, Consignment, CourtOrder } from './types.ts';

/** Whether this bank may sell at all, by this route: default, agreement, limitation, and the papers of others. */
export function caseGates(input: GateInput): ClosedGate[] {
  const { rights, publishedAt, profile } = input;
  const { defaultedOn, saleAgreedOn, forfeiture } = input.case;
  const { consignment, courtOrder } = input.terms.papers;
  const today = dayOf(publishedAt);
  const closed = closing(profile);
  const isCourtSale = profile.seller === 'court';
  const gates: ClosedGate[] = [];
  if (rights.length === 0) gates.push(closed('no-rights'));
  if ((profile.seller === 'court') !== (input.sellerKind === 'court'))
    gates.push(closed('seller-not-of-route', { seller: profile.seller }));
  if (defaultedOn > today) gates.push(closed('default-not-proven', { defaultedOn }));
  // A court sells by its ruling: it needs nobody's agreement, and it has looked at the limitation.
  if (!isCourtSale) {
    if (saleAgreedOn === null || saleAgreedOn > today) {
      gates.push(closed('sale-not-agreed', { saleAgreedOn }));
    }
    const barredAfter = lastDayOfClaim(input.case);
    if (today > barredAfter) gates.push(closed('claim-time-barred', { barredAfter }));
  }
  if (forfeiture === 'relied-on') gates.push(closed('forfeiture-relied-on'));
  // A court's sale through a house needs the house, too.
  if (profile.confirmation === 'auctioneer') {
    const missing = missingConsignment(consignment, today);
    if (missing.length > 0) gates.push(closed('auction-house-missing', { missing }));
  }
  if (isCourtSale && !isOrdered(courtOrder, input.seller, today)) gates.push(closed('court-papers-missing'));
  if (profile.deciders === 'court-panel' && !isListed(input.courtListSince, today))
    gates.push(closed('platform-not-listed'));
  const untold = untoldOf(partiesOf(input), input.case, today, profile);
  if (untold !== null) gates.push(closed('parties-not-told', { ...untold }));
  return gates;
}

/** Debtor and pledgor, and whoever else owns one of the rights or pledged it. */
const partiesOf = ({ case: { debtor, pledgor }, rights }: GateInput): string[] => [
  ...[debtor.name, pledgor.name],
  ...rights.flatMap(({ right, pledge }) => [
    ...right.owners.map(({ name }) => name),
    ...(pledge === null ? [] : [pledge.pledgor]),
  ]),
];

/** Three years from the default, or from what began the limitation anew (民法典 188, 195). */
const YEARS_TO_CLAIM = 3;

function lastDayOfClaim({ defaultedOn, acknowledgedOn }: GateInput['case']): CalendarDay {
  const from = acknowledgedOn !== undefined && acknowledgedOn > defaultedOn ? acknowledgedOn : defaultedOn;
  return addYears(from, YEARS_TO_CLAIM);
}

function missingConsignment(consignment: Consignment | undefined, today: CalendarDay): string[] {
  if (consignment === undefined) return ['house', 'licence', 'auctioneer', 'contract'];
  const { house, creditCode = '', licence, auctioneer, auctioneerLicence, contractSignedOn } = consignment;
  const missing: string[] = [];
  if (house === '' || !isCreditCode(creditCode)) missing.push('house');
  if (licence === '') missing.push('licence');
  if (auctioneer === '' || auctioneerLicence === '') missing.push('auctioneer');
  if (contractSignedOn > today) missing.push('contract');
  return missing;
}

/** The court that sells is the one that ruled, and it chose this platform for the case. */
const isOrdered = (order: CourtOrder | undefined, seller: string, today: CalendarDay): boolean =>
  order !== undefined &&
  isSameName(order.court, seller) &&
  order.ruledOn <= today &&
  order.platformChosenOn <= today;

const isListed = (since: CalendarDay | null, today: CalendarDay): boolean => since !== null && since <= today;
