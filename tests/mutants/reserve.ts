import { edge, type MutantList } from './mutant.ts';

const rules = 'shared/auctions/reserve.ts';
const english = 'shared/auctions/formats/english.ts';
const explained = 'shared/auctions/reserve-explain.ts';

/** The hidden reserve: when it is met, what is sold, and when it opens. */
export const reserves: MutantList = {
  tests: [
    'tests/unit/auctions/reserve.spec.ts',
    'tests/unit/verify/tampering-reserve.spec.ts',
    'tests/conformance/rules.spec.ts',
  ],
  mutants: [
    {
      breaks: 'a bid at the reserve meets it',
      file: rules,
      right: 'return price !== null && !isLess(price, secret.amount);',
      wrong: 'return price !== null && isLess(secret.amount, price);',
    },
    {
      breaks: 'it is said once that the reserve is met',
      file: rules,
      right: 'if (price === null || isMet(reserve, price)) return events;',
      wrong: 'if (price === null) return events;',
    },
    {
      breaks: 'at the reserve the leader buys',
      file: english,
      right: '!isLess(leader.amount, reserve.amount)) return closing(lot);',
      wrong: 'isLess(reserve.amount, leader.amount)) return closing(lot);',
    },
    {
      breaks: 'a maximum equal to the reserve buys',
      file: english,
      right: 'if (maximum === undefined || isLess(maximum.amount, amount))',
      wrong: 'if (maximum === undefined || !isLess(amount, maximum.amount))',
    },
    {
      breaks: 'a maximum equal to the reserve is opened',
      file: english,
      right: '...(isSame(maximum.amount, amount) ? [maximumOpened(bidderNumber, maximum)] : []),',
      wrong: '',
    },
    {
      breaks: 'the reserve stays sealed while a round is left',
      file: rules,
      right: "if (type === 'LotUnsold') return ladder.length === 0;",
      wrong: "if (type === 'LotUnsold') return true;",
    },
    {
      breaks: 'the reserve opens when the later rounds are called off',
      file: rules,
      right: "return type === 'LadderStopped' && (",
      wrong: "return type === 'LotWithdrawn' && (",
    },
    {
      breaks: 'an opening fits its commitment',
      file: explained,
      right: 'if (!isOwn || !isLawful(lot, opened.amount))',
      wrong: 'if (!isLawful(lot, opened.amount))',
    },
    {
      breaks: 'nothing is sold below the reserve',
      file: explained,
      right: "if (leader === null || isLess(leader.amount, opened)) return 'sold-below-reserve';",
      wrong: "if (leader === null) return 'sold-below-reserve';",
    },
    edge(
      explained,
      'at the close a maximum bids the reserve and no more',
      'if (leader.at >= closesAt && !isSame(leader.amount, opened))',
    ),
    {
      breaks: 'a bid below the reserve was not said to meet it',
      file: explained,
      right: "if (reached !== null && isLess(reached, opened)) return 'reserve-met-early';",
      wrong: '',
    },
  ],
};
