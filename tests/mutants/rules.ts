import { edge, type MutantList } from './mutant.ts';

const of = (route: string): string => `shared/listings/profiles/${route}.ts`;
const ladder = 'shared/listings/ladder.ts';
const limits = 'shared/listings/limits.ts';
const pack = 'tests/conformance/rules.spec.ts';

/** The numbers of the routes (3-trading-rules §3.1), a unit beside what they are. */
export const numbers: MutantList = {
  tests: [pack, 'tests/unit/listings'],
  mutants: [
    {
      breaks: 'a bank’s notice has fifteen days',
      file: of('bidding'),
      right: 'noticeDays: 15,\n  nextNoticeDays',
      wrong: 'noticeDays: 14,\n  nextNoticeDays',
    },
    {
      breaks: 'a bank’s start is 70 % of the appraisal',
      file: of('bidding'),
      right: 'minBps: 7_000',
      wrong: 'minBps: 6_999',
    },
    {
      breaks: 'a bank’s deposit is 20 % at most',
      file: of('bidding'),
      right: 'maxBps: 2_000 }',
      wrong: 'maxBps: 2_001 }',
    },
    {
      breaks: 'a bank’s next round begins by itself',
      file: of('bidding'),
      right: 'byItself: true',
      wrong: 'byItself: false',
    },
    {
      breaks: 'of a bank’s winner’s deposit 130 % of the loss is kept',
      file: of('bidding'),
      right: 'keptMaxOfLossBps: 13_000',
      wrong: 'keptMaxOfLossBps: 13_001',
    },
    {
      breaks: 'a house’s notice has seven days',
      file: of('auction'),
      right: 'noticeDays: 7,\n  nextNoticeDays',
      wrong: 'noticeDays: 8,\n  nextNoticeDays',
    },
    {
      breaks: 'a house shows the lot on two days',
      file: of('auction'),
      right: 'viewingDays: 2',
      wrong: 'viewingDays: 1',
    },
    {
      breaks: 'a house’s sale is stopped until the opening',
      file: of('auction'),
      right: "settleBeforeSaleUntil: 'opening'",
      wrong: "settleBeforeSaleUntil: 'hammer'",
    },
    {
      breaks: 'a court’s notice has thirty days',
      file: of('judicial'),
      right: 'noticeDays: 30',
      wrong: 'noticeDays: 31',
    },
    {
      breaks: 'a court has two English rounds',
      file: of('judicial'),
      right: 'maxRounds: 2',
      wrong: 'maxRounds: 3',
    },
    {
      breaks: 'a court takes no maximum bids',
      file: of('judicial'),
      right: 'maximumBids: false',
      wrong: 'maximumBids: true',
    },
    {
      breaks: 'a court’s lot is paused by the platform for faults and safety alone',
      file: of('judicial'),
      right: "reasons: 'fault-or-safety'",
      wrong: "reasons: 'public'",
    },
    {
      breaks: 'in a hall the next round opens within sixty days',
      file: of('civil-2020'),
      right: 'withinDays: 60',
      wrong: 'withinDays: 61',
    },
    {
      breaks: 'in a hall losers have their deposits back after three days',
      file: of('civil-2020'),
      right: 'losersRefundMs: 3 * DAY',
      wrong: 'losersRefundMs: 2 * DAY',
    },
    {
      breaks: 'in a hall no bid moves the end',
      file: of('civil-2020'),
      right: 'extensionMs: 0',
      wrong: 'extensionMs: 300_000',
    },
    {
      breaks: 'the newest version is in force',
      file: 'shared/listings/profile.ts',
      right: 'b.version - a.version',
      wrong: 'a.version - b.version',
    },
    {
      breaks: 'a hall’s start is the appraised value, not more',
      file: limits,
      right: 'amount > 0 ? appraised : smallest, maximum: appraised }',
      wrong: 'amount > 0 ? appraised : smallest, maximum: null }',
    },
    edge(limits, 'a maximum itself is within', 'maximum === null || amount <= maximum.amount'),
    edge(limits, 'a minimum itself is within', 'amount >= minimum.amount &&'),
    edge(limits, 'bidding of just the shortest time is long enough', 'closesAt - opensAt < biddingMinMs'),
  ],
};

/** The plan of rounds (3-trading-rules §3.2, §3.3). */
export const rounds: MutantList = {
  tests: [pack, 'tests/unit/listings'],
  mutants: [
    {
      breaks: 'the lowest start of a next round rounds up to the fen',
      file: ladder,
      right: "percent(start, 10_000 - cutMaxBps, 'up')",
      wrong: "percent(start, 10_000 - cutMaxBps, 'down')",
    },
    edge(
      ladder,
      'a next round may start as high as the one before',
      'rung.start.amount > range.maximum.amount',
    ),
    edge(ladder, 'a start that is just low enough is lawful', 'rung.start.amount < range.minimum.amount ||'),
    edge(ladder, 'a round may start at the floor', 'rung.start.amount < floor.amount'),
    edge(ladder, 'the first instant after the last day is too late', 'rung.opensAt >= latest'),
    {
      breaks: 'the last day of the next opening counts',
      file: ladder,
      right: 'addDays(dayOf(closesAt), withinDays + 1)',
      wrong: 'addDays(dayOf(closesAt), withinDays)',
    },
    edge(ladder, 'the first instant after the notice is early enough', 'rung.opensAt < earliest'),
    {
      breaks: 'a later round has the notice of later rounds',
      file: ladder,
      right: 'earliestOpening(closesAt, nextNoticeDays)',
      wrong: 'earliestOpening(closesAt, nextNoticeDays + 1)',
    },
    edge(ladder, 'so many rounds are not too many', '.length > maxRounds'),
    {
      breaks: 'a sell-off is at the price of the round before',
      file: ladder,
      right: "if (format === 'selloff') return { minimum: start, maximum: start };",
      wrong: '',
    },
    {
      breaks: 'a sell-off comes last',
      file: ladder,
      right: "if (before.format === 'selloff') refuse('sell-off-not-last');",
      wrong: '',
    },
    {
      breaks: 'a sell-off ends with its sixtieth day',
      file: ladder,
      right: '(sellOff?.openDays ?? 0) + 1',
      wrong: '(sellOff?.openDays ?? 0) + 2',
    },
    {
      breaks: 'the day of its opening does not count for a sell-off',
      file: ladder,
      right: '(sellOff?.openDays ?? 0) + 1',
      wrong: 'sellOff?.openDays ?? 0',
    },
    {
      breaks: 'a round is in a format of its route',
      file: ladder,
      right: 'if (!profile.formats.includes(rung.format))',
      wrong: "if (!profile.formats.includes(rung.format) && rung.format === 'english')",
    },
    edge(ladder, 'a later round lasts as long as a first', 'closesAt - opensAt < minimum'),
  ],
};
