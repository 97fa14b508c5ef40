import { describe, expect, it } from 'vitest';
import { type Applicant, barOf, type LotForBars } from '@reassign/shared/deposits/bars.ts';
import { readTopics, type Titled } from './scenario.ts';

/** Who may bid (3-trading-rules §3.6): what somebody is to a lot, and what the rules make of it. */
export interface BidderScenario extends Titled {
  readonly cases: readonly {
    readonly lot: Partial<LotForBars>;
    readonly bidder: Partial<Applicant>;
    /** The ground, or `null`: it may bid. */
    readonly bar: string | null;
  }[];
}

const lot: LotForBars = {
  relations: [],
  exportControl: null,
  hasLetterOfIntent: false,
  sellerMayBid: false,
  creditorMayBid: false,
  debtorMayBid: false,
};

const bidder: Applicant = {
  creditCode: 'AGENCY',
  memberCreditCodes: [],
  isOfPlatform: false,
  person: 'broker',
  country: 'CN',
  relatives: [],
  mandates: [],
  bidsForItself: true,
};

export const bidderTopics = readTopics<BidderScenario>('bidders');

/** Every scenario as a test, on the pure rules: codes and tags stand for whatever an implementation knows people by. */
export function playBidders(): void {
  for (const { topic, about, scenarios } of bidderTopics)
    describe(`${topic}: ${about}`, () => {
      it.each(scenarios)('$name', ({ cases }) => {
        for (const [nth, one] of cases.entries())
          expect(barOf({ ...lot, ...one.lot }, { ...bidder, ...one.bidder }), `case ${nth + 1}`).toBe(
            one.bar,
          );
      });
    });
}
