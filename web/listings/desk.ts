import type { MeView } from '@reassign/shared/accounts/api.ts';
import type { ListingView } from '@reassign/shared/listings/api.ts';

/** Banks sell, and courts. */
export const isSeller = ({ organisation }: MeView): boolean =>
  organisation?.kind === 'bank' || organisation?.kind === 'court';

/** A maker of an accredited bank writes; everybody else of the bank reads. */
export const canWrite = ({ organisation, roles }: MeView): boolean =>
  organisation?.accredited === true && roles.includes('maker');

/** A checker of an accredited bank approves, returns and publishes. */
export const canCheck = ({ organisation, roles }: MeView): boolean =>
  organisation?.accredited === true && roles.includes('checker');

export type Errand = 'approve' | 'publish' | 'submit' | 'mend';

/** What a listing wants of this person now; `null` when it waits for somebody else or for nobody. */
export function errandOf(
  { status, mine, returned }: Pick<ListingView, 'status' | 'mine' | 'returned'>,
  me: MeView,
): Errand | null {
  if (status === 'submitted') return canCheck(me) && !mine ? 'approve' : null;
  if (status === 'approved') return canCheck(me) ? 'publish' : null;
  if (status !== 'draft' || !canWrite(me)) return null;
  return returned ? 'mend' : 'submit';
}
