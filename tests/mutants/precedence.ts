import type { Mutant, MutantList } from './mutant.ts';

const decide = 'shared/auctions/decide.ts';
const english = 'shared/auctions/formats/english.ts';
const dutch = 'shared/auctions/formats/dutch.ts';

/** One guard and those that come after it, which now come before. */
const swapped = (file: string, breaks: string, guard: string, ...after: readonly string[]): Mutant => ({
  breaks,
  file,
  right: [guard, ...after].join('\n  '),
  wrong: [...after, guard].join('\n  '),
});
/** A guard that comes too early, before this one. */
const tooEarly = (file: string, breaks: string, guard: string, early: string): Mutant => ({
  breaks,
  file,
  right: guard,
  wrong: `${early}\n  ${guard}`,
});

const closed = "if (at >= closesAt) return no('lot-closed');";
const stranger =
  "if (standing.kind === 'stranger' || standing.kind === 'unconfirmed') return no('not-registered');";
const conditions = "if (standing.kind === 'conditions-open') return no('conditions-not-accepted');";
const notAdmitted = "if (!state.admitted.has(bidderNumber)) return no('not-registered');";
const currency =
  "if (amountsOf(command).some(({ currency }) => currency !== asking.currency)) return no('wrong-currency');";

const noMaximum = "if (maximum !== undefined && !terms.rules.maximumBids) return 'maximum-not-offered';";
const notWhole =
  "if (terms.rules.wholeSteps && isOff((one) => !isWholeSteps(one, leader, terms))) return 'not-a-multiple';";
const tooLow = `if (isLess(amount, asking) && !isMatch(lot, bid) && !(leads && maximum !== undefined))
    return leader === null ? 'below-start' : 'below-asking';`;
const tooHigh = `const limit = limitOf(asking, terms, confirmed);
  if (isOff((one) => isLess(limit, one))) return 'above-limit';`;
const alreadyLeading = "if (leads && maximum === undefined) return 'already-leading';";

const belowLevel = "if (isLess(amount, price)) return no('below-asking');";
const anotherLevel = "if (level !== current || !isSame(amount, price)) return no('wrong-step');";
const below = "if (isLess(amount, asking)) return no('below-asking');";
const beyond = "if (isBeyond(amount, lot, confirmed)) return no('above-limit');";
const beforePhase = "if (at < opensAt) return refuse({ code: 'not-your-turn', asking, opensAt, closesAt });";
const notTaker = "if (bidderNumber !== course.taker.bidderNumber) return no('not-your-turn');";

/** Of several reasons the first is the answer (3-trading-rules §3.4): each pair of neighbours the other way round. */
export const precedence: MutantList = {
  tests: ['tests/unit/auctions', 'tests/conformance/rules.spec.ts'],
  mutants: [
    swapped(decide, 'lot-closed comes before not-registered', closed, stranger),
    swapped(decide, 'lot-closed comes before conditions-not-accepted', closed, stranger, conditions),
    swapped(decide, 'not-registered comes before wrong-currency', notAdmitted, currency),
    swapped(english, 'maximum-not-offered comes before not-a-multiple', noMaximum, notWhole),
    swapped(english, 'not-a-multiple comes before below-start and below-asking', notWhole, tooLow),
    swapped(english, 'below-asking comes before above-limit', tooLow, tooHigh),
    tooEarly(english, 'below-asking comes before already-leading', tooLow, alreadyLeading),
    tooEarly(english, 'above-limit comes before already-leading', tooHigh, alreadyLeading),
    swapped(dutch, 'in a fall below-asking comes before wrong-step', belowLevel, anotherLevel),
    swapped(dutch, 'under seal below-asking comes before not-your-turn', below, beyond, beforePhase),
    swapped(dutch, 'under seal above-limit comes before not-your-turn', beyond, beforePhase),
    swapped(dutch, 'of a best bid below-asking comes before not-your-turn', below, beyond, notTaker),
    swapped(dutch, 'of a best bid above-limit comes before not-your-turn', beyond, notTaker),
  ],
};
