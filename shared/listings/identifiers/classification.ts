import { read, type Reading, unreadable } from '../../kernel/decision.ts';
import { type IdentifierFault, plainText } from '../../kernel/identifier.ts';

/** A symbol of the International Patent Classification with one blank: `C07D 251/18`. */
export type IpcSymbol = string & { readonly __brand: 'IpcSymbol' };
/** A symbol of the Cooperative Patent Classification: IPC's with section Y and groups of the 2000 series. */
export type CpcSymbol = string & { readonly __brand: 'CpcSymbol' };
/** Class and subclass of the Locarno Classification of designs: `06-01`. */
export type LocarnoClass = string & { readonly __brand: 'LocarnoClass' };

const VERSION = / ?\(\d{4}\.\d{2}\)$/;
const SUBCLASS = '(?:0[1-9]|[1-9]\\d)[A-Z]';
/** WIPO ST.8 without blanks: four digits of the group, six of the subgroup filled with zeros. */
const compact = (sections: string) => new RegExp(`^([${sections}]${SUBCLASS})(\\d{4})(\\d{2,6})$`);
const printed = (sections: string) => new RegExp(`^([${sections}]${SUBCLASS}) ?(\\d{1,4})/(\\d{2,6})$`);

/** Reads a symbol in any print: one blank or several, none, fixed width, with or without the version. */
function readSymbol(text: string, sections: string): Reading<string, IdentifierFault> {
  const symbol = plainText(text).replace(VERSION, '');
  if (symbol === '') return unreadable({ reason: 'empty' });
  const upper = symbol.toUpperCase();
  const [, subclass, group, subgroup] = printed(sections).exec(upper) ?? compact(sections).exec(upper) ?? [];
  if (subclass === undefined || group === undefined || subgroup === undefined || Number(group) === 0) {
    return unreadable({ reason: 'wrong-shape' });
  }
  const isPrinted = upper.includes('/');
  const significant = isPrinted ? subgroup : subgroup.replace(/0+$/, '').padEnd(2, '0');
  const whole = `${subclass} ${Number(group)}/${significant}`;
  if (symbol !== upper) return unreadable({ reason: 'wrong-case', expected: { whole } });
  return read(whole);
}

export const readIpc = (text: string): Reading<IpcSymbol, IdentifierFault> =>
  readSymbol(text, 'A-H') as Reading<IpcSymbol, IdentifierFault>;

export const readCpc = (text: string): Reading<CpcSymbol, IdentifierFault> =>
  readSymbol(text, 'A-HY') as Reading<CpcSymbol, IdentifierFault>;

/** Reads `06-01`, `6-1`, `06 - 01` and `0601`; only classes 31 and 32 have a subclass 00. */
export function readLocarno(text: string): Reading<LocarnoClass, IdentifierFault> {
  const bare = plainText(text).replaceAll(' ', '');
  if (bare === '') return unreadable({ reason: 'empty' });
  const [, main, sub] = /^(\d{1,2})-(\d{1,2})$/.exec(bare) ?? /^(\d{2})(\d{2})$/.exec(bare) ?? [];
  if (main === undefined || sub === undefined) return unreadable({ reason: 'wrong-shape' });
  const symbol = `${main.padStart(2, '0')}-${sub.padStart(2, '0')}`;
  if (!/^((0[1-9]|[12]\d|30)-(0[1-9]|[1-9]\d)|31-00|32-00)$/.test(symbol)) {
    return unreadable({ reason: 'unknown-class' });
  }
  return read(symbol as LocarnoClass);
}
