import { describe, expect, it } from 'vitest';
import { depositFor } from '@reassign/shared/deposits/creditor.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { newestProfile } from '@reassign/shared/listings/profile.ts';
import type { Route } from '@reassign/shared/listings/route-rules.ts';
import { readTopics, type Titled } from './scenario.ts';

/** What a bidder pays to take part, in fen; a `claim` is that of the executing creditor, `null`: it is none. */
interface DepositScenario extends Titled {
  readonly cases: readonly {
    readonly route: Route;
    readonly deposit: number;
    readonly claim: number | null;
    readonly owes: number;
  }[];
}

export const depositTopics = readTopics<DepositScenario>('deposits');

export function playDeposits(): void {
  for (const { topic, about, scenarios } of depositTopics)
    describe(`${topic}: ${about}`, () => {
      it.each(scenarios)('$name', ({ cases }) => {
        for (const { route, deposit, claim, owes } of cases) {
          const owed = depositFor(
            money(deposit, CNY),
            claim === null ? null : money(claim, CNY),
            newestProfile(route),
          );
          expect(owed.amount, `${route}, claim ${String(claim)}`).toBe(owes);
        }
      });
    });
}
