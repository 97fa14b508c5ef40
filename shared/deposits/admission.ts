import type { OrganisationKind, Role } from '../accounts/types.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Profile } from '../listings/profile.ts';

/** Who acts in a request, as far as the right to bid depends on it. */
export interface Actor {
  readonly organisation: { readonly kind: OrganisationKind; readonly accredited: boolean } | null;
  readonly roles: readonly Role[];
}

/** Whether a person may bind the organisation it acts for: an owner, or a broker. */
export const binds = ({ organisation, roles }: Actor): boolean =>
  organisation !== null && (roles.includes('owner') || roles.includes('broker'));

/**
 * Why somebody cannot bid under the rules of a lot at all, whatever it registered, or `null`: some profiles let accredited
 * agencies only, the others anyone lawful (拍卖法 art. 33; 法释〔2016〕18号 art. 14).
 */
export function refuseActor(
  { admission }: Pick<Profile, 'admission'>,
  { organisation, roles }: Actor,
): 'forbidden' | 'not-accredited' | null {
  if (admission === 'anyone') return null;
  if (organisation?.kind !== 'agency' || !roles.includes('broker')) return 'forbidden';
  return organisation.accredited ? null : 'not-accredited';
}

/** In whose name somebody registers: of the organisation it acts for, or its own. */
export const registrants = ['organisation', 'person'] as const;
export type Registrant = (typeof registrants)[number];

/** Why somebody cannot register as that, or `null`. Where anyone may bid, everybody says who it is. */
export function refuseRegistrant(
  rules: Pick<Profile, 'admission'>,
  actor: Actor,
  as: Registrant,
  isIdentified: boolean,
): 'forbidden' | 'not-accredited' | 'identity-required' | null {
  const refusal = refuseActor(rules, actor);
  if (refusal !== null) return refusal;
  if (as === 'person' && rules.admission === 'accredited') return 'forbidden';
  if (as === 'organisation' && rules.admission === 'anyone' && !binds(actor)) return 'forbidden';
  return rules.admission === 'anyone' && !isIdentified ? 'identity-required' : null;
}

/** Until when a principal can confirm its agent, exclusive: the opening where the profile says so, else the end. */
export const agentConfirmedBefore = (
  { agentConfirmedBeforeOpening }: Pick<Profile, 'agentConfirmedBeforeOpening'>,
  { opensAt, closesAt }: { readonly opensAt: Instant; readonly closesAt: Instant },
): Instant => (agentConfirmedBeforeOpening ? opensAt : closesAt);
