import type { MutantList } from './mutant.ts';

const decide = 'shared/auctions/decide.ts';
const end = 'shared/auctions/end.ts';
const tests = ['tests/unit/auctions', 'tests/sim/auctions'];

/** Who may place a bid now, and in which order the reasons count (3-trading-rules §3.4). */
export const placing: MutantList = {
  tests,
  mutants: [
    {
      breaks: 'a bid at the end itself is late',
      file: decide,
      right: "if (state.phase !== 'open' || at >= closesAt) return no('lot-closed');",
      wrong: "if (state.phase !== 'open' || at > closesAt) return no('lot-closed');",
    },
    {
      breaks: 'a stranger is not registered',
      file: decide,
      right: "if (standing.kind === 'stranger') return no('not-registered');",
      wrong: "if (standing.kind === 'stranger') return no('deposit-required');",
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
      right: "if (!state.admitted.has(standing.bidderNumber)) return no('not-registered');",
      wrong: '',
    },
    {
      breaks: 'the currency comes before the amount',
      file: decide,
      right: "if (amount.currency !== asking.currency) return no('wrong-currency');",
      wrong: '',
    },
    {
      breaks: 'the close is before the standing',
      file: decide,
      right: "return no('lot-closed');\n  if (standing.kind === 'stranger')",
      wrong: "return no('not-registered');\n  if (standing.kind === 'stranger')",
    },
  ],
};

/** Opening, extension and close. */
export const lifeOfLot: MutantList = {
  tests,
  mutants: [
    {
      breaks: 'a lot opens at its hour, to the millisecond',
      file: decide,
      right: "if (state.phase !== 'notice' || at < state.terms.opensAt) return nothing;",
      wrong: "if (state.phase !== 'notice' || at <= state.terms.opensAt) return nothing;",
    },
    {
      breaks: 'a lot whose end has come does not open any more',
      file: decide,
      right: 'if (at >= state.terms.closesAt) return accept(',
      wrong: 'if (at > state.terms.closesAt) return accept(',
    },
    {
      breaks: 'nobody is admitted at the end',
      file: decide,
      right: "if (state.phase !== 'open' || at >= state.closesAt) {",
      wrong: "if (state.phase !== 'open' || at > state.closesAt) {",
    },
    {
      breaks: 'nobody is registered twice',
      file: decide,
      right: 'if (admitted.has(bidderNumber)) continue;',
      wrong: '',
    },
    {
      breaks: 'the window begins at end minus five minutes, inclusive',
      file: end,
      right: 'if (at < closesAt - extensionWindowMs) return closesAt;',
      wrong: 'if (at <= closesAt - extensionWindowMs) return closesAt;',
    },
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
