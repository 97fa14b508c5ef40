import type { MeView } from '@reassign/shared/accounts/api.ts';
import type { OrganisationKind } from '@reassign/shared/accounts/types.ts';

/** Everybody's own desk; it has no page of its own and leads on. */
export const DESK = '/desk';

const desks: Readonly<Partial<Record<OrganisationKind, string>>> = {
  bank: '/bank',
  agency: '/agency',
  operator: '/operator',
};

/** Where people of an organisation work; whoever has no desk comes to look at lots. */
export const deskOf = ({ organisation }: MeView): string =>
  (organisation && desks[organisation.kind]) ?? '/lots';
