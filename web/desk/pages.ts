import type { OrganisationKind } from '@reassign/shared/accounts/types.ts';
import { page, type Route } from '../route.ts';

const desks: Readonly<Partial<Record<OrganisationKind, string>>> = {
  bank: '/bank',
  agency: '/agency',
  operator: '/operator',
};

/** One address for everybody's desk, for after signing in; whoever has none comes to look at lots. */
export const deskPages: readonly Route[] = [
  page({
    path: '/desk',
    signedIn: true,
    load: () => import('./DeskPage.svelte'),
    data: async ({ me: { organisation } }) => ({
      path: (organisation && desks[organisation.kind]) ?? '/lots',
    }),
    title: ({ t }) => t('desk.title'),
  }),
];
