import type { Principal } from '../../accounts/types.ts';
import type { OrganisationId, UserId } from '../../kernel/ids.ts';

/** Whose bills somebody sees; `all`: whoever runs the platform, and who supervises it. */
export type BillsOf =
  | { readonly of: 'all' }
  | {
      readonly of: 'recipient';
      /** That took part in the sale itself or for the recipient. */
      readonly organisation: OrganisationId | null;
      /** Of a recipient for whom somebody else bid. */
      readonly creditCode: string | null;
      readonly user: UserId;
    };

/**
 * A code that nobody looked at proves nothing: only an accredited organisation sees what is addressed to its credit code by
 * others. Beside it the person's own bills, as far as it bought as one.
 */
export function billsOf({ userId, organisation, roles }: Principal): BillsOf {
  const runsPlatform = organisation?.kind === 'operator' && roles.includes('officer');
  if (runsPlatform || organisation?.kind === 'supervisor') return { of: 'all' };
  return {
    of: 'recipient',
    organisation: organisation?.id ?? null,
    creditCode: organisation?.accredited === true ? organisation.creditCode : null,
    user: userId,
  };
}
