import { edge, type MutantList } from './mutant.ts';

const decide = 'shared/auctions/decide.ts';
const end = 'shared/auctions/end.ts';
const pauses = 'shared/auctions/pauses.ts';
const tests = ['tests/unit/auctions', 'tests/sim/auctions'];

/** Who may place a bid now, and in which order the reasons count (3-trading-rules §3.4). */
export const placing: MutantList = {
  tests,
  mutants: [
    edge(decide, 'a bid at the end itself is late', "if (at >= closesAt) return no('lot-closed');"),
    {
      breaks: 'a stranger is not registered',
      file: decide,
      right:
        "if (standing.kind === 'stranger' || standing.kind === 'unconfirmed') return no('not-registered');",
      wrong:
        "if (standing.kind === 'stranger' || standing.kind === 'unconfirmed') return no('deposit-required');",
    },
    {
      breaks: 'conditions come before the deposit',
      file: decide,
      right: "if (standing.kind === 'deposit-open') return no('deposit-required');",
      wrong: "if (standing.kind === 'deposit-open') return no('conditions-not-accepted');",
    },
    {
      breaks: 'who is not admitted in the log does not bid',
      file: decide,
      right: "if (!state.admitted.has(bidderNumber)) return no('not-registered');",
      wrong: '',
    },
    {
      breaks: 'who was barred does not bid',
      file: decide,
      right: "if (state.barred.has(bidderNumber)) return no('barred', state.barred.get(bidderNumber));",
      wrong: '',
    },
    {
      breaks: 'the currency comes before the amount',
      file: decide,
      right: 'amountsOf(command).some(',
      wrong: 'amountsOf(command).slice(1).some(',
    },
    {
      breaks: 'the close is before the standing',
      file: decide,
      right: "return no('lot-closed');\n  if (standing.kind === 'stranger' ||",
      wrong: "return no('not-registered');\n  if (standing.kind === 'stranger' ||",
    },
  ],
};

/** Opening, extension and close. */
export const lifeOfLot: MutantList = {
  tests,
  mutants: [
    edge(
      decide,
      'a lot opens at its hour, to the millisecond',
      'if (at < state.terms.opensAt) return nothing;',
    ),
    edge(
      decide,
      'a lot whose end has come does not open any more',
      'if (at >= state.terms.closesAt) return accept(',
    ),
    edge(decide, 'nobody is admitted at the end', 'return at >= admissionEnd(state)'),
    {
      breaks: 'nobody is registered twice',
      file: decide,
      right: 'if (admitted.has(bidderNumber) || barred.has(bidderNumber)) continue;',
      wrong: 'if (barred.has(bidderNumber)) continue;',
    },
    edge(
      end,
      'the window begins at end minus five minutes, inclusive',
      'if (at < closesAt - extensionWindowMs) return closesAt;',
    ),
    {
      breaks: 'the window is not a millisecond longer',
      file: end,
      right: 'if (at < closesAt - extensionWindowMs) return closesAt;',
      wrong: 'if (at < closesAt - extensionWindowMs - 1) return closesAt;',
    },
    {
      breaks: 'the new end is the bid plus five minutes, not the old end',
      file: end,
      right: 'const extended = later(at, extensionMs);',
      wrong: 'const extended = later(closesAt, extensionMs);',
    },
    {
      breaks: 'the extension is five minutes to the millisecond',
      file: end,
      right: 'const extended = later(at, extensionMs);',
      wrong: 'const extended = later(at, extensionMs + 1);',
    },
    {
      breaks: 'an extension that changes nothing is no event',
      file: end,
      right: 'return end === closesAt ? [] : [',
      wrong: 'return at < closesAt - terms.rules.extensionWindowMs ? [] : [',
    },
  ],
};

/** Pauses (3-trading-rules §3.2, §3.5). */
export const pausing: MutantList = {
  tests,
  mutants: [
    {
      breaks: 'a pause leaves at least five minutes',
      file: pauses,
      right: 'Math.max(left, LEAST_LEFT)',
      wrong: 'left',
    },
    {
      breaks: 'a pause keeps the time that was left',
      file: pauses,
      right: 'Math.max(left, LEAST_LEFT)',
      wrong: 'Math.max(left + 1, LEAST_LEFT)',
    },
    {
      breaks: 'five minutes left are five minutes',
      file: pauses,
      right: 'export const LEAST_LEFT = 5 * MINUTE;',
      wrong: 'export const LEAST_LEFT = 5 * MINUTE + 1;',
    },
    {
      breaks: 'the day after the cause ended is the first',
      file: pauses,
      right: 'terms.rules.pause.resumeDays + 1',
      wrong: 'terms.rules.pause.resumeDays',
    },
  ],
};
