import { edge, type MutantList } from './mutant.ts';

const prices = 'shared/auctions/formats/dutch-prices.ts';
const fall = 'shared/auctions/formats/dutch.ts';
const course = 'shared/auctions/formats/dutch-course.ts';
const limits = 'shared/listings/dutch.ts';
const sealed = 'shared/auctions/formats/sealed.ts';
const resolved = 'shared/auctions/formats/sealed-prices.ts';
const opening = 'shared/auctions/formats/sealed-opening.ts';
const selloff = 'shared/auctions/formats/selloff.ts';
const pack = 'tests/conformance/rules.spec.ts';

/** Hybrid Dutch (3-trading-rules §3.3). */
export const dutch: MutantList = {
  tests: [pack, 'tests/unit/auctions', 'tests/unit/listings'],
  mutants: [
    {
      breaks: 'a level is one per cent of the start',
      file: prices,
      right: 'percent(start, 10_000 - level * 100,',
      wrong: 'percent(start, 10_000 - level * 101,',
    },
    {
      breaks: 'a level’s price is rounded half up',
      file: prices,
      right: "level * 100, 'half-up')",
      wrong: "level * 100, 'down')",
    },
    {
      breaks: 'the last level lasts until the end',
      file: prices,
      right: 'Math.min(levels - 1,',
      wrong: 'Math.min(levels,',
    },
    {
      breaks: 'a level begins to the millisecond',
      file: prices,
      right: 'Math.floor((at - beganAt) / levelMs)',
      wrong: 'Math.floor((at - beganAt - 1) / levelMs)',
    },
    {
      breaks: 'a best bid is one step above the sealed leader',
      file: prices,
      right: 'return isLess(leader, step) ? step : above(leader);',
      wrong: 'return above(leader);',
    },
    {
      breaks: 'the step is one per cent, rounded up',
      file: limits,
      right: "percent(start, 100, 'up')",
      wrong: "percent(start, 100, 'down')",
    },
    {
      breaks: 'two levels are enough',
      file: limits,
      right: 'fewestLevels: 2',
      wrong: 'fewestLevels: 1',
    },
    {
      breaks: 'a hundred levels are the most',
      file: limits,
      right: 'mostLevels: 100',
      wrong: 'mostLevels: 101',
    },
    {
      breaks: 'the fall takes just the time of its levels',
      file: limits,
      right: 'closesAt - opensAt !== levels * levelMs',
      wrong: 'closesAt - opensAt < levels * levelMs',
    },
    {
      breaks: 'the price of the level is enough',
      file: fall,
      right: "if (isLess(amount, price)) return no('below-asking');",
      wrong: "if (!isLess(price, amount)) return no('below-asking');",
    },
    {
      breaks: 'a bid names the level of the moment',
      file: fall,
      right: 'if (level !== current || !isSame(amount, price))',
      wrong: 'if (!isSame(amount, price))',
    },
    {
      breaks: 'a bid names its price',
      file: fall,
      right: 'if (level !== current || !isSame(amount, price))',
      wrong: 'if (level !== current)',
    },
    {
      breaks: 'only the first stops the fall',
      file: fall,
      right:
        "if (course.phase !== 'fall') return refuse({ code: 'wrong-step', asking, closesAt });\n  const current",
      wrong: 'const current',
    },
    edge(fall, 'hidden bids begin at the scheduled end of the fall', 'if (at < opensAt)'),
    {
      breaks: 'not before',
      file: fall,
      right: 'if (at < opensAt)',
      wrong: 'if (at < opensAt - 1)',
    },
    {
      breaks: 'who stopped the fall bids nothing hidden',
      file: fall,
      right: "course.phase !== 'sealed' || bidderNumber === course.taker.bidderNumber",
      wrong: "course.phase !== 'sealed'",
    },
    {
      breaks: 'a hidden bid is not placed after its phase',
      file: fall,
      right: "course.phase !== 'sealed' || bidderNumber === course.taker.bidderNumber",
      wrong: 'bidderNumber === course.taker.bidderNumber',
    },
    {
      breaks: 'what is not there is not taken back',
      file: fall,
      right: "if (!course.hidden.has(bidderNumber)) return refuse({ code: 'wrong-step', asking, closesAt });",
      wrong: '',
    },
    {
      breaks: 'only who stopped the fall bids its best',
      file: fall,
      right: "if (bidderNumber !== course.taker.bidderNumber) return no('not-your-turn');",
      wrong: '',
    },
    edge(fall, 'ten times the price is still usual', 'amount > asking.amount * terms.rules.limitTimes'),
    {
      breaks: 'a changed bid is a later one',
      file: course,
      right: 'const hidden = without(course.hidden, bidderNumber);',
      wrong: 'const hidden = new Map(course.hidden);',
    },
    {
      breaks: 'of equal hidden bids the earlier leads',
      file: course,
      right: 'const leads = isFirst || isLess(leader.amount, bid.amount);',
      wrong: 'const leads = isFirst || !isLess(bid.amount, leader.amount);',
    },
    {
      breaks: 'the sealed phase follows the scheduled end of the fall',
      file: course,
      right: 'closesAt: later(closesAt, terms.sealedMs),',
      wrong: 'closesAt: later(taker.at, terms.sealedMs),',
    },
    {
      breaks: 'the best bid has its own time',
      file: course,
      right: 'isFirst ? later(closesAt, terms.bestMs) : closesAt',
      wrong: 'isFirst ? later(closesAt, terms.sealedMs) : closesAt',
    },
    {
      breaks: 'what a barred number hid is not opened',
      file: course,
      right: "course.phase === 'fall' ? course : { ...course, hidden: without(course.hidden, bidderNumber) }",
      wrong: 'without(new Map(), bidderNumber).size > 0 ? course : course',
    },
  ],
};

