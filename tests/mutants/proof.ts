import { edge, type MutantList } from './mutant.ts';

const explain = 'shared/auctions/explain.ts';
const english = 'shared/auctions/formats/english-explain.ts';
const outcome = 'shared/auctions/formats/outcome.ts';
const dutch = 'shared/auctions/formats/dutch-explain.ts';

/** What the public verifier refuses (3-trading-rules §3.8): each of its eyes shut once. */
export const proof: MutantList = {
  tests: ['tests/unit/auctions', 'tests/unit/verify', 'tests/sim/auctions'],
  mutants: [
    {
      breaks: 'a gap in the log is seen',
      file: explain,
      right: "if (entry.seq !== state.seq + 1) return 'gap';",
      wrong: '',
    },
    {
      breaks: 'a log of another lot is seen',
      file: explain,
      right: "if (entry.lot !== state.lotId) return 'foreign-lot';",
      wrong: '',
    },
    {
      breaks: 'time never goes back',
      file: explain,
      right: "if (entry.at < state.lastAt) return 'time-goes-back';",
      wrong: '',
    },
    {
      breaks: 'an end that was moved too far is seen',
      file: explain,
      right: "return toInstant(entry.body.closesAt) === owed.closesAt ? null : 'wrong-extension';",
      wrong: 'return null;',
    },
    {
      breaks: 'a close before the end is seen',
      file: explain,
      right: "entry.at < state.closesAt) return 'closed-early';",
      wrong: "entry.at < state.terms.opensAt) return 'closed-early';",
    },
    {
      breaks: 'a close that says another end is seen',
      file: explain,
      right: "return toInstant(entry.body.closesAt) === state.closesAt ? null : 'wrong-end';",
      wrong: 'return null;',
    },
    edge(explain, 'a bid at the end is seen', 'at >= state.closesAt && explainer'),
    {
      breaks: 'a bid of somebody who is not in the log is seen',
      file: explain,
      right: "if (!state.admitted.has(body.bidderNumber as BidderNumber)) return 'bid-unregistered';",
      wrong: '',
    },
    {
      breaks: 'a bid of a barred number is seen',
      file: explain,
      right: "if (state.barred.has(body.bidderNumber as BidderNumber)) return 'bid-barred';\n  }",
      wrong: '}',
    },
    {
      breaks: 'terms outside the profile are seen',
      file: explain,
      right: 'if (brokenRungs([terms, ...ladderOf(body)], profile).length > 0)',
      wrong: 'if (brokenRungs([terms, ...ladderOf(body)], profile).length > 9)',
    },
    {
      breaks: 'a profile that was changed is seen',
      file: explain,
      right: 'profileHash(one) !== body.profile.hash',
      wrong: 'profileHash(one) === body.profile.hash.slice(1)',
    },
    {
      breaks: 'a bid a fen too low is seen',
      file: english,
      right: 'if (amount.amount < asking.amount)',
      wrong: 'if (amount.amount < asking.amount - 1)',
    },
    {
      breaks: 'a match without a right to is seen',
      file: english,
      right: "return isFirst ? null : 'match-without-priority';",
      wrong: 'return isFirst ? null : null;',
    },
    {
      breaks: 'a maximum that was another is seen',
      file: english,
      right: "!== owner.commitment)\n    return 'wrong-maximum';",
      wrong: "=== '')\n    return 'wrong-maximum';",
    },
    {
      breaks: 'an automatic bid over an unopened maximum is seen',
      file: english,
      right: "if (loser.commitment !== null && loser.opened === null) return 'unopened-maximum';",
      wrong: '',
    },
    {
      breaks: 'an automatic bid that is too high is seen',
      file: english,
      right: "return isSame(amount, overPrice(beaten, terms.increments)) ? null : 'wrong-automatic-bid';",
      wrong: 'return null;',
    },
    {
      breaks: 'another winner is seen',
      file: outcome,
      right: "if (outcome.body.bidderNumber !== leader.bidderNumber) return 'wrong-winner';",
      wrong: '',
    },
    {
      breaks: 'another hammer price is seen',
      file: outcome,
      right: "return isSame(toMoney(outcome.body.hammer), leader.amount) ? null : 'wrong-hammer';",
      wrong: 'return null;',
    },
    {
      breaks: 'a level of another moment is seen',
      file: dutch,
      right: "if (body.level !== level) return 'wrong-level';",
      wrong: '',
    },
    {
      breaks: 'a hidden bid of who stopped the fall is seen',
      file: dutch,
      right: "if (course.taker.bidderNumber === body.bidderNumber) return 'not-its-turn';",
      wrong: '',
    },
    {
      breaks: 'a hidden bid that was another is seen',
      file: dutch,
      right: '!== commitment)',
      wrong: "=== '')",
    },
    {
      breaks: 'a hidden bid that stays shut is seen',
      file: dutch,
      right: "return isUnopened ? 'unopened-bid' : faultOfClosing(lot, outcome);",
      wrong: 'return isUnopened ? null : faultOfClosing(lot, outcome);',
    },
  ],
};
