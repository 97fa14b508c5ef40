import { describe, expect, it } from 'vitest';
import { en } from '@reassign/shared/i18n/en.ts';
import { translator } from '@reassign/shared/i18n/messages.ts';
import { zh } from '@reassign/shared/i18n/zh.ts';
import { LotAddress } from '../../../web/auctions/lot-search.ts';
import { suggestedName } from '../../../web/auctions/saved/search-words.ts';

const inChinese = (query: string): string => suggestedName(new LotAddress(query), translator(zh), 'zh');
const inEnglish = (query: string): string => suggestedName(new LotAddress(query), translator(en), 'en');

describe('the name suggested for a search', () => {
  it.each([
    ['q=电池&type=patent&province=14', '电池 · 专利 · 山西', '电池 · Patent · Shanxi'],
    ['class=nice-9&within=7d', '商标第 9 类 · 7 天内结束', 'Trademark class 9 · Closing within 7 days'],
    ['bank=云岭银行&view=grid&sort=closing', '云岭银行', '云岭银行'],
    ['phase=open&sort=newest', '竞价中 · 最新公告', 'Open · Newest'],
    ['', '全部标的', 'All lots'],
  ])('%s', (query, chinese, english) => {
    expect([inChinese(query), inEnglish(query)]).toEqual([chinese, english]);
  });

  it.each([
    ['a part that fills it is in', 75, '专利'],
    ['one that does not fit is out', 76, ''],
  ])('has 80 characters at most: %s', (_rule, length, more) => {
    const name = inChinese(`q=${'a'.repeat(length)}&type=patent`);
    expect(name).toBe(`${'a'.repeat(length)}${more === '' ? '' : ` · ${more}`}`);
  });

  it('begins with what a long text begins with, and never with half a character', () => {
    expect(inChinese(`q=${'a'.repeat(80)}`)).toBe('a'.repeat(80));
    expect(inChinese(`q=${'a'.repeat(81)}`)).toBe(`${'a'.repeat(79)}…`);
    expect(inChinese(`q=${'🔋'.repeat(60)}`)).toBe(`${'🔋'.repeat(39)}…`);
  });
});
