import { normalCreditCode } from '@reassign/shared/accounts/credit-code.ts';
import { parseDay, parseInstant, HOUR, type Instant, later } from '@reassign/shared/kernel/instant.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { money, type Money, percent } from '@reassign/shared/kernel/money.ts';
import type { CaseView } from '@reassign/shared/listings/api.ts';
import { gateCase, gateRight } from '@reassign/shared/listings/gate-input.ts';
import type { KeeperList } from '@reassign/shared/listings/keepers-api.ts';
import { gateArticle } from '@reassign/shared/listings/gate-articles.ts';
import { closedGates, type GateInput } from '@reassign/shared/listings/gates.ts';
import { fixedStep } from '@reassign/shared/listings/increments.ts';
import type { AmountRange } from '@reassign/shared/listings/limits.ts';
import { OPENING_HOUR } from '@reassign/shared/listings/ladder-suggestion.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import { type ClosedGate, type GateCode, gateCodes } from '@reassign/shared/listings/types.ts';
import { readShanghai } from '../ui/shanghai-time.ts';
import { type ListingFields, rungOf, runnerUpDaysOf, statementsOf } from './listing-form.ts';
import { closingOf, fallOf, sealedOf } from './offer-form.ts';
import { paymentOf } from './payment-form.ts';

type TermField = 'start' | 'increment' | 'deposit' | 'opensAt' | 'closesAt';

/** What would be accepted, to be taken over with one press. */
export type Offer =
  | { readonly kind: 'amount'; readonly field: 'start' | 'increment' | 'deposit'; readonly value: Money }
  | { readonly kind: 'time'; readonly field: 'opensAt' | 'closesAt'; readonly value: Instant };

export interface GateLine {
  readonly gate: GateCode;
  readonly article: string;
  /** `waiting`: a field that it asks about is not filled in yet. */
  readonly state: 'met' | 'waiting' | 'closed';
  /** One for each right or term that closes it. */
  readonly reasons: readonly ClosedGate[];
  readonly offer: Offer | null;
}

export interface Preview {
  readonly held: CaseView;
  readonly fields: Readonly<ListingFields>;
  /** The version in force of the route in the fields. */
  readonly profile: Profile;
  readonly seller: string;
  readonly publishedAt: Instant;
  readonly sellerKind: GateInput['sellerKind'];
  readonly courtListSince: GateInput['courtListSince'];
  /** Only the server knows what became of other lots, and what is in them: as it last said. */
  readonly failedRounds: number;
  readonly onSale: ReadonlySet<string>;
  readonly keepers: KeeperList['items'];
  /** The server's own list: the page does not know the reserve. */
  readonly said: readonly ClosedGate[];
}

/** The fields that a gate cannot do without. */
const asksFor: Readonly<Partial<Record<GateCode, readonly TermField[]>>> = {
  'right-expired': ['closesAt'],
  'appraisal-expired': ['closesAt'],
  'currency-mixed': ['start', 'increment', 'deposit'],
  'amount-too-large': ['start', 'increment'],
  'start-out-of-range': ['start'],
  'deposit-out-of-range': ['start', 'deposit'],
  'increment-missing': ['increment'],
  'notice-too-short': ['opensAt'],
  'bidding-too-short': ['opensAt', 'closesAt'],
};

/** The whole checklist as it would stand if the listing were published now: the rules of the server, run in the page. */
export function previewGates(preview: Preview): GateLine[] {
  const { held, fields, profile, seller, publishedAt, onSale, keepers } = preview;
  const { sellerKind, courtListSince, failedRounds, said } = preview;
  const nothing = money(0, fields.start?.currency ?? CNY);
  const terms: GateInput['terms'] = {
    papers: papersOf(fields),
    ...viewingOf(fields),
    statements: statementsOf(fields) as GateInput['terms']['statements'],
    ladder: fields.ladder.flatMap((rung) => rungOf(rung) ?? []),
    ...(fields.floor !== null && { floor: fields.floor }),
    ...(fields.runnerUpDays.trim() !== '' && { runnerUpDays: runnerUpDaysOf(fields) ?? 1 }),
    ...paymentOf(fields),
    start: fields.start ?? nothing,
    increments: [
      ...fixedStep(fields.increment ?? nothing),
      ...fields.tiers.map(({ from, step }) => ({ from: from ?? nothing, step: step ?? nothing })),
    ],
    ...fallIn(fields),
    ...sealedIn(fields),
    deposit: fields.deposit ?? nothing,
    opensAt: readShanghai(fields.opensAt) ?? publishedAt,
    closesAt: readShanghai(closingOf(fields)) ?? publishedAt,
  };
  const rights = held.rights.filter(({ id }) => fields.rightIds.includes(id)).map(gateRight);
  const closed = closedGates({
    publishedAt,
    seller,
    ...{ sellerKind, courtListSince, failedRounds },
    case: gateCase(held),
    rights,
    terms,
    profile,
    onSale,
    keepers: new Map(keepers.map(({ id, organisation }) => [id, organisation.id])),
  });
  const ofReserve = said.filter(
    ({ gate }) => gate === 'reserve-not-offered' || gate === 'reserve-out-of-range',
  );
  return gateCodes.map((gate) => lineOf(gate, fields, [...closed, ...ofReserve], profile));
}

