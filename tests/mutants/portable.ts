import { edge, type MutantList } from './mutant.ts';

const balance = 'shared/deposits/portable/balance.ts';
const postings = 'shared/deposits/portable/postings.ts';

/** What is free of a portable deposit, and where it goes back to. */
export const portable: MutantList = {
  tests: ['tests/unit/deposits'],
  mutants: [
    {
      breaks: 'no more is used than is free',
      file: balance,
      right: 'isLess(free, amount)',
      wrong: 'isLess(balanceOf(state), amount)',
    },
    {
      breaks: 'what lots keep apart is not free',
      file: balance,
      right: 'subtract(subtract(balanceOf(state), earmarkedOf(state)), state.disputed)',
      wrong: 'subtract(balanceOf(state), state.disputed)',
    },
    {
      breaks: 'what a payer’s bank took back is not free',
      file: balance,
      right: 'subtract(subtract(balanceOf(state), earmarkedOf(state)), state.disputed)',
      wrong: 'subtract(balanceOf(state), earmarkedOf(state))',
    },
    {
      breaks: 'what was forfeited is gone',
      file: balance,
      right: "sumOf(state, 'applied', 'forfeited')",
      wrong: "sumOf(state, 'applied')",
    },
    {
      breaks: 'a balance is of one currency',
      file: balance,
      right: "  if (amount.currency !== free.currency) return refuse({ code: 'wrong-currency' });\n",
      wrong: '',
    },
    {
      breaks: 'what was withdrawn of a payment is not there any more',
      file: balance,
      right: 'subtract(subtract(paid, withdrawn), disputed)',
      wrong: 'subtract(paid, disputed)',
    },
    {
      breaks: 'what is disputed does not go back a second time',
      file: balance,
      right: 'subtract(subtract(paid, withdrawn), disputed)',
      wrong: 'subtract(paid, withdrawn)',
    },
    {
      breaks: 'what was spent came out of the first payments',
      file: balance,
      right: '    rest = subtract(rest, used);\n',
      wrong: '',
    },
    {
      breaks: 'a source gives what is left of it and no more',
      file: balance,
      right: 'const taken = isLess(there, rest) ? there : rest;',
      wrong: 'const taken = rest;',
    },
    edge(balance, 'ten payments are waited for at once', 'open < MOST_OPEN'),
    {
      breaks: 'no transaction names a balance and a registration',
      file: postings,
      right: 'entries: transfer(earmarkIn(amount), freeIn(portable, amount), amount)',
      wrong: 'entries: transfer(due, freeIn(portable, amount), amount)',
    },
    {
      breaks: 'an earmark leaves what is free',
      file: postings,
      right: 'entries: transfer(freeIn(portable, amount), earmarkIn(amount), amount)',
      wrong: 'entries: transfer(earmarkIn(amount), freeIn(portable, amount), amount)',
    },
  ],
};
