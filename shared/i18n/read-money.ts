import { CNY, type Currency, minorDigitsOf } from '../kernel/currency.ts';
import { read, type Reading, unreadable } from '../kernel/decision.ts';
import { MAX_AMOUNT_MINOR, type Money, money } from '../kernel/money.ts';

export type MoneyFault = 'empty' | 'unreadable' | 'too-precise' | 'too-large';

/** Powers of ten that a Chinese amount may end in: 百万 is 100 times 万. */
const POWERS: Readonly<Record<string, number>> = {
  '': 0,
  千: 3,
  万: 4,
  十万: 5,
  百万: 6,
  千万: 7,
  亿: 8,
  十亿: 9,
};
const AMOUNT = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?([十百千]?[万亿]|千)?(?:元整?)?$/;
/** Before an amount in yuan, as on statements and in contracts. */
const YUAN = /^(?:人民币|RMB|CNY)(?=\d)/i;

/**
 * An amount as people type it: `1,250,000`, `1250000.50`, `¥125万`, `1.25亿`, `人民币125万元整`, also in full-width digits. Exact, by moving
 * the decimal point in the text; nothing is rounded.
 */
export function readMoney(typed: string, currency: Currency): Reading<Money, MoneyFault> {
  const text = typed
    .normalize('NFKC')
    .replaceAll(/[\s¥￥]/g, '')
    .replaceAll('，', ',')
    .replace(currency === CNY ? YUAN : /(?!)/, '');
  if (text === '') return unreadable('empty');
  const [, grouped, decimals = '', unit = ''] = AMOUNT.exec(text) ?? [];
  const power = POWERS[unit];
  if (grouped === undefined || power === undefined) return unreadable('unreadable');

  const places = minorDigitsOf(currency) + power;
  const significant = decimals.replace(/0+$/, '');
  if (significant.length > places) return unreadable('too-precise');
  const minor = `${grouped.replaceAll(',', '')}${significant.padEnd(places, '0')}`;
  if (minor.replace(/^0+/, '').length > String(MAX_AMOUNT_MINOR).length) return unreadable('too-large');
  const amount = Number(minor);
  return amount > MAX_AMOUNT_MINOR ? unreadable('too-large') : read(money(amount, currency));
}
