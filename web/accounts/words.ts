import { type OrganisationKind, type Role, roles } from '@reassign/shared/accounts/types.ts';
import type { Translate } from '@reassign/shared/i18n/messages.ts';

export const kindText = (t: Translate, kind: OrganisationKind): string => t(`accounts.kind-${kind}`);

/** Roles in words; what the page does not know stands as it is. */
export const rolesText = (t: Translate, given: readonly string[]): string =>
  given.map((one) => (isRole(one) ? t(`accounts.role-${one}`) : one)).join(t('common.list-separator'));

const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);
