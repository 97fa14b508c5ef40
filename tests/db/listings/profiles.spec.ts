import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import { newestProfile, type Profile, profiles } from '@reassign/shared/listings/profile.ts';
import { profileHash, referTo } from '@reassign/shared/listings/profile-hash.ts';
import { openListings, type OpenListings, today, value } from '../../support/listings.ts';

const person = (number: number) => ({
  userId: `019cd000-0000-7000-8000-00000000000${String(number)}` as Principal['userId'],
  name: `officer ${String(number)}`,
});
const [first, second] = [person(1), person(2)];

let open: OpenListings;
beforeEach(async () => {
  open = await openListings();
});
afterEach(() => open.close());

const bidding = newestProfile('bidding');
const next = (change: Partial<Profile> = { noticeDays: 21 }): Profile => ({
  ...bidding,
  version: 2,
  ...change,
});
const proposed = async (profile = next()) =>
  value(await open.listings.profiles.propose(first, today, profile));

describe('a next version of the rules', () => {
  it('is proposed by one person and published by another, with what it changes', async () => {
    const { profiles: rules } = open.listings;
    const { id, changes } = await proposed();
    expect(changes).toEqual([{ rule: 'noticeDays', before: 15, after: 21 }]);
    expect(await rules.approve(first, today, id)).toMatchObject({ problem: { code: 'own-approval' } });
    expect(newestProfile('bidding', await rules.inForce())).toEqual(bidding);
    expect(value(await rules.approve(second, today, id))).toMatchObject({ hash: profileHash(next()) });
    expect(newestProfile('bidding', await rules.inForce())).toEqual(next());
    expect(newestProfile('bidding', rules.known())).toEqual(next());
  });

  it('is the next one, and changes something', async () => {
    const propose = (profile: Profile) => open.listings.profiles.propose(first, today, profile);
    for (const version of [1, 3])
      expect(await propose(next({ version, noticeDays: 21 }))).toMatchObject({
        problem: { code: 'stale-profile', facts: { version: 2 } },
      });
    expect(await propose(next({}))).toMatchObject({ problem: { code: 'unchanged-profile' } });
  });

  it('is published once: a second proposal of the same version is stale', async () => {
    const { profiles: rules } = open.listings;
    const [one, other] = [await proposed(), await proposed(next({ noticeDays: 30 }))];
    value(await rules.approve(second, today, one.id));
    expect(await rules.approve(second, today, other.id)).toMatchObject({
      problem: { code: 'stale-profile' },
    });
    expect(await rules.proposals(first)).toEqual([]);
    expect(
      (await rules.versions()).map(({ profile }) => `${profile.route}/${String(profile.version)}`),
    ).toEqual([...profiles.map(({ route }) => `${route}/1`), 'bidding/2']);
  });

  it('cannot be changed or taken back, nor signed twice by one person, whoever writes', async () => {
    const { id } = await proposed();
    value(await open.listings.profiles.approve(second, today, id));
    const { sql } = open.database;
    for (const table of ['profile_proposal', 'profile_version']) {
      await expect(sql`update ${sql(table)} set version = 7`).rejects.toThrow();
      await expect(sql`delete from ${sql(table)}`).rejects.toThrow();
    }
  });
});

describe('a listing', () => {
  it('is published under the newest version in force, and asked by its numbers', async () => {
    const { desk, listings, database } = open;
    const before = await desk.published();
    const { id } = await proposed(next({ biddingMinMs: bidding.biddingMinMs + 1 }));
    value(await listings.profiles.approve(second, today, id));
    const short = await desk.draft();
    expect(short.gates).toMatchObject([
      { gate: 'bidding-too-short', article: expect.stringContaining('bidding/2') as string },
    ]);
    const after = await desk.published({ closesAt: '2026-03-18T00:00:00.001+08:00' });
    const rows = await database.sql<{ profile: object }[]>`
      select body -> 'profile' as profile from lot_event
      where lot_id in (${before.lotId}, ${after.lotId}) and seq = 1 order by body ->> 'number'`;
    expect(rows.map(({ profile }) => profile)).toEqual([
      referTo(bidding),
      referTo(next({ biddingMinMs: bidding.biddingMinMs + 1 })),
    ]);
  });
});
