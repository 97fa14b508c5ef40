import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDepositReference } from '@reassign/shared/deposits/reference.ts';
import { evolve } from '@reassign/shared/auctions/evolve.ts';
import { conditions } from '@reassign/shared/deposits/conditions.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { CommandId, LotId } from '@reassign/shared/kernel/ids.ts';
import type { CaseInput, RightView } from '@reassign/shared/listings/api.ts';
import { followCovered } from '../../../server/auctions/covered/follower.ts';
import { createModules, type Modules } from '../../../server/modules.ts';
import { followToEnd } from '../../../server/platform/follower.ts';
import { agency, operator } from '../../support/deposits.ts';
import {
  appraisalOf,
  caseInput,
  checker,
  circumstances,
  cny,
  jinyang,
  listingInput,
  maker,
  march,
  patent,
  pledgeOf,
  today,
  value,
} from '../../support/listings.ts';
import { yuan } from '../../support/lot.ts';
import { openParts, type Parts } from '../../support/parts.ts';
import { type TestClock, testClock } from '../../support/test-clock.ts';

/*
 * Several lots of one case (2020 rules art. 14), 842,345.67 owed: nothing runs by itself here, so that a server may stop
 * between any two steps.
 */

const FOLLOWER = 'auctions-covered';
const sixteenth = '2026-03-17T00:00:00.000+08:00';

let clock: TestClock;
let parts: Parts;
let modules: Modules;
beforeEach(async () => {
  clock = testClock(today);
  parts = await openParts(clock);
  modules = createModules(parts.deps);
});
afterEach(async () => {
  await modules.auctions.close();
  await parts.close();
});

/** Lots of one case; the days of March on which they close. */
async function publish(days: readonly number[], change: Partial<CaseInput> = {}): Promise<LotId[]> {
  const { listings } = modules;
  const { id: caseId } = value(await listings.createCase(maker, today, caseInput(change)));
  const lots: LotId[] = [];
  for (const day of days) {
    const right = patent() as Extract<RightView, { type: 'patent' }>;
    const { rights } = value(await listings.addRights(maker, today, caseId, [right]));
    const isNew = (one: (typeof rights)[number]) =>
      one.right.type === 'patent' && one.right.applicationNumber === right.applicationNumber;
    const rightId = rights.find(isNew)?.id ?? '';
    value(await listings.setPledge(maker, today, caseId, rightId, pledgeOf(jinyang)));
    value(await listings.setAppraisal(maker, today, caseId, rightId, appraisalOf(1_000_000_00)));
    value(await listings.setCircumstances(maker, today, caseId, rightId, circumstances));
    const terms = { opensAt: sixteenth, closesAt: `2026-03-${String(day)}T00:00:00.000+08:00` };
    const draft = value(await listings.createListing(maker, today, listingInput(caseId, [rightId], terms)));
    const approved = value(
      await listings.approve(checker, today, value(await listings.submit(maker, today, draft))),
    );
    lots.push(value(await listings.publish(checker, today, approved)).lotId as LotId);
  }
  return lots;
}

/** One agency bids the start of every lot, which is 700,000.00. */
async function bidOnAll(lots: readonly LotId[]): Promise<void> {
  const applicant = agency(1);
  for (const lotId of lots) {
    const registered = await modules.deposits.register(lotId, applicant, conditions);
    assert(registered.ok, 'the agency registers');
    const reference = readDepositReference(registered.registration.deposit.reference);
    assert(reference.ok, 'our own reference reads');
    const receipt = { amount: yuan(70_000), payer: 'payer', receivedAt: clock.now() };
    await modules.deposits.confirmReceipt(reference.value, receipt, operator);
  }
  await clock.advanceTo(march('17T00:00:00.000'));
  for (const lotId of lots) {
    await modules.auctions.wake(lotId);
    const standing = await modules.auctions.auctions.standing(lotId, applicant.organisation.id);
    const wish = { commandId: randomUUID() as CommandId, amount: yuan(700_000), confirmed: false, standing };
    expect(await modules.auctions.auctions.placeBid(lotId, wish)).toMatchObject({ ok: true });
  }
}

async function closeOn(day: number, lots: readonly LotId[]): Promise<void> {
  await clock.advanceTo(march(`${String(day)}T00:00:00.000`));
  for (const lotId of lots) await modules.auctions.wake(lotId);
}

