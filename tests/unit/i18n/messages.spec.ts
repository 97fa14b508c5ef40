import { describe, expect, it } from 'vitest';
import { en } from '@reassign/shared/i18n/en.ts';
import { localPath, splitLanguage, translator, type Words } from '@reassign/shared/i18n/messages.ts';
import { zh } from '@reassign/shared/i18n/zh.ts';

/** Values a text asks for; in English a number may also choose a form. */
const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)(?:\|[^}]*)?\}/g)].map(([, name]) => name ?? ''))].sort();

const flat = (words: Words): [string, string][] =>
  Object.entries(words).flatMap(([module, texts]) =>
    Object.entries(texts).map(([key, text]): [string, string] => [`${module}.${key}`, text]),
  );
const english = new Map(flat(en));

describe('words', () => {
  it('says the same with the same values in both languages', () => {
    const differing = flat(zh).filter(
      ([key, text]) => placeholders(text).join() !== placeholders(english.get(key) ?? '').join(),
    );
    expect(differing).toEqual([]);
  });

  it('leaves no text empty', () => {
    expect([...flat(zh), ...flat(en)].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('never calls online bidding 拍卖', () => {
    // Only the names of the routes that a licensed house or a court takes say so.
    const others = flat(zh).filter(
      ([key]) => !/^routes\.(word-)?(auction|court-auction|judicial|civil-2020)$/.test(key),
    );
    expect(others.filter(([, text]) => text.includes('拍卖'))).toEqual([]);
  });

  it('fills in values, and picks the form that the number asks for', () => {
    const t = translator(en);
    expect(t('auctions.bid-count', { count: 1 })).toBe('1 bid');
    expect(t('auctions.bid-count', { count: 0 })).toBe('0 bids');
    expect(translator(zh)('auctions.bid-count', { count: 1 })).toBe('1 次出价');
  });

  it('takes values as they are, even where they look like placeholders', () => {
    expect(translator(en)('live.title', { title: '$& {count}' })).toBe('Live · $& {count}');
  });
});

describe('the language of a path', () => {
  it.each([
    ['/', 'zh', '/'],
    ['/lots/1', 'zh', '/lots/1'],
    ['/en', 'en', '/'],
    ['/en/', 'en', '/'],
    ['/en/lots/1', 'en', '/lots/1'],
    ['/english', 'zh', '/english'],
  ])('reads %s as %s %s', (pathname, language, path) => {
    expect(splitLanguage(pathname)).toEqual({ language, path });
  });

  it('leads back to where it came from', () => {
    expect(localPath('en', '/')).toBe('/en');
    expect(localPath('en', '/lots')).toBe('/en/lots');
    expect(localPath('zh', '/lots')).toBe('/lots');
  });
});
