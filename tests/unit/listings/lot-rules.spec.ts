import { expect, it } from 'vitest';
import { rulesOf } from '@reassign/shared/listings/lot-rules.ts';
import { bidding } from '@reassign/shared/listings/profiles/bidding.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';

const own = { route: 'bidding', version: 1 } as const;
const later = { route: 'bidding', version: 9 } as const;

it('a lot’s rules are those of its version, which come with it where the build lacks them', () => {
  const brought: Profile = { ...bidding, version: 9, noticeDays: 20 };
  expect(rulesOf({ profile: own, rules: null })).toBe(bidding);
  expect(rulesOf({ profile: later, rules: brought })).toBe(brought);
});

it('rules of another version are never guessed', () => {
  expect(rulesOf({ profile: later, rules: null })).toBeUndefined();
});
