import { describe, expect, it } from 'vitest';
import { lotParametersOf, normalQuery } from '@reassign/shared/auctions/saved-search.ts';
import { toLotSearch } from '@reassign/shared/auctions/search.ts';

const normal = (query: string): string => normalQuery(toLotSearch(lotParametersOf(query)));

describe('the normal form of a search', () => {
  it.each([
    ['names and values are sorted', 'type=trademark&q=a&type=patent', 'q=a&type=patent&type=trademark'],
    ['a value counts once', 'type=patent&type=patent', 'type=patent'],
    ['blanks around the words go', 'q=++a+b++', 'q=a+b'],
    ['no words are no words', 'q=+&phase=open', 'phase=open'],
    ['the view and the page are not part of it', 'view=grid&cursor=x&facets=true&q=a', 'q=a'],
    ['nor is an order that is the standard one', 'sort=closing', ''],
    ['of words too', 'q=a&sort=relevance', 'q=a'],
    ['also when it stands for it', 'sort=relevance&phase=open', 'phase=open'],
    ['any other order is', 'q=a&sort=closing', 'q=a&sort=closing'],
    ['every lot is the empty text', '', ''],
  ])('%s', (_rule, query, expected) => {
    expect(normal(query)).toBe(expected);
  });

  it('is its own normal form', () => {
    const once = normal('within=7d&q=%E7%94%B5%E6%B1%A0+%26&bank=%E7%94%B2+%E9%93%B6%E8%A1%8C&province=14');
    expect(normal(once)).toBe(once);
  });
});
