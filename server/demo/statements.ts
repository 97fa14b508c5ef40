import { zh } from '@reassign/shared/i18n/statements.zh.ts';
import type { CalendarDay } from '@reassign/shared/kernel/instant.ts';
import type { CaseInput, ListingInput } from '@reassign/shared/listings/api.ts';
import type { StatementsView } from '@reassign/shared/listings/terms-api.ts';
import { warnings } from '@reassign/shared/listings/statements.ts';
import type { PlannedLot } from './plan.ts';

/** What every notice of the demo says: the usual wording, and the rest as invented as its rights. */
export const demoStatements: StatementsView = {
  texts: {
    'bidder-conditions': zh['usual-bidder-conditions'],
    procedure: zh['usual-procedure'],
    viewing: zh['usual-viewing'],
    'known-defects': '无（演示）',
    condition: '权利由登记的权利人持有，未许可他人使用，无附随义务（演示）。',
    'rights-and-duties': zh['usual-rights-and-duties'],
    liability: zh['usual-liability'],
    'enforcement-document': '出质人与质权人签订的书面变价协议（演示）。',
    'priority-holders': '无',
    service: '已书面通知出质人和债务人（演示）。',
    payment: zh['usual-payment'],
    taxes: zh['usual-taxes'],
    contact: '出让银行资产保全部门（演示）；监督：平台运营方。',
    others: '无',
  },
  warnings: [...warnings],
  noWarranty: true,
};

/** Everybody was told on one day, and nobody has a priority, as the notice says. */
export const allTold = (
  parties: readonly { readonly name: string }[],
  on: CalendarDay,
): Pick<CaseInput, 'told' | 'noPriorityHolders'> => ({
  told: parties.map(({ name }) => ({ name, role: 'party', way: 'told', on, how: '特快专递签收（演示）' })),
  noPriorityHolders: true,
});

/** What the notice says of payment and of a buyer who does not pay, where it is not as usual. */
export const promisesOf = ({
  hasRunnerUp,
  isInParts,
}: Pick<PlannedLot, 'hasRunnerUp' | 'isInParts'>): Pick<
  ListingInput,
  'runnerUpDays' | 'paymentDays' | 'instalments'
> => ({
  ...(hasRunnerUp && { runnerUpDays: 5 }),
  ...(isInParts && {
    paymentDays: 60,
    instalments: [
      { shareBps: 4_000, days: 5 },
      { shareBps: 6_000, days: 60 },
    ],
  }),
});
