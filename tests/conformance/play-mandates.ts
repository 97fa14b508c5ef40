import { describe, expect, it } from 'vitest';
import { decide } from '@reassign/shared/auctions/decide.ts';
import type { CommandId } from '@reassign/shared/kernel/ids.ts';
import { currency } from '@reassign/shared/kernel/currency.ts';
import { instant } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { given } from '../support/given.ts';
import { A, notice, open, opensAt, yuan } from '../support/lot.ts';
import { type Answer, type Bid, readTopics, type Titled } from './scenario.ts';

/** Bids of an agent for the standard lot, each as the first, under a mandate with these limits; amounts in fen. */
interface MandateScenario extends Titled {
  readonly cap?: number;
  readonly until?: string;
  readonly cases: readonly {
    /** The opening unless told. */
    readonly at?: string;
    readonly bid: Omit<Bid, 'by'>;
    readonly then: Answer;
  }[];
}

export const mandateTopics = readTopics<MandateScenario>('mandates');

const lot = given(notice({ start: yuan(700_000), deposit: yuan(70_000) }), open());

export function playMandates(): void {
  for (const { topic, about, scenarios } of mandateTopics)
    describe(`${topic}: ${about}`, () => {
      it.each(scenarios)('$name', ({ cap, until, cases }) => {
        const authority = {
          cap: cap === undefined ? null : money(cap, currency('CNY')),
          until: until === undefined ? null : instant(Date.parse(until)),
        };
        for (const { at, bid, then } of cases) {
          const unit = currency(bid.currency ?? 'CNY');
          const maximum = bid.maximum !== undefined && {
            maximum: { amount: money(bid.maximum, unit), salt: '00'.repeat(32) },
          };
          const decision = decide(lot.state, lot.sealed, {
            type: 'PlaceBid',
            commandId: '019cd000-0000-7000-8000-000000000002' as CommandId,
            at: at === undefined ? opensAt : instant(Date.parse(at)),
            standing: { kind: 'bidder', bidderNumber: A, authority },
            amount: money(bid.amount, unit),
            confirmed: false,
            ...maximum,
          });
          expect(decision.ok ? 'accepted' : { refused: decision.refusal.code }).toEqual(then);
        }
      });
    });
}
