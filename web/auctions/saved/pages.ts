import type { SavedSearchList } from '@reassign/shared/auctions/saved-search-api.ts';
import { page, type Route } from '../../route.ts';

/** What a person looks for again and again. */
export const savedSearchPages: readonly Route[] = [
  page({
    path: '/account/searches',
    signedIn: true,
    load: () => import('./SavedSearchesPage.svelte'),
    data: ({ api }) => api.get<SavedSearchList>('/api/v1/saved-searches?matches=true'),
    title: ({ t }) => t('search.saved-title'),
  }),
];