/** The checklist as the server gave it: nothing can be taken over any more. */
export const serverGates = (closed: readonly ClosedGate[], profile: Profile): GateLine[] =>
  gateCodes.map((gate) => {
    const reasons = closed.filter((reason) => reason.gate === gate);
    return {
      gate,
      article: gateArticle(gate, profile),
      state: reasons.length === 0 ? 'met' : 'closed',
      reasons,
      offer: null,
    };
  });

function fallIn(fields: Readonly<ListingFields>) {
  const fall = fallOf(fields);
  return fall === null ? {} : { fall };
}

function sealedIn(fields: Readonly<ListingFields>) {
  const sealed = sealedOf(fields);
  return sealed === null ? {} : { sealed };
}

/** The papers as far as they are written: what is not counts as missing. */
function papersOf(fields: Readonly<ListingFields>): GateInput['terms']['papers'] {
  const { house, houseCode, licence, auctioneer, auctioneerLicence, court, caseNumber } = fields;
  const creditCode = normalCreditCode(houseCode);
  const [contractSignedOn, ruledOn, platformChosenOn] = [
    parseDay(fields.contractSignedOn),
    parseDay(fields.ruledOn),
    parseDay(fields.platformChosenOn),
  ];
  return {
    ...(contractSignedOn && {
      consignment: { house, creditCode, licence, auctioneer, auctioneerLicence, contractSignedOn },
    }),
    ...(ruledOn && platformChosenOn && { courtOrder: { court, caseNumber, ruledOn, platformChosenOn } }),
  };
}

function viewingOf({ viewingFrom, viewingUntil }: Readonly<ListingFields>) {
  const [from, until] = [parseDay(viewingFrom), parseDay(viewingUntil)];
  return from && until ? { viewing: { from, until } } : {};
}

function lineOf(
  gate: GateCode,
  fields: Readonly<ListingFields>,
  closed: readonly ClosedGate[],
  profile: Profile,
): GateLine {
  const isWaiting = (asksFor[gate] ?? []).some((field) => !isFilled(fields, field));
  const reasons = closed.filter((reason) => reason.gate === gate);
  const offer = reasons[0] ? offerFor(reasons[0], fields, profile) : null;
  const state = isWaiting ? 'waiting' : reasons.length > 0 ? 'closed' : 'met';
  return { gate, article: gateArticle(gate, profile), state, reasons: isWaiting ? [] : reasons, offer };
}

const isFilled = (fields: Readonly<ListingFields>, field: TermField): boolean => {
  if (field === 'closesAt') return readShanghai(closingOf(fields)) !== null;
  // A price that falls asks for no step.
  if (field === 'increment' && fields.format === 'dutch') return true;
  const value = fields[field];
  return typeof value === 'string' ? readShanghai(value) !== null : value !== null;
};

const hasShare = (value: Money | null): value is Money => value !== null && value.amount > 0;

function offerFor(
  { gate, facts }: ClosedGate,
  { start, deposit, opensAt }: Readonly<ListingFields>,
  { biddingMinMs }: Profile,
): Offer | null {
  switch (gate) {
    case 'start-out-of-range':
      return { kind: 'amount', field: 'start', value: facts['minimum'] as Money };
    case 'deposit-out-of-range': {
      if (!hasShare(start)) return null;
      const { minimum, maximum } = facts as unknown as AmountRange;
      const isAbove = maximum !== null && deposit !== null && deposit.amount > maximum.amount;
      return { kind: 'amount', field: 'deposit', value: isAbove ? maximum : minimum };
    }
    case 'increment-missing':
      return hasShare(start) ? { kind: 'amount', field: 'increment', value: usualIncrement(start) } : null;
    case 'notice-too-short': {
      const earliest = parseInstant(String(facts['earliest']));
      return earliest === null
        ? null
        : { kind: 'time', field: 'opensAt', value: later(earliest, OPENING_HOUR * HOUR) };
    }
    case 'bidding-too-short': {
      const opening = readShanghai(opensAt);
      return opening === null
        ? null
        : { kind: 'time', field: 'closesAt', value: later(opening, Math.max(biddingMinMs, HOUR)) };
    }
    default:
      return null;
  }
}

/** About 1 % of the start, as a round figure: 1, 2 or 5 and zeros, at least one yuan. */
export function usualIncrement(start: Money): Money {
  const share = Math.max(100, percent(start, 100, 'down').amount);
  const power = 10 ** Math.floor(Math.log10(share));
  const factor = [5, 2, 1].find((candidate) => candidate * power <= share) ?? 1;
  return money(factor * power, start.currency);
}
