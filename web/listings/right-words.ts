import type { MessageKey } from '@reassign/shared/i18n/messages.ts';
import type { RightView } from '@reassign/shared/listings/api.ts';

/** What kind of right it is, as people call it: a patent by its kind, a copyright by its work. */
export function kindWord(right: RightView) {
  if (right.type === 'patent') return `auctions.kind-${right.kind}` as const satisfies MessageKey;
  if (right.type === 'copyright') return `auctions.kind-${right.work}` as const satisfies MessageKey;
  return 'auctions.kind-trademark';
}

/** The number under which it stands in its register. */
export const numberOf = (right: RightView): string =>
  right.type === 'patent'
    ? (right.applicationNumber ?? right.publicationNumber ?? '')
    : right.registrationNumber;

export const ownersOf = (right: RightView): string => right.owners.map(({ name }) => name).join('、');
