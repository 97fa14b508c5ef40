import { describe, expect, it } from 'vitest';
import { en } from '@reassign/shared/i18n/en.ts';
import { format } from '@reassign/shared/i18n/format.ts';
import { translator } from '@reassign/shared/i18n/messages.ts';
import { zh } from '@reassign/shared/i18n/zh.ts';
import { findProfile, newestProfile, type Profile, profiles } from '@reassign/shared/listings/profile.ts';
import { changedRules } from '@reassign/shared/listings/profile-diff.ts';
import type { Rule } from '@reassign/shared/listings/route-rules.ts';
import { meant, numbersOf, withNumbers, written } from '../../../web/listings/profile/numbers.ts';
import { ruleText, sourceText } from '../../../web/listings/profile/rule-words.ts';

const pages = [
  { t: translator(en), format: format('en') },
  { t: translator(zh), format: format('zh') },
];
const [english = pages[0]] = pages;
const of = (route: Profile['route']) => findProfile({ route, version: 1 }) ?? expect.fail(route);

describe('the rules of a route in words', () => {
  it.each(profiles)('$route: every rule has a value and a source, in both languages', (profile) => {
    for (const page of pages)
      for (const rule of Object.keys(profile.articles) as Rule[]) {
        expect(ruleText(profile, rule, page)).not.toBe('');
        expect(sourceText(profile, rule, page)).not.toBe('');
      }
  });
  it('read the numbers from the profile', () => {
    if (!english) return;
    expect(ruleText(of('judicial'), 'noticeDays', english)).toBe('30 days');
    expect(ruleText(of('judicial'), 'deposit', english)).toBe(
      '5% to 20% of the start; the executing creditor pays what exceeds its claim',
    );
    expect(ruleText(of('bidding'), 'deposit', english)).toBe('5% to 20% of the start');
    expect(ruleText(of('civil-2020'), 'deposit', english)).toContain('5% or more of the appraisal');
    expect(ruleText(of('civil-2020'), 'biddingMinMs', english)).toBe('not set');
    expect(ruleText(of('auction'), 'nextRound', english)).toBe('as agreed');
    expect(sourceText(of('bidding'), 'noticeDays', english)).toContain('the platform’s own');
    expect(sourceText(of('judicial'), 'noticeDays', english)).not.toContain('the platform’s own');
  });
});

describe('a next version by its numbers', () => {
  const bidding = newestProfile('bidding');
  const typed = Object.fromEntries(numbersOf(bidding).map((number) => [number.path, written(number)]));
  it('changes what was typed, and counts up', () => {
    const next = withNumbers(bidding, { ...typed, noticeDays: '21', 'deposit.minBps': '10' });
    expect(next?.version).toBe(2);
    expect(next && changedRules(bidding, next).map(({ rule }) => rule)).toEqual(['noticeDays', 'deposit']);
    expect(bidding.noticeDays).toBe(15);
  });
  it('is written in the units of people, and read back the same', () => {
    for (const profile of profiles) {
      for (const number of numbersOf(profile)) {
        expect(meant(written(number), number.unit)).toBe(number.value);
      }
    }
    expect(typed).toMatchObject({
      'start.minBps': '70',
      biddingMinMs: '24',
      extensionMs: '5',
      losersRefundMs: '24',
      'buyerDefault.keptMaxOfLossBps': '130',
    });
    expect(meant('12.25', 'percent')).toBe(1225);
    expect(meant('12.255', 'percent')).toBeNull();
  });
  it.each(['', '1.5', '-1', 'x', '1e3'])('is not made of %j', (text) => {
    expect(withNumbers(bidding, { ...typed, noticeDays: text })).toBeNull();
  });
});
