import { edge, type MutantList } from './mutant.ts';

const decide = 'shared/ledger/decide.ts';

/** What may be entered, and what it does to the accounts. */
export const ledger: MutantList = {
  tests: ['tests/unit/ledger'],
  mutants: [
    {
      breaks: 'an account gives out its last fen',
      file: decide,
      right: 'held + change < reserved && change < 0',
      wrong: 'held + change <= reserved && change < 0',
    },
    {
      breaks: 'an account does not give out a fen more than it has',
      file: decide,
      right: 'held + change < reserved && change < 0',
      wrong: 'held + change + 1 < reserved && change < 0',
    },
    {
      breaks: 'what is reserved is not given out twice',
      file: decide,
      right: 'held + change < reserved && change < 0',
      wrong: 'held + change < 0 && change < 0',
    },
    edge(decide, 'a reservation expires at its time', 'at >= expiresAt'),
    {
      breaks: 'each currency is balanced, not all together',
      file: decide,
      right: 'sums.some((sum) => sum !== 0)',
      wrong: 'sums.reduce((a, b) => a + b) !== 0',
    },
    {
      breaks: 'a key stands for its content',
      file: decide,
      right: 'if (known?.content === content)',
      wrong: 'if (known)',
    },
    {
      breaks: 'a key is entered once',
      file: decide,
      right: '  book.keys.set(key, { id, content });\n',
      wrong: '',
    },
    {
      breaks: 'a pending transaction ends once',
      file: decide,
      right: 'if (end) return `already-${end}`;',
      wrong: '',
    },
    {
      breaks: 'what may come in is not reserved as if it went out',
      file: decide,
      right: 'shift(book, code, 0, Math.max(0, -change));',
      wrong: 'shift(book, code, 0, -change);',
    },
    {
      breaks: 'a voided reservation is free again',
      file: decide,
      right: 'shift(book, code, 0, -Math.max(0, -change));',
      wrong: '',
    },
    {
      breaks: 'nothing moves when a reservation is voided or expires',
      file: decide,
      right: "end === 'posted' ? pending.entries : []",
      wrong: 'pending.entries',
    },
    {
      breaks: 'an amount is above zero',
      file: decide,
      right: 'amount > 0 && amount <= MAX_AMOUNT_MINOR',
      wrong: 'amount >= 0 && amount <= MAX_AMOUNT_MINOR',
    },
    {
      breaks: 'a closed account takes nothing',
      file: decide,
      right: "if (touched.some(({ isClosed }) => isClosed)) return 'account-closed';",
      wrong: '',
    },
    {
      breaks: 'only an empty account is closed',
      file: decide,
      right: 'held === 0 && reserved === 0',
      wrong: 'reserved === 0',
    },
  ],
};