/** Sealed bids, and the sell-off. */
export const sealedAndSelloff: MutantList = {
  tests: [pack, 'tests/unit/auctions', 'tests/sim/auctions'],
  mutants: [
    {
      breaks: 'of equal sealed bids the earlier wins',
      file: resolved,
      right: 'b.amount.amount - a.amount.amount || a.seq - b.seq',
      wrong: 'b.amount.amount - a.amount.amount || b.seq - a.seq',
    },
    {
      breaks: 'the highest sealed bid wins',
      file: resolved,
      right: 'b.amount.amount - a.amount.amount ||',
      wrong: 'a.amount.amount - b.amount.amount ||',
    },
    {
      breaks: 'at the second price the winner pays the second bid',
      file: resolved,
      right: "pricing === 'first' ? first.amount : (second?.amount ?? start)",
      wrong: 'first.amount',
    },
    {
      breaks: 'alone at the second price it pays the start',
      file: resolved,
      right: '(second?.amount ?? start)',
      wrong: '(second?.amount ?? first.amount)',
    },
    edge(resolved, 'a bid of the start counts', 'amount.amount < start.amount'),
    {
      breaks: 'another currency does not count',
      file: resolved,
      right: "if (amount?.currency !== start.currency) return 'wrong-currency';",
      wrong: "if (amount === null) return 'wrong-currency';",
    },
    {
      breaks: 'a bid in the words of another number is a copy',
      file: opening,
      right: 'content.lot !== lotId || content.bidderNumber !== bidderNumber',
      wrong: 'content.lot !== lotId',
    },
    {
      breaks: 'a bid for another lot is a copy',
      file: opening,
      right: 'content.lot !== lotId || content.bidderNumber !== bidderNumber',
      wrong: 'content.bidderNumber !== bidderNumber',
    },
    {
      breaks: 'one share opens nothing',
      file: sealed,
      right: 'course.keepers.length < sealedBounds.needed',
      wrong: 'course.keepers.length < sealedBounds.needed - 1',
    },
    {
      breaks: 'a keeper gives its own share',
      file: sealed,
      right: "if (shareCommitment(share) !== terms.shares[keeper]) return refuse({ code: 'wrong-share' });",
      wrong: '',
    },
    {
      breaks: 'a keeper gives it once',
      file: sealed,
      right: '!isOpeningDue(lot, at) || course.keepers.includes(keeper)',
      wrong: '!isOpeningDue(lot, at)',
    },
    {
      breaks: 'the opening begins at the end',
      file: sealed,
      right: 'at >= lot.closesAt && at < endOfOpening(lot)',
      wrong: 'at > lot.closesAt && at < endOfOpening(lot)',
    },
    {
      breaks: 'and its time ends',
      file: sealed,
      right: 'at >= lot.closesAt && at < endOfOpening(lot)',
      wrong: 'at >= lot.closesAt && at <= endOfOpening(lot)',
    },
    {
      breaks: 'the first bid of a sell-off starts its own time',
      file: selloff,
      right: 'const closesAt = endOfBidding(lot, bid.at);',
      wrong: 'const { closesAt } = lot;',
    },
    {
      breaks: 'a sell-off’s 24 hours count from the bid',
      file: selloff,
      right: 'return later(at, sellOff.biddingMs);',
      wrong: 'return later(at, sellOff.biddingMs + 1);',
    },
  ],
};
