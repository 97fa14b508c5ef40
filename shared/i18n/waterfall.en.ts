import type { Same } from './messages.ts';
import type { zh } from './waterfall.zh.ts';

export const en = {
  title: 'Distribution of the price',
  summary: 'Price {proceeds}: {costs} costs, {claims} to creditors, {surplus} surplus.',
  explanation: 'How it was worked out',
  article: 'Article',
  currency: 'Currency',
  remark: 'Remark',
  claim: 'Claim',
  owed: 'Owed in all',
  recovered: 'Net recovery',
  'deficiency-note':
    'What the price did not reach is owed by the debtor (Civil Code 438); the net recovery, without costs, is what a compensation fund asks for.',
  line: 'Line',
  due: 'Due',
  available: 'Available',
  paid: 'Paid',
  left: 'Left',
  unpaid: '{amount} unpaid',
  'cost-court': 'Costs of enforcement',
  'cost-appraisal': 'Appraisal',
  'cost-notice': 'Notice',
  'cost-commission': "Seller's commission",
  'cost-agent': 'Agent',
  'cost-tax': 'Taxes',
  'cost-other': 'Costs of the sale',
  'part-costs': 'costs of enforcing the claim',
  'part-interest': 'interest',
  'part-penalty': 'penalty',
  'part-principal': 'principal',
  surplus: 'Surplus, to the pledgor',
  'claim-part': '{claim}: {part}',
  'step-sale-cost': '{cost} of {due} comes off first: {paid} paid, {left} left.',
  'step-claim-part': 'Rank {rank}, {claim}, {part} of {due}: {paid} paid, {left} left.',
  'step-accrual':
    '{claim}: from {from} to {until}, {days} days on open principal of {principal} at a year of {year} days: interest of {interestRate} adds {interest}, penalty of {penaltyRate} adds {penalty}.',
  'step-cap':
    '{claim} is a maximum-amount pledge: {claimed} claimed, {cap} registered as its maximum, {used} of that used by sale costs it advanced, so {secured} is secured.',
  'step-cap-principal':
    '{claim} is a maximum-amount pledge whose maximum was agreed to limit the principal only, to {cap}: {claimed} claimed, {secured} secured.',
  'step-share':
    'Several claims have rank {rank}: {claim} is {secured} of {ofAll} and gets {share} of the {available} available; fractions of a fen go by largest remainder, on a tie to the first listed.',
  'step-share-whole':
    'Several claims have rank {rank}, and the {available} available pays them all: {claim} gets {share}.',
  'step-surplus': 'The surplus of {paid} goes to the pledgor.',
  'step-no-surplus': 'There is no surplus.',
  'deficiency-title': 'Deficiency',
  deficiency:
    '{claim} is owed {total} still, by the debtor: principal {principal}, interest {interest}, penalty {penalty}, costs {costs}.',
  'no-deficiency': 'All claims and costs are paid.',
  'net-recovery': 'Net recovery from the sale, without costs: {amount}.',
} as const satisfies Same<typeof zh>;
