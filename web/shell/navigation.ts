import type { MeView } from '@reassign/shared/accounts/api.ts';
import type { OrganisationKind } from '@reassign/shared/accounts/types.ts';
import type { Translate } from '@reassign/shared/i18n/messages.ts';

export interface Place {
  readonly path: string;
  readonly name: string;
}

/** What everybody finds, in the order of the header. */
export const publicPlaces = (t: Translate): readonly Place[] => [
  { path: '/lots', name: t('common.nav-lots') },
  { path: '/results', name: t('common.nav-results') },
  { path: '/calendar', name: t('common.nav-calendar') },
  { path: '/agencies', name: t('common.nav-agencies') },
  { path: '/verify', name: t('common.nav-verify') },
  { path: '/rules', name: t('common.nav-rules') },
];

/** Where the visitor's own organisation works. */
export function deskOf({ organisation }: MeView, t: Translate): Place | null {
  const desks: Partial<Record<OrganisationKind, Place>> = {
    bank: { path: '/bank', name: t('common.nav-desk-bank') },
    court: { path: '/bank', name: t('common.nav-desk-court') },
    agency: { path: '/agency', name: t('common.nav-desk-agency') },
    operator: { path: '/operator', name: t('common.nav-desk-operator') },
  };
  return (organisation && desks[organisation.kind]) ?? null;
}
