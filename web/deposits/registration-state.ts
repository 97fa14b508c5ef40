import type { MeView } from '@reassign/shared/accounts/api.ts';
import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import { binds, type Registrant } from '@reassign/shared/deposits/admission.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import { type LotHead, takesRegistrations } from './lot-head.ts';

/** What stands between this person and a registration for a lot; `null` when nothing does. */
export type Obstacle =
  'not-agency' | 'not-accredited' | 'not-broker' | 'not-binding' | 'identity' | 'second-factor' | 'closed';

/** How somebody would register, and what the lot's profile says of who may. */
interface Way {
  readonly admission: Profile['admission'];
  readonly as: Registrant;
  readonly isIdentified: boolean;
}

const asAgency: Way = { admission: 'accredited', as: 'organisation', isIdentified: false };

export function obstacleOf(me: MeView, lot: Pick<LotHead, 'phase'>, way: Way = asAgency): Obstacle | null {
  const who = way.admission === 'accredited' ? obstacleOfAgency(me) : obstacleOfAnyone(me, way);
  if (who !== null) return who;
  if (me.secondFactorRequired && !me.twoFactor) return 'second-factor';
  return takesRegistrations(lot) ? null : 'closed';
}

function obstacleOfAgency({ organisation, roles }: MeView): Obstacle | null {
  if (organisation?.kind !== 'agency') return 'not-agency';
  if (!organisation.accredited) return 'not-accredited';
  return roles.includes('broker') ? null : 'not-broker';
}

function obstacleOfAnyone(me: MeView, { as, isIdentified }: Way): Obstacle | null {
  if (as === 'organisation' && !binds(me)) return 'not-binding';
  return isIdentified ? null : 'identity';
}

/** In whose name somebody may register: where only agencies bid, in no person's. */
export const registrantsFor = (
  { organisation }: MeView,
  { admission }: Pick<Profile, 'admission'>,
): readonly Registrant[] => {
  if (admission === 'accredited') return ['organisation'];
  return organisation === null ? ['person'] : ['organisation', 'person'];
};

/** Whether this person sees the registrations of its agency. */
export const isBroker = ({ organisation, roles }: MeView): boolean =>
  organisation?.kind === 'agency' && organisation.accredited && roles.includes('broker');

/** Something of it is still to come: somebody's yes, the money's confirmation or the number. */
export const isWaiting = ({ agent, review, bidderNumber, deposit }: RegistrationView): boolean =>
  agent?.state === 'awaited' ||
  review === 'awaited' ||
  deposit.status === 'requested' ||
  ['due', 'sent'].includes(deposit.payment?.refund?.status ?? '') ||
  (deposit.status === 'held' && bidderNumber === null);