/** Everybody who follows, to the end. */
async function followed(): Promise<void> {
  for (const follower of modules.followers)
    await followToEnd(parts.deps.database.db, follower, (error) => {
      throw error;
    });
}

const phasesOf = (lots: readonly LotId[]) =>
  Promise.all(lots.map(async (lotId) => (await modules.auctions.reader.lot(lotId))?.phase));
const entriesOf = async (lotId: LotId, type: string): Promise<number> => {
  const [row] = await parts.admin.sql<[{ count: number }]>`
    select count(*)::int as count from lot_event where lot_id = ${lotId} and type = ${type}`;
  return row.count;
};

describe('the lots of one case', () => {
  it('stop with a public reason when those sold cover debt and costs, and not before', async () => {
    const lots = await publish([18, 19, 20, 21]);
    await bidOnAll(lots);
    await closeOn(18, lots.slice(0, 1));
    await followed();
    expect(await phasesOf(lots)).toEqual(['sold', 'open', 'open', 'open']);
    await closeOn(19, lots.slice(1, 2));
    await followed();
    expect(await phasesOf(lots)).toEqual(['sold', 'sold', 'withdrawn', 'withdrawn']);
    const stopped = await modules.auctions.reader.lot(lots[3] as LotId);
    expect(stopped?.ended).toMatchObject({
      cause: 'debt-covered',
      reason: expect.stringMatching(/SX-2026-000001、SX-2026-000002/u) as string,
    });
    // The bidders of what is not sold have their deposits back, by a follower that may come later.
    await followed();
    expect(await modules.deposits.heldIn(lots[3] as LotId)).toEqual([]);
  });

  it.each([
    ['costs that are not covered yet', { costs: cny(557_654_33 + 1) }, ['sold', 'sold', 'open']],
    ['costs that are just covered', { costs: cny(557_654_33) }, ['sold', 'sold', 'withdrawn']],
    ['a debtor that agreed to the sale of all', { allAgreedOn: '2026-03-01' }, ['sold', 'sold', 'open']],
    ['a consent that is still to come', { allAgreedOn: '2026-03-20' }, ['sold', 'sold', 'withdrawn']],
  ])('with %s', async (_what, change, phases) => {
    const lots = await publish([18, 18, 21], change);
    await bidOnAll(lots);
    await closeOn(18, lots.slice(0, 2));
    await followed();
    expect(await phasesOf(lots)).toEqual(phases);
  });

  it('leave the lots of another case alone', async () => {
    const lots = [...(await publish([18, 18])), ...(await publish([21], { reference: 'JD-2026-018' }))];
    await bidOnAll(lots);
    await closeOn(18, lots.slice(0, 2));
    await followed();
    expect(await phasesOf(lots)).toEqual(['sold', 'sold', 'open']);
  });
});

describe('a server that dies while it stops them', () => {
  it('has the rest stopped by whoever goes on, and no lot twice', async () => {
    const lots = await publish([18, 18, 21, 21, 21]);
    await bidOnAll(lots);
    await closeOn(18, lots.slice(0, 2));
    const { sequencer } = modules.auctions;
    let submitted = 0;
    const dying = {
      view: (lotId: LotId) => sequencer.view(lotId),
      submit: (...command: Parameters<typeof sequencer.submit>) => {
        if (++submitted > 1) throw new Error('died');
        return sequencer.submit(...command);
      },
    };
    const { store } = parts.deps.log;
    const follow = followCovered({
      ...{ sequencer: dying, store, fold: evolve },
      caseOf: (lotId) => modules.listings.caseOfLot(lotId, '2026-03-18' as never),
    });
    await expect(follow(null, [{ lot: lots[0] as LotId }])).rejects.toThrow('died');
    expect((await phasesOf(lots)).toSorted()).toEqual(['open', 'open', 'sold', 'sold', 'withdrawn']);
    await followed();
    expect(await phasesOf(lots)).toEqual(['sold', 'sold', 'withdrawn', 'withdrawn', 'withdrawn']);
    // Told everything once more, as after a restored cursor.
    await parts.admin.sql`update follower_cursor set xid = '0', position = 0 where name = ${FOLLOWER}`;
    await followed();
    for (const lotId of lots.slice(2)) expect(await entriesOf(lotId, 'LotWithdrawn')).toBe(1);
    for (const lotId of lots.slice(0, 2)) expect(await entriesOf(lotId, 'LotWithdrawn')).toBe(0);
  });
});
