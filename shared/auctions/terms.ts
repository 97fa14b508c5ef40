import { toInstant, toMoney } from '../kernel/codecs.ts';
import type { ListingPublished } from '../listings/events.ts';
import type { Rung } from '../listings/ladder.ts';
import type { Profile } from '../listings/profile.ts';
import { formatOf } from './formats/rules.ts';
import type { RoundAnnounced } from './life-events.ts';
import type { Born, Terms } from './types.ts';

/** The terms of a notice under the rules that it refers to. */
export const termsOf = (body: ListingPublished['body'], rules: Profile): Terms => ({
  profile: { route: rules.route, version: rules.version, hash: body.profile.hash },
  rules,
  ...roundOf(body),
});

/** What each round says anew. */
export const roundOf = (body: ListingPublished['body'] | RoundAnnounced['body']) => ({
  round: body.round,
  start: toMoney(body.start),
  deposit: toMoney(body.deposit),
  opensAt: toInstant(body.opensAt),
  closesAt: toInstant(body.closesAt),
  ...formatOf(body.format).terms(body),
});

/** What a lot offers before anybody bid. */
export const untouched = ({ terms }: Born) =>
  ({
    asking: terms.start,
    closesAt: terms.closesAt,
    leader: null,
    beaten: null,
    bidCount: 0,
    course: formatOf(terms.format).begin(terms),
  }) as const;

/** The rounds that a notice announces beyond its own. */
export const ladderOf = ({ ladder }: ListingPublished['body']): readonly Rung[] =>
  ladder.map(({ format, start, opensAt, closesAt }) => ({
    format,
    start: toMoney(start),
    opensAt: toInstant(opensAt),
    closesAt: toInstant(closesAt),
  }));
