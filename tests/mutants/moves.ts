import { edge, type MutantList } from './mutant.ts';

const life = 'shared/auctions/life.ts';
const moves = 'shared/auctions/life-moves.ts';
const pauses = 'shared/auctions/pauses.ts';
const evolved = 'shared/auctions/life-evolve.ts';
const next = 'shared/auctions/next-round.ts';
const refunds = 'shared/verify/refunds.ts';
const pack = 'tests/conformance/rules.spec.ts';

/** What people do with a lot beside its bidding (3-trading-rules §3.5). */
export const lifeMoves: MutantList = {
  tests: [pack, 'tests/unit/auctions'],
  mutants: [
    edge(
      moves,
      'at the cut-off paying stops nothing',
      "if (until !== null && command.at >= until) return no('too-late', { until });\n  return accept({ type: 'LotSettledBeforeSale'",
    ),
    {
      breaks: 'the day before ends before the day of the opening',
      file: moves,
      right: 'return startOfDay(dayOf(opensAt));',
      wrong: 'return opensAt;',
    },
    edge(
      moves,
      'at the cut-off nothing is withdrawn',
      "if (until !== null && command.at >= until) return no('too-late', { until });\n  return accept({ type: 'LotWithdrawn'",
    ),
    {
      breaks: 'a house withdraws until the opening',
      file: moves,
      right: "sellerRole(lot.terms.rules) === 'seller'\n    ? lot.terms.opensAt",
      wrong: "sellerRole(lot.terms.rules) === 'court'\n    ? lot.terms.opensAt",
    },
    {
      breaks: 'after the last round nothing is left to settle',
      file: moves,
      right:
        "if (lot.phase === 'unsold' && lot.ladder.length === 0) return no('wrong-state');\n  const until = lot.paid",
      wrong: 'const until = lot.paid',
    },
    edge(
      moves,
      'nothing is paused at its end',
      "if (command.at >= endOf(lot)) return no('lot-closed', { closesAt: endOf(lot) });\n      if (!mayPauseFor",
    ),
    {
      breaks: 'the platform pauses a court’s lot for its own reasons alone',
      file: life,
      right: "(role !== 'operator' || pause.reasons === 'public' ||",
      wrong: "(role === 'operator' || pause.reasons === 'public' ||",
    },
    {
      breaks: 'nobody says that a leader was voided',
      file: life,
      right: "cause !== 'leader-voided' &&",
      wrong: '',
    },
    {
      breaks: 'after a court’s sale only the court sets aside',
      file: life,
      right: "return [seller === 'court' ? 'court' : 'operator', 'platform'];",
      wrong: "return ['court', 'operator', 'platform'];",
    },
    {
      breaks: 'a seller does not say that the debt is covered',
      file: life,
      right: "(role === 'platform') === (cause === 'debt-covered')",
      wrong: "role !== 'platform' || cause === 'debt-covered'",
    },
    {
      breaks: 'the platform does not correct what a bank says',
      file: life,
      right: "case 'CorrectNotice':\n    case 'SettleLot'",
      wrong: "case 'CorrectNotice':\n      return [seller, 'operator'];\n    case 'SettleLot'",
    },
    {
      breaks: 'a material place is not corrected',
      file: moves,
      right: "if (pointers.length > 0) return no('material-change', { pointers });",
      wrong: "if (pointers.length > 1) return no('material-change', { pointers });",
    },
    {
      breaks: 'the leader’s own number pauses the lot, another does not',
      file: moves,
      right:
        "if (lot.phase === 'paused' || lot.leader?.bidderNumber !== bidderNumber) return accept(barred);",
      wrong: "if (lot.phase === 'paused') return accept(barred);",
    },
    edge(moves, 'nobody is barred at the end', "if (lot.phase === 'open' && at >= lot.closesAt)"),
    {
      breaks: 'only a higher bid takes the place of one that was stood by',
      file: moves,
      right: 'return isLess(other.amount, bid.amount);',
      wrong: 'return true;',
    },
    {
      breaks: 'of equal bids the match goes before what it matched',
      file: moves,
      right: ': other.seq < bid.seq;',
      wrong: ': bid.seq < other.seq;',
    },
    {
      breaks: 'who was barred stands by nothing',
      file: moves,
      right: "if (ground !== undefined) return no('barred', { ground });",
      wrong: '',
    },
    edge(moves, 'at the last instant a person may still resume', 'else if (until !== null && at > until)'),
    {
      breaks: 'the platform resumes at the last instant, not before',
      file: moves,
      right: 'if (until === null || at < until) return accept();',
      wrong: 'if (until === null || at < until - 1) return accept();',
    },
    {
      breaks: 'a bid that was stood by falls with its bidder',
      file: evolved,
      right:
        "if (next.phase !== 'paused' || next.pause.reconfirmed?.bidderNumber !== bidderNumber) return next;",
      wrong: 'return next;',
    },
    {
      breaks: 'after a pause in the notice the lot opens at its hour',
      file: pauses,
      right: 'const opensAt = at > terms.opensAt ? at : terms.opensAt;',
      wrong: 'const opensAt = at;',
    },
    {
      breaks: 'and lasts as long as announced',
      file: pauses,
      right: 'closesAt: later(closesAt, opensAt - terms.opensAt)',
      wrong: 'closesAt',
    },
    {
      breaks: 'who never led has no highest bid',
      file: pauses,
      right: 'if (one.bid.bidderNumber === bidderNumber) return one.bid;',
      wrong: 'return one.bid;',
    },
  ],
};

