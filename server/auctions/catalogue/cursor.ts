import { createHash } from 'node:crypto';
import { type LotSearch, facetGroups } from '@reassign/shared/auctions/search.ts';
import { isUuid } from '@reassign/shared/kernel/ids.ts';

/** Where a page ended. */
export interface PageEnd {
  /** The numbers it is sorted by, as text: the best matches have two. */
  readonly keys: readonly string[];
  readonly lotId: string;
}

/** Of the search and the place: a cursor goes on with the search it came from, and only as it was given. */
function fingerprint({ text, selected, sort }: LotSearch, place: readonly string[]): string {
  const filters = facetGroups.map((group) => selected[group].toSorted());
  const hash = createHash('sha256').update(JSON.stringify([text, filters, sort, place]));
  return hash.digest('base64url').slice(0, 12);
}

export const writeCursor = (search: LotSearch, { keys, lotId }: PageEnd): string =>
  Buffer.from([fingerprint(search, [lotId, ...keys]), lotId, ...keys].join(' ')).toString('base64url');

const WHOLE = /^-?\d{1,16}$/;
const RANK = /^-?\d{1,4}(?:\.\d{1,20})?(?:e-\d{1,3})?$/;

/** `null` for one that is not ours, or that another search gave. */
export function readCursor(search: LotSearch, cursor: string): PageEnd | null {
  const [mark, lotId = '', ...keys] = Buffer.from(cursor, 'base64url').toString().split(' ');
  if (mark !== fingerprint(search, [lotId, ...keys]) || !isUuid(lotId)) return null;
  const [rank = null, ...rest] = keys.length === 2 && search.sort === 'relevance' ? keys : [null, ...keys];
  const isOurs = (rank === null || RANK.test(rank)) && rest.length === 1 && WHOLE.test(rest[0] ?? '');
  return isOurs ? { keys, lotId } : null;
}
