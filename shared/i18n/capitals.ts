import { assert } from '../kernel/assert.ts';
import type { Money } from '../kernel/money.ts';

const DIGITS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const;
const PLACES = ['', '拾', '佰', '仟'] as const;
const GROUPS = ['', '万', '亿', '万亿'] as const;

/**
 * 人民币大写 of an amount in fen, as the People's Bank asks on bills (支付结算办法 附一, 正确填写票据和结算凭证的基本规定):
 * zeros in the middle are read once, 整 ends an amount without 分, and 零 stands before 分 when there is no 角.
 */
export function capitals({ amount, currency }: Money): string {
  assert(currency === 'CNY' && amount >= 0, 'only renminbi is written in capitals');
  const yuan = Math.floor(amount / 100);
  const jiao = Math.floor((amount % 100) / 10);
  const fen = amount % 10;
  const whole = yuan === 0 && amount > 0 ? '' : `${integerCapitals(yuan)}元`;
  return `人民币${whole}${fraction(yuan, jiao, fen)}`;
}

function fraction(yuan: number, jiao: number, fen: number): string {
  if (jiao === 0 && fen === 0) return '整';
  const last = fen === 0 ? '整' : `${digit(fen)}分`;
  if (jiao > 0) return `${yuan > 0 && yuan % 10 === 0 ? '零' : ''}${digit(jiao)}角${last}`;
  return `${yuan > 0 ? '零' : ''}${last}`;
}

const digit = (value: number): string => DIGITS[value] ?? '';

function integerCapitals(value: number): string {
  if (value === 0) return '零';
  let text = '';
  let zeroPending = false;
  for (let group = GROUPS.length - 1; group >= 0; group--) {
    const four = Math.floor(value / 10_000 ** group) % 10_000;
    if (four === 0) {
      zeroPending = text !== '';
      continue;
    }
    if (text !== '' && (zeroPending || four < 1_000)) text += '零';
    text += fourCapitals(four) + (GROUPS[group] ?? '');
    // 壹拾万零柒佰, also where the group itself ends in zeros: the next digit down decides.
    zeroPending = false;
  }
  return text;
}

function fourCapitals(value: number): string {
  let text = '';
  let zeroPending = false;
  for (let place = 3; place >= 0; place--) {
    const one = Math.floor(value / 10 ** place) % 10;
    if (one === 0) {
      zeroPending = text !== '';
      continue;
    }
    text += `${zeroPending ? '零' : ''}${digit(one)}${PLACES[place] ?? ''}`;
    zeroPending = false;
  }
  return text;
}