/** Rounds after the first, and deposits that go back. */
export const nextRounds: MutantList = {
  tests: [pack, 'tests/unit/auctions', 'tests/unit/verify/refunds.spec.ts'],
  mutants: [
    edge(next, 'opening after the last day is too late', 'toInstant(opensAt) >= until'),
    {
      breaks: 'a round in which nobody could bid is decided about',
      file: next,
      right: "reason === 'never-open' ||",
      wrong: '',
    },
    {
      breaks: 'a round whose sealed bids nobody opened is decided about',
      file: next,
      right: "reason === 'not-opened' ||",
      wrong: '',
    },
    {
      breaks: 'a court’s next round waits for the court',
      file: next,
      right: 'lot.terms.rules.nextRound.byItself &&',
      wrong: '',
    },
    {
      breaks: 'a round keeps its published hour while its notice allows it',
      file: next,
      right: 'const opensAt = rung.opensAt > earliest ? rung.opensAt : earliest;',
      wrong: 'const opensAt = earliest;',
    },
    {
      breaks: 'a round moves as a whole',
      file: next,
      right: 'closesAt: toRfc3339(later(rung.closesAt, opensAt - rung.opensAt)),',
      wrong: 'closesAt: toRfc3339(rung.closesAt),',
    },
    {
      breaks: 'a lower start lowers the deposit',
      file: next,
      right: 'Math.min(deposit.amount, maximum.amount)',
      wrong: 'deposit.amount',
    },
    {
      breaks: 'rounds are counted on',
      file: next,
      right: 'round: terms.round + 1',
      wrong: 'round: terms.round',
    },
    {
      breaks: 'everybody is admitted anew',
      file: evolved,
      right: 'admitted: nobodyAdmitted,',
      wrong: '',
    },
    {
      breaks: 'what was announced is no longer to come',
      file: evolved,
      right: 'ladder: lot.ladder.slice(1),',
      wrong: '',
    },
    {
      breaks: 'a later round is called off in its notice, the first is not',
      file: evolved,
      right: "if (lot.phase !== 'notice' || lot.terms.round === 1)",
      wrong: "if (lot.phase !== 'notice')",
    },
    {
      breaks: 'debt and costs that are just covered stop the other lots',
      file: 'shared/auctions/covered.ts',
      right: 'if (agreesToAll || isLess(proceeds, owed)) return [];',
      wrong: 'if (agreesToAll || !isLess(owed, proceeds)) return [];',
    },
    {
      breaks: 'the winner’s deposit does not go back',
      file: refunds,
      right: 'registered.filter((number) => number !== winner)',
      wrong: 'registered',
    },
    {
      breaks: 'deposits go back from the effective end on',
      file: refunds,
      right: 'refundDueAt(endOf(state), state',
      wrong: 'refundDueAt(state.terms.closesAt, state',
    },
    {
      breaks: 'they go back when nobody bought, too',
      file: refunds,
      right: "if (state.phase !== 'sold' && state.phase !== 'unsold') return null;",
      wrong: "if (state.phase !== 'sold') return null;",
    },
  ],
};
