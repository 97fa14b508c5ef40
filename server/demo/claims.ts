import { assert } from '@reassign/shared/kernel/assert.ts';
import { addDays, dayOf, type Instant } from '@reassign/shared/kernel/instant.ts';
import type { ListingView } from '@reassign/shared/listings/api.ts';
import type { ListingsModule } from '../listings/index.ts';
import { done } from './done.ts';
import { type DemoCast, demoBank, demoOtherBank } from './people.ts';

/**
 * The claims of a case with two pledgees: another bank comes first, up to its maximum. All of it invented. Stated by the
 * maker and confirmed by the checker at that moment.
 */
export async function stateDemoClaims(
  listings: ListingsModule,
  { 'bank-maker': maker, 'bank-checker': checker }: DemoCast,
  at: Instant,
  { caseId, rightIds }: ListingView,
): Promise<void> {
  const held = await listings.findCase(maker, caseId);
  const own = held?.rights[0]?.pledge;
  assert(held && own, 'the case has a pledged right');
  const { principal, interest } = held;
  const share = (bps: number) => ({ ...principal, amount: Math.floor((principal.amount * bps) / 10_000) });
  const none = { ...principal, amount: 0 };
  const asOf = dayOf(at);
  const { claims } = listings;
  const stated = done(
    await claims.state(
      maker,
      at,
      { caseId, seen: 0 },
      {
        asOf,
        claims: [
          {
            ...{
              holder: { name: demoBank },
              isOwn: true,
              principal,
              interest,
              penalty: share(100),
              costs: none,
            },
            accrual: { daysOfYear: 360, interestBps: 435, penaltyBps: 218 },
            penaltyPlace: 'with-interest',
            registrations: [
              { number: own.registrationNumber, registeredOn: own.registeredOn, rightIds: [...rightIds] },
            ],
          },
          {
            ...{ holder: { name: demoOtherBank }, isOwn: false },
            ...{ principal: share(3_000), interest: share(150), penalty: none, costs: none },
            penaltyPlace: 'after-principal',
            registrations: [
              {
                ...{ number: 'Y2023980900777', registeredOn: addDays(asOf, -1_000), rightIds: [...rightIds] },
                maximum: { cap: share(2_500), covers: 'everything' },
              },
            ],
          },
        ],
        costs: [
          {
            ...{ kind: 'appraisal', amount: share(80), payee: '云冈资产评估（虚构）有限公司' },
            ...{ voucher: '演示-凭证-1', advancedBy: 0 },
          },
        ],
      },
    ),
  );
  done(await claims.confirm(checker, at, { caseId, version: stated.version }));
}
