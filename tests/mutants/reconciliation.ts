import type { MutantList } from './mutant.ts';

const provider = 'shared/reconciliation/provider.ts';
const bank = 'shared/reconciliation/bank.ts';
const statements = 'shared/reconciliation/statements.ts';
const difference = 'shared/reconciliation/difference.ts';
const terms = 'shared/reconciliation/terms.ts';
const match = 'shared/transfers/match.ts';

/** What is apart between the ledger and the books outside, and what people may say about it. */
export const reconciliation: MutantList = {
  tests: ['tests/unit/reconciliation', 'tests/unit/transfers/match.spec.ts'],
  mutants: [
    {
      breaks: 'money stated by hand is not counted again',
      file: match,
      right: "payment.isStated ? 'stated-seen' : 'matched'",
      wrong: "'matched'",
    },
    {
      breaks: 'what came is not what went',
      file: provider,
      right: "change < 0 ? 'went' : 'came'",
      wrong: "'moved'",
    },
    {
      breaks: 'an hour is enough for Stripe and us',
      file: provider,
      right: 'at - one < terms.providerMs',
      wrong: 'at - one <= terms.providerMs',
    },
    {
      breaks: 'two payments under one reference are two',
      file: provider,
      right: 'other.source !== null && sources.has(other.source)',
      wrong: 'paired.length > 0',
    },
    {
      breaks: 'a refund that Stripe has not finished is on its way',
      file: provider,
      right: 'other.isPending === true || isRecent(other.at)',
      wrong: 'isRecent(other.at)',
    },
    {
      breaks: 'what Stripe takes is a cost of its day',
      file: provider,
      right: 'sum - change, 0)',
      wrong: 'sum + change, 0)',
    },
    {
      breaks: 'a day that is not over may bring more fees',
      file: provider,
      right: 'theirs.length === 0 || day < today',
      wrong: 'theirs.length === 0 || day <= today',
    },
    {
      breaks: 'a difference is outside less ledger',
      file: provider,
      right: 'amount: mine.change, gap: -mine.change',
      wrong: 'amount: mine.change, gap: mine.change',
    },
    {
      breaks: 'lines that the ledger has come first',
      file: bank,
      right: "Number(b.outcome === 'paid-out') - Number(a.outcome === 'paid-out')",
      wrong: '0',
    },
    {
      breaks: 'another amount is a difference',
      file: bank,
      right: 'mine.change === line.change ? [] : [unlike(mine, line)]',
      wrong: '[]',
    },
    {
      breaks: 'a payout has two workdays to be on a statement',
      file: bank,
      right: 'dayOf(at) <= workdayAfter(dayOf(mine.at)',
      wrong: 'dayOf(at) < workdayAfter(dayOf(mine.at)',
    },
    {
      breaks: 'only payouts take their time',
      file: bank,
      right: 'isPayout(mine) && dayOf(at)',
      wrong: 'dayOf(at)',
    },
    {
      breaks: 'money stated by hand has three workdays to be seen',
      file: bank,
      right: 'dayOf(at) > seenBy(',
      wrong: 'dayOf(at) >= seenBy(',
    },
    {
      breaks: 'a line that just came is being looked at',
      file: bank,
      right: 'at - line.takenInAt < terms.providerMs',
      wrong: 'at - line.takenInAt <= terms.providerMs',
    },
    {
      breaks: 'lines that say the same are said to be two',
      file: bank,
      right: 'if (!first) firsts.set(line.content, line);\n',
      wrong: '',
    },
    {
      breaks: 'a hole hides behind no longer statement',
      file: statements,
      right: 'if (!before || span.until >= before.until) before = span;',
      wrong: 'before = span;',
    },
    {
      breaks: 'balances go on from one statement to the next',
      file: statements,
      right: 'if (amount === 0) return [];',
      wrong: 'if (amount >= 0) return [];',
    },
    {
      breaks: 'a statement has until the end of the next workday',
      file: statements,
      right: 'dayOf(at) > workdayAfter(missing',
      wrong: 'dayOf(at) >= workdayAfter(missing',
    },
    {
      breaks: 'days on which banks are closed do not count',
      file: terms,
      right: 'if (isWorkday(last)) left -= 1;',
      wrong: 'left -= 1;',
    },
    {
      breaks: 'nobody agrees with themselves',
      file: difference,
      right: "if (move.type === 'confirm' && explanation?.by === move.by) return refuse('own-approval');\n",
      wrong: '',
    },
    {
      breaks: 'an explanation is of what was found then',
      file: difference,
      right: ' && explanation.amount === found.amount',
      wrong: '',
    },
    {
      breaks: 'an explanation is of the kind that was found then',
      file: difference,
      right: 'explanation?.kind === found.kind && ',
      wrong: 'explanation !== null && ',
    },
    {
      breaks: 'what is resolved is left alone',
      file: difference,
      right: "if (found.isResolved) return refuse('wrong-state');\n",
      wrong: '',
    },
    {
      breaks: 'a cost is what somebody took',
      file: difference,
      right: 'gap < 0 && costCauses',
      wrong: 'costCauses',
    },
    {
      breaks: 'whoever took it takes care of it, whoever explains it',
      file: difference,
      right: 'standing.owner ?? move.by',
      wrong: 'move.by',
    },
  ],
};
