import { LONGEST_SEARCH_NAME } from '@reassign/shared/auctions/saved-search.ts';
import { standardSort } from '@reassign/shared/auctions/search.ts';
import type { Language, Translate } from '@reassign/shared/i18n/messages.ts';
import { facetName, type LotAddress } from '../lot-search.ts';

/** What a search asks for, part by part: the words, then each filter; an order when it is not the standard one. */
export function searchInWords(address: LotAddress, t: Translate, language: Language): readonly string[] {
  const text = address.text.trim();
  const asked = [
    ...(text === '' ? [] : [text]),
    ...address.filters.map(({ group, value }) => {
      const name = facetName(group, value, t, language);
      return group === 'within' ? t('search.saved-within', { time: name }) : name;
    }),
  ];
  const order = address.sort === standardSort(text) ? [] : [t(`search.sort-${address.sort}`)];
  return [...(asked.length === 0 ? [t('search.all-lots')] : asked), ...order];
}

/** A name for it: as many parts as fit, and of a first one that does not, its beginning. */
export function suggestedName(address: LotAddress, t: Translate, language: Language): string {
  const [first = '', ...rest] = searchInWords(address, t, language);
  if (first.length > LONGEST_SEARCH_NAME) return beginningOf(first);
  let name = first;
  for (const part of rest) {
    const longer = `${name} · ${part}`;
    if (longer.length > LONGEST_SEARCH_NAME) break;
    name = longer;
  }
  return name;
}

/** Never half a character. */
function beginningOf(text: string): string {
  let beginning = '';
  for (const character of text) {
    if (beginning.length + character.length >= LONGEST_SEARCH_NAME) break;
    beginning += character;
  }
  return `${beginning.trimEnd()}…`;
}
