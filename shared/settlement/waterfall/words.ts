import type { Format } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/messages.ts';
import type { Money } from '../../kernel/money.ts';
import type { Step } from './types.ts';

/** On a page, in a PDF and in a spreadsheet alike. */
export interface Words {
  readonly t: Translate;
  readonly format: Pick<Format, 'money' | 'day' | 'percent'>;
}
/** Who a claim belongs to, by its id. */
export type ClaimNames = Readonly<Record<string, string>>;

/** The laws that a line rests on. */
const articles = {
  accrual: '民法典 389, 676',
  'sale-cost': '民诉法解释 508',
  'claim-part': '民法典 389, 561',
  cap: '民法典 439、担保制度解释 15',
  share: '民法典 414, 415',
  surplus: '民法典 438',
} as const satisfies Record<Step['kind'], string>;

export const articleOf = ({ kind }: Step): string => articles[kind];

/** A line of the explanation that moves money. */
export type Move = Exclude<Step, { readonly kind: 'accrual' | 'cap' | 'share' }>;
export const isMove = (step: Step): step is Move => 'available' in step && step.kind !== 'share';

/** What a line of the picture is called. */
export function moveName(step: Move, names: ClaimNames, { t }: Pick<Words, 't'>): string {
  switch (step.kind) {
    case 'sale-cost':
      return t(`waterfall.cost-${step.costKind}`);
    case 'claim-part':
      return t('waterfall.claim-part', {
        claim: names[step.claim] ?? step.claim,
        part: t(`waterfall.part-${step.part}`),
      });
    case 'surplus':
      return t('waterfall.surplus');
  }
}

/** One line in a sentence, as a clerk would say it. */
export function stepText(step: Step, names: ClaimNames, { t, format }: Words): string {
  const said = (amount: Money): string => format.money(amount);
  const claim = 'claim' in step ? (names[step.claim] ?? step.claim) : '';
  switch (step.kind) {
    case 'sale-cost':
      return t('waterfall.step-sale-cost', {
        cost: t(`waterfall.cost-${step.costKind}`),
        due: said(step.due),
        paid: said(step.paid),
        left: said(step.left),
      });
    case 'claim-part':
      return t('waterfall.step-claim-part', {
        rank: step.rank,
        claim,
        part: t(`waterfall.part-${step.part}`),
        due: said(step.due),
        paid: said(step.paid),
        left: said(step.left),
      });
    case 'accrual':
      return t('waterfall.step-accrual', {
        ...{ claim, days: step.days, year: step.daysOfYear, principal: said(step.principal) },
        ...{ from: format.day(step.since), until: format.day(step.until) },
        ...{ interestRate: format.percent(step.interestBps), interest: said(step.interest) },
        ...{ penaltyRate: format.percent(step.penaltyBps), penalty: said(step.penalty) },
      });
    case 'cap': {
      const amounts = {
        claim,
        claimed: said(step.claimed),
        cap: said(step.cap),
        secured: said(step.secured),
      };
      return step.covers === 'principal'
        ? t('waterfall.step-cap-principal', amounts)
        : t('waterfall.step-cap', { ...amounts, used: said(step.usedByCosts) });
    }
    case 'share': {
      const amounts = { rank: step.rank, claim, available: said(step.available), share: said(step.share) };
      return step.available.amount >= step.ofAll.amount
        ? t('waterfall.step-share-whole', amounts)
        : t('waterfall.step-share', { ...amounts, secured: said(step.secured), ofAll: said(step.ofAll) });
    }
    case 'surplus':
      return step.paid.amount === 0
        ? t('waterfall.step-no-surplus')
        : t('waterfall.step-surplus', { paid: said(step.paid) });
  }
}
