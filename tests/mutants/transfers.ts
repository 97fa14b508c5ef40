import type { MutantList } from './mutant.ts';

const match = 'shared/transfers/match.ts';
const payout = 'shared/transfers/payout.ts';
const refund = 'shared/transfers/refund.ts';
const payer = 'shared/transfers/payer.ts';
const references = 'shared/transfers/references.ts';
const check = 'shared/kernel/payment-reference.ts';
const pain002 = 'shared/transfers/pain002.ts';

/** Money by the bank: what comes is whose, what goes out takes two people, and what the bank says of it. */
export const transfers: MutantList = {
  tests: ['tests/unit/transfers', 'tests/unit/deposits/reference.spec.ts'],
  mutants: [
    {
      breaks: 'a third party pays for nobody',
      file: match,
      right: `  if (!isSamePayer(line.counterparty.name, payment.payerName))
    return { outcome: 'third-party-payer', payment };
`,
      wrong: '',
    },
    {
      breaks: 'a deposit that is a fen short is not paid',
      file: match,
      right: 'if (isLess(line.amount, payment.amount) && payment.takesParts === undefined)',
      wrong: 'if (isLess(line.amount, payment.amount) && payment.takesParts !== undefined)',
    },
    {
      breaks: 'what is too much is not simply taken',
      file: match,
      right: `  if (isLess(payment.amount, line.amount))
    return`,
      wrong: `  if (isLess(payment.amount, line.amount) && payment.takesParts)
    return`,
    },
    {
      breaks: 'several references are for a person to look at',
      file: match,
      right: "if (others.length > 0) return { outcome: 'several-references', written: references };\n",
      wrong: '',
    },
    {
      breaks: 'money of another currency pays nothing',
      file: match,
      right:
        "if (line.amount.currency !== payment.amount.currency) return { outcome: 'wrong-currency', payment };\n",
      wrong: '',
    },
    {
      breaks: "a third party's money only goes back",
      file: match,
      right: "'third-party-payer': ['return'],",
      wrong: "'third-party-payer': ['assign', 'return'],",
    },
    {
      breaks: 'a release is the instruction to pay a court',
      file: refund,
      right: "lastPayout === 'released' || lastPayout === 'sent'",
      wrong: "lastPayout === 'sent'",
    },
    {
      breaks: 'nobody pays by hand what goes to a court by itself',
      file: payout,
      right: 'export const payableKinds = [\n',
      wrong: "export const payableKinds = [\n  'court',\n",
    },
    {
      breaks: 'whoever prepared a payout does not release it',
      file: payout,
      right: "return actor === first ? 'own-approval' : null;",
      wrong: 'return null;',
    },
    {
      breaks: 'what the platform prepared is collected by a first person',
      file: payout,
      right: "if (first === null) return 'wrong-state';\n",
      wrong: '',
    },
    {
      breaks: 'whoever collected it does not release it',
      file: payout,
      right: 'const first = preparedBy ?? collectedBy;',
      wrong: 'const first = preparedBy ?? null;',
    },
    {
      breaks: 'only what the platform prepared is collected',
      file: payout,
      right: "return preparedBy === null ? null : 'wrong-state';",
      wrong: 'return null;',
    },
    {
      breaks: 'what is in a file is not taken back',
      file: payout,
      right: "cancelled: ['prepared', 'collected', 'released'],",
      wrong: "cancelled: ['prepared', 'collected', 'released', 'sent'],",
    },
    {
      breaks: 'money goes back to nobody but its payer',
      file: refund,
      right: "return isSamePayer(holder, refund.payer) ? null : 'third-party-payee';",
      wrong: 'return null;',
    },
    {
      breaks: 'an account is confirmed by another person',
      file: refund,
      right: "return isConfirmed && refund.stated.statedBy === actor ? 'own-approval' : null;",
      wrong: 'return null;',
    },
    {
      breaks: 'whoever stated an account may take it back',
      file: refund,
      right: 'return isConfirmed && refund.stated.statedBy === actor',
      wrong: 'return refund.stated.statedBy === actor',
    },
    {
      breaks: 'a refund on its way takes no account',
      file: refund,
      right: "if (refund.wait === null || refund.stated?.isConfirmed === null) return 'wrong-state';",
      wrong: "if (refund.stated?.isConfirmed === null) return 'wrong-state';",
    },
    {
      breaks: 'a refund that the bank did not pay is due again',
      file: refund,
      right: "if (lastPayout === 'failed') return 'payout-failed';",
      wrong: "if (lastPayout === 'failed') return null;",
    },
    {
      breaks: 'an empty name is nobody’s',
      file: payer,
      right: "payerKey(a) !== '' && payerKey(a) === payerKey(b)",
      wrong: 'payerKey(a) === payerKey(b)',
    },
    {
      breaks: 'one legal form is one, in full and in short',
      file: payer,
      right: "[/有限责任公司/gu, '有限公司'],",
      wrong: '',
    },
    {
      breaks: 'brackets of any width are brackets',
      file: payer,
      right: ".replace(/[〔【［[{]/gu, '(')",
      wrong: '',
    },
    {
      breaks: 'a mistyped reference is shown as one',
      file: references,
      right: 'one.run.length >= SHORTEST_TRY',
      wrong: 'one.run.length > REFERENCE_LENGTH',
    },
    {
      breaks: 'a prefix inside a reference is no reference of its own',
      file: references,
      right: 'const good = apart(tries',
      wrong: 'const good = (tries',
    },
    {
      breaks: 'a wrong character is found by the check',
      file: check,
      right: "if (plain.at(-1) !== expected) return unreadable({ reason: 'reference-check', expected });\n",
      wrong: '',
    },
    {
      breaks: 'neighbours swapped are found by the check',
      file: check,
      right: 'product = ((sum === 0 ? 36 : sum) * 2) % 37;',
      wrong: 'product = sum === 0 ? 36 : sum;',
    },
    {
      breaks: 'ACSC is paid',
      file: pain002,
      right: "new Set(['ACSC', 'ACCC'])",
      wrong: "new Set(['ACCC'])",
    },
    {
      breaks: 'ACSP is on its way',
      file: pain002,
      right: "new Set(['ACSC', 'ACCC'])",
      wrong: "new Set(['ACSC', 'ACCC', 'ACSP'])",
    },
    {
      breaks: 'RJCT is rejected',
      file: pain002,
      right: "code === 'RJCT' ? 'rejected'",
      wrong: "code === 'RJCT' ? 'on-its-way'",
    },
    {
      breaks: 'a report may speak of the whole file',
      file: pain002,
      right: 'all: status === undefined ? null : statusOf(status)',
      wrong: 'all: null',
    },
  ],
};
