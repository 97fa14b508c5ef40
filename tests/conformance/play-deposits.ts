import { describe, expect, it } from 'vitest';
import { depositFor } from '@reassign/shared/deposits/creditor.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { newestProfile } from '@reassign/shared/listings/profile.ts';
import type { Route } from '@reassign/shared/listings/route-rules.ts';
import { isForAll, readTopics, type Titled } from './scenario.ts';

interface DepositCase {
  readonly route: Route;
  readonly deposit: number;
  readonly claim: number | null;
  readonly owes: number;
}

/** What a bidder pays to take part, in fen; a `claim` is that of the executing creditor, `null`: it is none. */
interface DepositScenario extends Titled {
  readonly cases: readonly DepositCase[];
}

/** Asks an implementation for the deposit of a bidder, in fen. */
export type AskDeposit = (one: DepositCase) => Promise<number>;

export const pureDeposit: AskDeposit = ({ route, deposit, claim }) =>
  Promise.resolve(
    depositFor(money(deposit, CNY), claim === null ? null : money(claim, CNY), newestProfile(route)).amount,
  );

export const depositTopics = readTopics<DepositScenario>('deposits');

/** Every scenario as a test. */
export function playDeposits(
  askDeposit: AskDeposit,
  isFor: (scenario: DepositScenario) => boolean = isForAll,
): void {
  for (const { topic, about, scenarios } of depositTopics)
    describe(`${topic}: ${about}`, () => {
      it.each(scenarios.filter(isFor))('$name', async ({ cases }) => {
        for (const one of cases)
          expect(await askDeposit(one), `${one.route}, claim ${String(one.claim)}`).toBe(one.owes);
      });
    });
}
