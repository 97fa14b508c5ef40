import { en } from '@reassign/shared/i18n/en.ts';
import { format } from '@reassign/shared/i18n/format.ts';
import { type Language, translator } from '@reassign/shared/i18n/messages.ts';
import { zh } from '@reassign/shared/i18n/zh.ts';
import { toInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import { toDecimal } from '@reassign/shared/kernel/money.ts';
import type { DifferenceView, ReconciliationView } from '@reassign/shared/reconciliation/api.ts';
import { csvFile } from '../platform/csv.ts';

const heads = [
  ...['state', 'channel', 'kind', 'cause', 'in', 'out', 'currency', 'ledger-reference'],
  ...['outside-reference', 'since', 'found', 'owner', 'history'],
] as const;

/** One row for each difference, as on the page; amounts as decimals, times in Asia/Shanghai. */
export function reconciliationCsv({ items }: ReconciliationView, language: Language): string {
  const t = translator(language === 'zh' ? zh : en);
  const words = format(language);
  // What came and what went, apart: a cell that begins with a minus would be taken for a formula.
  const inAndOut = ({ amount }: DifferenceView): [string, string] => {
    const size = toDecimal(toMoney({ ...amount, amount: Math.abs(amount.amount) }));
    return amount.amount < 0 ? ['', size] : [size, ''];
  };
  const said = ({ said: moves }: DifferenceView): string =>
    moves
      .map(({ type, by, reason }) => t(`reconciliation.said-${type}`, { name: by, reason: reason ?? '' }))
      .join('; ');
  return csvFile([
    heads.map((head) => t(`reconciliation.${head}`)),
    ...items.map((one) => [
      ...[t(`reconciliation.state-${one.state}`), t(`reconciliation.channel-${one.channel}`)],
      ...[t(`reconciliation.kind-${one.kind}`), t(`reconciliation.cause-${one.cause}`)],
      ...[...inAndOut(one), one.amount.currency, one.ledgerReference ?? '', one.outsideReference ?? ''],
      ...[words.dateTime(toInstant(one.since)), words.dateTime(toInstant(one.foundAt)), one.owner ?? ''],
      said(one),
    ]),
  ]);
}
