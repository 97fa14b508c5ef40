import { normalCreditCode } from '@reassign/shared/accounts/credit-code.ts';
import { fromInstant, toInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { Reading } from '@reassign/shared/kernel/decision.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import type { CaseView, ListingInput } from '@reassign/shared/listings/api.ts';
import { fixedStep, isLadder, toIncrements } from '@reassign/shared/listings/increments.ts';
import type { Rung } from '@reassign/shared/listings/ladder.ts';
import { MOST_RUNNER_UP_DAYS } from '@reassign/shared/listings/limits.ts';
import { newestProfile } from '@reassign/shared/listings/profile.ts';
import type { Format } from '@reassign/shared/listings/route-rules.ts';
import {
  type StatementCode,
  statementCodes,
  type WarningCode,
  warnings,
} from '@reassign/shared/listings/statements.ts';
import type { ListingRoute } from '@reassign/shared/listings/types.ts';
import type { RungView } from '@reassign/shared/listings/terms-api.ts';
import { readShanghai, typedShanghai } from '../ui/shanghai-time.ts';
import { type FieldFaults, FormReader } from './form-reader.ts';
import {
  closingOf,
  fallFields,
  fallOf,
  type OfferFields,
  sealedFields,
  sealedOf,
  usualOffer,
} from './offer-form.ts';
import { paymentFields, paymentOf, type PaymentFields, usualPayment } from './payment-form.ts';

/** A round after the first. */
export interface RungFields {
  format: Format;
  start: Money | null;
  opensAt: string;
  closesAt: string;
}

export interface ListingFields extends OfferFields, PaymentFields {
  title: string;
  description: string;
  rightIds: string[];
  route: ListingRoute;
  /** Papers of a licensed house and of a court: asked for by the routes that need them. */
  house: string;
  houseCode: string;
  licence: string;
  auctioneer: string;
  auctioneerLicence: string;
  contractSignedOn: string;
  court: string;
  caseNumber: string;
  ruledOn: string;
  platformChosenOn: string;
  viewingFrom: string;
  viewingUntil: string;
  texts: Record<StatementCode, string>;
  warnings: WarningCode[];
  noWarranty: boolean;
  start: Money | null;
  /** The step from the start on. */
  increment: Money | null;
  /** Steps that take its place from a higher price on. */
  tiers: TierFields[];
  deposit: Money | null;
  ladder: RungFields[];
  floor: Money | null;
  /** Days, or empty for no offer. */
  runnerUpDays: string;
}
export interface TierFields {
  from: Money | null;
  step: Money | null;
}
export type ListingField = keyof ListingFields;

type Texts = ListingFields['texts'];
const texts = (given: Partial<Texts>): Texts =>
  Object.fromEntries(statementCodes.map((code) => [code, given[code] ?? ''])) as Texts;

const noPapers = {
  house: '',
  houseCode: '',
  licence: '',
  auctioneer: '',
  auctioneerLicence: '',
  contractSignedOn: '',
  court: '',
  caseNumber: '',
  ruledOn: '',
  platformChosenOn: '',
  viewingFrom: '',
  viewingUntil: '',
};

/** A new listing offers all rights of its case, with the usual wording where there is one. */
export const newListing = ({ rights }: CaseView, usualTexts: Partial<Texts> = {}): ListingFields => ({
  title: rights.length === 1 ? (rights[0]?.right.title ?? '') : '',
  description: '',
  rightIds: rights.map(({ id }) => id),
  route: 'bidding',
  ...noPapers,
  texts: texts(usualTexts),
  warnings: [...warnings],
  noWarranty: true,
  start: null,
  ...usualOffer,
  increment: null,
  tiers: [],
  deposit: null,
  opensAt: '',
  closesAt: '',
  ladder: [],
  floor: null,
  runnerUpDays: '',
  ...usualPayment(),
});

export const listingFields = (listing: ListingInput): ListingFields => ({
  title: listing.title,
  description: listing.description,
  rightIds: [...listing.rightIds],
  route: listing.route,
  ...noPapers,
  ...listing.papers.consignment,
  ...listing.papers.courtOrder,
  viewingFrom: listing.viewing?.from ?? '',
  viewingUntil: listing.viewing?.until ?? '',
  texts: texts(listing.statements.texts as Partial<Texts>),
  warnings: [...listing.statements.warnings],
  noWarranty: listing.statements.noWarranty,
  start: toMoney(listing.start),
  ...usualOffer,
  ...(listing.fall && fallFields(listing.fall)),
  ...(listing.sealed && sealedFields(listing.sealed)),
  increment: toMoney(listing.increments[0]?.step ?? { amount: 0, currency: 'CNY' }),
  tiers: toIncrements(listing.increments.slice(1)).map((tier) => ({ ...tier })),
  deposit: toMoney(listing.deposit),
  opensAt: typedShanghai(toInstant(listing.opensAt)),
  closesAt: typedShanghai(toInstant(listing.closesAt)),
  ladder: listing.ladder.map(({ format, start, opensAt, closesAt }) => ({
    format,
    start: toMoney(start),
    opensAt: typedShanghai(toInstant(opensAt)),
    closesAt: typedShanghai(toInstant(closesAt)),
  })),
  floor: listing.floor ? toMoney(listing.floor) : null,
  runnerUpDays: String(listing.runnerUpDays ?? ''),
  ...paymentFields(listing),
});

export function readListing(
  caseId: string,
  fields: ListingFields,
): Reading<ListingInput, FieldFaults<ListingField>> {
  const reader = new FormReader<ListingField>();
  const { rightIds, floor } = fields;
  if (rightIds.length === 0) reader.fault('rightIds', { reason: 'missing' });
  const opensAt = reader.instant('opensAt', fields.opensAt);
  const closesAt = reader.instant('closesAt', closingOf(fields));
  if (closesAt <= opensAt) reader.fault('closesAt', { reason: 'dates-out-of-order' });
  return reader.result({
    caseId,
    title: reader.text('title', fields.title),
    description: fields.description,
    rightIds: [...rightIds],
    route: fields.route,
    papers: readPapers(reader, fields),
    ...readViewing(reader, fields),
    statements: statementsOf(fields),
    start: reader.money('start', fields.start),
    ...readOffer(reader, fields),
    deposit: reader.money('deposit', fields.deposit),
    opensAt: fromInstant(opensAt),
    closesAt: fromInstant(closesAt),
    ladder: fields.ladder.map((rung) => readRung(reader, rung)),
    ...(floor !== null && { floor }),
    ...readRunnerUp(reader, fields),
    ...readPayment(reader, fields),
  });
}

/** A round that does not rise has no step: the smallest lawful one stands there. */
function readOffer(
  reader: Reader,
  fields: ListingFields,
): Pick<ListingInput, 'increments' | 'fall' | 'sealed'> {
  if (fields.format === 'english') return { increments: readIncrements(reader, fields) };
  const [fall, sealed] = [fallOf(fields), sealedOf(fields)];
  if (fall === null && sealed === null)
    reader.fault(fields.format === 'dutch' ? 'levels' : 'openingHours', { reason: 'number-wanted' });
  const step = { ...reader.money('start', fields.start), amount: 1 };
  return { increments: [...fixedStep(step)], ...(fall && { fall }), ...(sealed && { sealed }) };
}

function readIncrements(reader: Reader, { increment, tiers }: ListingFields): ListingInput['increments'] {
  const higher = tiers.map(({ from, step }) => ({
    from: reader.money('tiers', from),
    step: reader.money('tiers', step),
  }));
  const all = [...fixedStep(reader.money('increment', increment)), ...higher];
  if (!isLadder(all)) reader.fault('tiers', { reason: 'tiers-out-of-order' });
  return all;
}

/** Blank texts are not sent: they say nothing. */
export const statementsOf = (
  fields: Pick<ListingFields, 'texts' | 'warnings' | 'noWarranty'>,
): ListingInput['statements'] => ({
  texts: Object.fromEntries(Object.entries(fields.texts).filter(([, text]) => text.trim() !== '')),
  warnings: [...fields.warnings],
  noWarranty: fields.noWarranty,
});

type Reader = FormReader<ListingField>;

function readRunnerUp(reader: Reader, fields: ListingFields): Pick<ListingInput, 'runnerUpDays'> {
  const days = runnerUpDaysOf(fields);
  if (days === null) reader.fault('runnerUpDays', { reason: 'number-wanted' });
  return days === null || days === undefined ? {} : { runnerUpDays: days };
}

function readPayment(reader: Reader, fields: ListingFields): NonNullable<ReturnType<typeof paymentOf>> {
  const payment = paymentOf(fields);
  if (payment === null) reader.fault('paymentDays', { reason: 'number-wanted' });
  return payment ?? {};
}

/** `undefined`: no offer; `null`: no number of days that may be. */
export function runnerUpDaysOf({
  runnerUpDays,
}: Pick<ListingFields, 'runnerUpDays'>): number | null | undefined {
  if (runnerUpDays.trim() === '') return undefined;
  const days = Number(runnerUpDays);
  return Number.isInteger(days) && days >= 1 && days <= MOST_RUNNER_UP_DAYS ? days : null;
}

/** The papers that a route asks for, whatever its version: those of a house, of a court, or of both. */
function readPapers(reader: Reader, fields: ListingFields): ListingInput['papers'] {
  const { seller, confirmation } = newestProfile(fields.route);
  return {
    ...(confirmation === 'auctioneer' && {
      consignment: {
        house: reader.text('house', fields.house),
        creditCode: normalCreditCode(reader.text('houseCode', fields.houseCode)),
        licence: reader.text('licence', fields.licence),
        auctioneer: reader.text('auctioneer', fields.auctioneer),
        auctioneerLicence: reader.text('auctioneerLicence', fields.auctioneerLicence),
        contractSignedOn: reader.day('contractSignedOn', fields.contractSignedOn),
      },
    }),
    ...(seller === 'court' && {
      courtOrder: {
        court: reader.text('court', fields.court),
        caseNumber: reader.text('caseNumber', fields.caseNumber),
        ruledOn: reader.day('ruledOn', fields.ruledOn),
        platformChosenOn: reader.day('platformChosenOn', fields.platformChosenOn),
      },
    }),
  };
}

function readViewing(reader: Reader, { viewingFrom, viewingUntil }: ListingFields) {
  if (viewingFrom === '' && viewingUntil === '') return {};
  const from = reader.day('viewingFrom', viewingFrom);
  const until = reader.day('viewingUntil', viewingUntil);
  if (until < from) reader.fault('viewingUntil', { reason: 'dates-out-of-order' });
  return { viewing: { from, until } };
}

/** A rung that is written whole; `null` before. */
export function rungOf({ format, start, opensAt, closesAt }: Readonly<RungFields>): Rung | null {
  const [opens, closes] = [readShanghai(opensAt), readShanghai(closesAt)];
  return start !== null && opens !== null && closes !== null
    ? { format, start, opensAt: opens, closesAt: closes }
    : null;
}

const readRung = (reader: Reader, { format, start, opensAt, closesAt }: RungFields): RungView => ({
  format,
  start: reader.money('ladder', start),
  opensAt: fromInstant(reader.instant('ladder', opensAt)),
  closesAt: fromInstant(reader.instant('ladder', closesAt)),
});
