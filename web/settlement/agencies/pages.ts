import type { AgencyList, AgencyRecord } from '@reassign/shared/settlement/agencies.ts';
import { page, type Route } from '../../route.ts';

export const agencyPages: readonly Route[] = [
  page<AgencyList>({
    path: '/agencies',
    load: () => import('./AgenciesPage.svelte'),
    data: ({ api }) => api.get<AgencyList>('/api/v1/agencies'),
    title: ({ t }) => t('agencies.title'),
    description: ({ t }) => t('agencies.description'),
  }),
  page<AgencyRecord>({
    path: '/agencies/:id',
    load: () => import('./AgencyPage.svelte'),
    data: ({ api, params }) =>
      api.get<AgencyRecord>(`/api/v1/agencies/${encodeURIComponent(params['id'] ?? '')}`),
    title: ({ data }) => data.name,
    description: ({ t }) => t('agencies.description'),
  }),
];
