import { assert } from '../kernel/assert.ts';
import type { zh } from './zh.ts';

/*
 * Typed words. Each module has `<module>.zh.ts`, which is the type, and `<module>.en.ts`, which satisfies it. They are
 * gathered in sets, and a page loads the sets that it speaks, in one language. A text may hold `{name}`, and `{count|bid|bids}`, which shows
 * the first form for one and the second for any other number.
 */

export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/** BCP 47, for `lang`, `hreflang` and Intl. */
export const localeOf: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };

/** `everywhere` is part of every page; a page may speak one set more. */
export type WordSet = 'everywhere' | 'desk' | 'reading' | 'room';

export type Words = Readonly<Record<string, Readonly<Record<string, string>>>>;
/** What the words of a module in another language must satisfy. */
export type Same<Messages> = { readonly [Key in keyof Messages]: string };

type Messages = typeof zh;
/** `module.key`, as in `t('common.sign-in')`. */
export type MessageKey = {
  [Module in keyof Messages]: `${Module}.${keyof Messages[Module] & string}`;
}[keyof Messages];

type TextOf<Key extends MessageKey> = Key extends `${infer Module}.${infer Name}`
  ? Module extends keyof Messages
    ? Name extends keyof Messages[Module]
      ? Messages[Module][Name]
      : never
    : never
  : never;

type Placeholders<Text> = Text extends `${string}{${infer Inside}}${infer Rest}`
  ? (Inside extends `${infer Name}|${string}` ? Name : Inside) | Placeholders<Rest>
  : never;

type Values<Key extends MessageKey> = [Placeholders<TextOf<Key>>] extends [never]
  ? []
  : [values: Readonly<Record<Placeholders<TextOf<Key>>, string | number>>];

export type Translate = <Key extends MessageKey>(key: Key, ...values: Values<Key>) => string;

export function translator(words: Words): Translate {
  return (key, ...[values]) => {
    const dot = key.indexOf('.');
    const text = words[key.slice(0, dot)]?.[key.slice(dot + 1)];
    assert(text !== undefined, `no words for ${key}`);
    return values === undefined ? text : fill(text, values);
  };
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(
    /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g,
    (whole, name: string, one?: string, many?: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      if (one === undefined || many === undefined) return String(value);
      return Number(value) === 1 ? one : many;
    },
  );
}

/** The path alone decides: `/…` is Chinese, `/en/…` English. */
export function splitLanguage(pathname: string): { language: Language; path: string } {
  const english = /^\/en(?=\/|$)/.exec(pathname);
  if (!english) return { language: 'zh', path: pathname };
  return { language: 'en', path: pathname.slice(english[0].length) || '/' };
}

export const localPath = (language: Language, path: string): string => {
  if (language === 'zh') return path;
  return path === '/' ? '/en' : `/en${path}`;
};
