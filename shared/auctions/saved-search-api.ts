import * as z from 'zod/mini';
import { freeTextSchema, idSchema, instantSchema, textSchema } from '../kernel/schemas.ts';
import { LONGEST_SAVED_QUERY, LONGEST_SEARCH_NAME } from './saved-search.ts';

/** How many lots; with `isCapped` a lower bound. */
const lotCount = z.strictObject({ count: z.int(), isCapped: z.boolean() });

export const savedSearchView = z.strictObject({
  id: idSchema,
  name: z.string(),
  /** The query of `/lots?…` in its normal form. */
  query: z.string(),
  createdAt: instantSchema,
  seenAt: instantSchema,
});
export type SavedSearchView = z.infer<typeof savedSearchView>;

/** Lots that match now, and those of them that were published after `seenAt`. */
const searchMatches = z.strictObject({ all: lotCount, fresh: lotCount });
export type SearchMatches = z.infer<typeof searchMatches>;

/** One search of the list; `matches` is `null` when it was not asked for, or there was no time to count. */
const listedSearch = z.strictObject({ ...savedSearchView.shape, matches: z.nullable(searchMatches) });
export type ListedSearch = z.infer<typeof listedSearch>;

/** `GET /api/v1/saved-searches`: the newest first. */
export const savedSearchList = z.strictObject({ items: z.array(listedSearch) });
export type SavedSearchList = z.infer<typeof savedSearchList>;

export const savedSearchQuery = z.strictObject({ matches: z.optional(z.enum(['true', 'false'])) });

const name = textSchema(LONGEST_SEARCH_NAME).check(
  z.refine((text) => text.trim() === text, 'without blanks around it'),
);

/** `POST /api/v1/saved-searches`: `query` is what stands behind the question mark of `GET /api/v1/lots`. */
export const savedSearchInput = z.strictObject({ name, query: freeTextSchema(LONGEST_SAVED_QUERY) });

/** `PATCH /api/v1/saved-searches/:id`. */
export const savedSearchChange = z.strictObject({ name });
