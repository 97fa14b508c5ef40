import type { MutantList } from './mutant.ts';

const bill = 'shared/settlement/bills/bill.ts';
const access = 'shared/settlement/bills/access.ts';
const vat = 'shared/listings/vat.ts';
const fees = 'shared/listings/fees.ts';

/** What the platform bills, with which tax, how it is taken back, and who sees it. */
export const bills: MutantList = {
  tests: ['tests/unit/settlement/bills.spec.ts', 'tests/unit/listings/fees.spec.ts'],
  mutants: [
    {
      breaks: 'an auction house bills what it agreed itself',
      file: bill,
      right: 'vat === null || isAtMost || gross',
      wrong: 'vat === null || gross',
    },
    {
      breaks: 'an agency bills its fee itself',
      file: bill,
      right: "['premium', 'commission'] as const",
      wrong: "['premium', 'commission', 'agency'] as const",
    },
    {
      breaks: 'nothing is billed of nothing',
      file: bill,
      right: ' || gross.amount === 0',
      wrong: '',
    },
    {
      breaks: 'the tax is that of the day on which the price is there',
      file: bill,
      right: 'atRate(charges, rate).flatMap',
      wrong: 'charges.flatMap',
    },
    {
      breaks: 'net is gross less tax',
      file: bill,
      right: 'net: subtract(gross, vat)',
      wrong: 'net: gross',
    },
    {
      breaks: 'a credit note takes the tax back, too',
      file: bill,
      right: 'vat: negated(line.vat)',
      wrong: 'vat: line.vat',
    },
    {
      breaks: 'a credit note says in capitals that it is below zero',
      file: bill,
      right: '`（负数）${capitals(negated(gross))}`',
      wrong: 'capitals(negated(gross))',
    },
    {
      breaks: 'the year of a bill is that of Shanghai',
      file: bill,
      right: 'Number(dayOf(at).slice(0, 4))',
      wrong: 'new Date(at).getUTCFullYear()',
    },
    {
      breaks: 'the tax is taken out of the fee, not put on it',
      file: vat,
      right: '[10_000, bps]',
      wrong: '[10_000 - bps, bps]',
    },
    {
      breaks: 'half a fen is the net’s',
      file: vat,
      right: '  const [, tax] = allocate(gross, [10_000, bps]);',
      wrong: '  const [tax] = allocate(gross, [bps, 10_000]);',
    },
    {
      breaks: 'a rate is in force from its day',
      file: vat,
      right: 'inForceFrom <= day',
      wrong: 'inForceFrom < day',
    },
    {
      breaks: 'a tax has no tax in it',
      file: fees,
      right: '(charge.vat === null ? charge : charged(charge, rate))',
      wrong: '(charged(charge, rate))',
    },
    {
      breaks: 'of the platform only officers see all bills',
      file: access,
      right: "organisation?.kind === 'operator' && roles.includes('officer')",
      wrong: "organisation?.kind === 'operator'",
    },
    {
      breaks: 'a credit code that nobody looked at opens no bill',
      file: access,
      right: 'organisation?.accredited === true ? organisation.creditCode : null',
      wrong: 'organisation?.creditCode ?? null',
    },
  ],
};
