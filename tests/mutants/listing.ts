import type { MutantList } from './mutant.ts';

const limits = 'shared/listings/limits.ts';
const period = 'shared/listings/notice-period.ts';

/** What a listing may be published with. */
export const listing: MutantList = {
  tests: ['tests/unit/listings', 'tests/unit/auctions'],
  mutants: [
    {
      breaks: 'the lowest start rounds up to the fen',
      file: limits,
      right: "const share = percent(appraised, start.minBps, 'up');",
      wrong: "const share = percent(appraised, start.minBps, 'down');",
    },
    {
      breaks: 'the lowest deposit rounds up to the fen',
      file: limits,
      right: "minimum: percent(base, deposit.minBps, 'up'),",
      wrong: "minimum: percent(base, deposit.minBps, 'down'),",
    },
    {
      breaks: 'the highest deposit rounds down to the fen',
      file: limits,
      right: "percent(base, deposit.maxBps, 'down')",
      wrong: "percent(base, deposit.maxBps, 'up')",
    },
    {
      breaks: 'the day of the notice does not count',
      file: period,
      right: 'days + 1)',
      wrong: 'days)',
    },
  ],
};
