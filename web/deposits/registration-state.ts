import type { MeView } from '@reassign/shared/accounts/api.ts';
import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import { type LotHead, takesRegistrations } from './lot-head.ts';

/** What stands between this person and a registration for a lot; `null` when nothing does. */
export type Obstacle = 'not-agency' | 'not-accredited' | 'not-broker' | 'second-factor' | 'closed';

export function obstacleOf(me: MeView, lot: Pick<LotHead, 'phase'>): Obstacle | null {
  const { organisation, roles } = me;
  if (organisation?.kind !== 'agency') return 'not-agency';
  if (!organisation.accredited) return 'not-accredited';
  if (!roles.includes('broker')) return 'not-broker';
  if (me.secondFactorRequired && !me.twoFactor) return 'second-factor';
  return takesRegistrations(lot) ? null : 'closed';
}

/** Whether this person may see the registrations of their organisation. */
export const isBroker = ({ organisation, roles }: MeView): boolean =>
  organisation?.kind === 'agency' && organisation.accredited && roles.includes('broker');

/** Something of it is still to come: the money's confirmation or the number. */
export const isWaiting = ({ bidderNumber, deposit }: RegistrationView): boolean =>
  deposit.status === 'requested' || (deposit.status === 'held' && bidderNumber === null);
