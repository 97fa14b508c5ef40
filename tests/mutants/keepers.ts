import type { MutantList } from './mutant.ts';

const keepers = 'shared/listings/keepers.ts';
const limits = 'shared/listings/limits.ts';
const opening = 'shared/live/opening.ts';

/** Who keeps the key of sealed bids, and how long they have (3-trading-rules §3.3). */
export const keeping: MutantList = {
  tests: ['tests/unit/listings', 'tests/unit/auctions', 'tests/web/auctions/sealed.spec.ts'],
  mutants: [
    {
      breaks: 'a key has three keepers',
      file: keepers,
      right: 'keepers.length !== sealedBounds.keepers',
      wrong: 'keepers.length < sealedBounds.needed',
    },
    {
      breaks: 'each keeper has a key of its own',
      file: keepers,
      right: "if (organisations.length < keepers.length) faults.push('keeper-without-key');",
      wrong: '',
    },
    {
      breaks: 'no two keepers are of one organisation',
      file: keepers,
      right: 'new Set(organisations).size < organisations.length',
      wrong: 'new Set(organisations).size < organisations.length - 1',
    },
    {
      breaks: 'sealed bids do not fall',
      file: keepers,
      right: "if (falls) faults.push('falls-too');",
      wrong: '',
    },
    {
      breaks: 'an hour is enough to open',
      file: limits,
      right: 'openingMs < sealedBounds.shortestMs',
      wrong: 'openingMs <= sealedBounds.shortestMs',
    },
    {
      breaks: 'thirty days are not too many',
      file: limits,
      right: 'openingMs > sealedBounds.longestMs',
      wrong: 'openingMs >= sealedBounds.longestMs',
    },
    {
      breaks: 'the reserve of sealed bids may be as high as an amount',
      file: limits,
      right: 'sealed === undefined ? highestBid(increments) : MAX_AMOUNT_MINOR',
      wrong: 'sealed === undefined ? highestBid(increments) : start.amount',
    },
    {
      breaks: 'a lot waits for its key from the end on',
      file: opening,
      right: 'now < end || bidCount === 0',
      wrong: 'now <= end || bidCount === 0',
    },
    {
      breaks: 'and only if somebody bid',
      file: opening,
      right: 'now < end || bidCount === 0',
      wrong: 'now < end',
    },
  ],
};
