import type { Principal } from '../accounts/types.ts';
import type { OrganisationId } from '../kernel/ids.ts';

/** Who reads the accounts of a lot: the bank that has it sold, and the operator's officers. */
export const mayReadLot = ({ organisation, roles }: Principal, seller: OrganisationId): boolean =>
  organisation?.id === seller || (organisation?.kind === 'operator' && roles.includes('officer'));
