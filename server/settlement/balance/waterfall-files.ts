import { en } from '@reassign/shared/i18n/en.ts';
import { type Format, format } from '@reassign/shared/i18n/format.ts';
import { type Language, localeOf, type Translate, translator } from '@reassign/shared/i18n/messages.ts';
import { zh } from '@reassign/shared/i18n/zh.ts';
import { toInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { type Money, toDecimal } from '@reassign/shared/kernel/money.ts';
import type { SettlementView } from '@reassign/shared/settlement/balance-api.ts';
import type { Step } from '@reassign/shared/settlement/waterfall/types.ts';
import {
  articleOf,
  type ClaimNames,
  isMove,
  moveName,
  stepText,
} from '@reassign/shared/settlement/waterfall/words.ts';
import { csvFile } from '../../platform/csv.ts';
import { type PdfPaper, type PdfSection, renderPdf } from '../../platform/pdf.ts';

/** A sale whose price was distributed. */
export type Distributed = SettlementView & { readonly waterfall: NonNullable<SettlementView['waterfall']> };

interface Told {
  readonly t: Translate;
  readonly format: Format;
  readonly names: ClaimNames;
}

const toldIn = (language: Language, { seller, waterfall }: Distributed): Told => ({
  t: translator(language === 'zh' ? zh : en),
  format: format(language),
  names: { bank: seller, ...waterfall.holders },
});

const potName = ({ t }: Told, { waterfall }: Distributed, nth: number): string => {
  const pot = waterfall.pots[nth];
  if (waterfall.pots.length < 2 || !pot) return t('sales.waterfall');
  return `${t('sales.pot', { number: nth + 1, rights: pot.rightIds.length })}${pot.pledgor ?? ''}`;
};

const owedText = (
  { t, format, names }: Told,
  owed: Distributed['waterfall']['deficiencies'][number],
): string =>
  t('waterfall.deficiency', {
    claim: names[owed.claim] ?? owed.claim,
    ...{ total: format.money(owed.total), principal: format.money(owed.principal) },
    ...{ interest: format.money(owed.interest), penalty: format.money(owed.penalty) },
    costs: format.money(owed.costs),
  });

/** One row for each line of the explanation, amounts as decimals; below them what is owed still. */
export function waterfallCsv(view: Distributed, language: Language): string {
  const told = toldIn(language, view);
  const { t, names } = told;
  const { currency } = view.hammer;
  const heads = [
    ...[t('sales.waterfall-part'), t('waterfall.line'), t('waterfall.article'), t('waterfall.available')],
    ...[t('waterfall.due'), t('waterfall.paid'), t('waterfall.left'), t('waterfall.currency')],
    t('waterfall.explanation'),
  ];
  const amounts = (step: Step): string[] => {
    if (!isMove(step)) return ['', '', '', ''];
    const due = step.kind === 'surplus' ? '' : toDecimal(step.due);
    return [toDecimal(step.available), due, toDecimal(step.paid), toDecimal(step.left)];
  };
  const rows = view.waterfall.pots.flatMap(({ distribution }, nth) =>
    distribution.steps.map((step) => [
      potName(told, view, nth),
      isMove(step) ? moveName(step, names, told) : t('waterfall.remark'),
      articleOf(step),
      ...amounts(step),
      ...[currency, stepText(step, names, told)],
    ]),
  );
  const owed = view.waterfall.deficiencies.map((one) => [
    ...[t('waterfall.deficiency-title'), names[one.claim] ?? one.claim, '民法典 438', ''],
    ...[toDecimal(one.total), '', '', currency, owedText(told, one)],
  ]);
  return csvFile([heads, ...rows, ...owed]);
}

/** The same on paper, with the fingerprint of what the parties were told. */
export function waterfallPdf(view: Distributed, language: Language, at: Instant): Promise<Buffer> {
  const told = toldIn(language, view);
  const { t, format: said } = told;
  const { waterfall } = view;
  const sheet: PdfPaper = {
    title: t('waterfall.title'),
    lead: [
      `${view.title} ${view.lotNumber}`,
      `${t('sales.hammer')} ${said.money(toMoney(view.hammer))}`,
      waterfall.sheetVersion === null
        ? t('sales.by-case')
        : t('sales.by-sheet', { version: waterfall.sheetVersion }),
      `${t('sales.waterfall-note', { time: said.dateTime(toInstant(waterfall.at)) })} ${waterfall.hash}`,
    ],
    sections: [
      ...waterfall.pots.map(({ distribution }, nth) =>
        potSection(told, potName(told, view, nth), distribution.steps),
      ),
      owedSection(told, view),
    ],
    pageOf: (page, pages) => t('ledger.page', { page, pages }),
    locale: localeOf[language],
    at,
  };
  return renderPdf(sheet);
}

function potSection(told: Told, heading: string, steps: readonly Step[]): PdfSection {
  const { t, format: said, names } = told;
  const right = (head: string) => ({ head, width: 80, isRight: true });
  const money = (amount: Money): string => said.money(amount);
  return {
    heading,
    notes: steps.map((step, nth) => `${String(nth + 1)}. ${stepText(step, names, told)} ${articleOf(step)}`),
    columns: [
      { head: t('waterfall.line'), width: 195 },
      right(t('waterfall.available')),
      right(t('waterfall.due')),
      right(t('waterfall.paid')),
      right(t('waterfall.left')),
    ],
    rows: steps
      .filter(isMove)
      .map((step) => [
        moveName(step, names, told),
        money(step.available),
        step.kind === 'surplus' ? '—' : money(step.due),
        money(step.paid),
        money(step.left),
      ]),
  };
}

function owedSection(told: Told, { waterfall }: Distributed): PdfSection {
  const { t, format: said, names } = told;
  const right = (head: string) => ({ head, width: 70, isRight: true });
  return {
    heading: t('waterfall.deficiency-title'),
    notes: [t('waterfall.deficiency-note')],
    columns: [
      { head: t('waterfall.claim'), width: 95 },
      right(t('waterfall.part-principal')),
      right(t('waterfall.part-interest')),
      right(t('waterfall.part-penalty')),
      right(t('waterfall.part-costs')),
      right(t('waterfall.owed')),
      right(t('waterfall.recovered')),
    ],
    rows: waterfall.deficiencies.map((owed) => [
      names[owed.claim] ?? owed.claim,
      ...[owed.principal, owed.interest, owed.penalty, owed.costs, owed.total, owed.netRecovery].map(
        (amount) => said.money(amount),
      ),
    ]),
  };
}
