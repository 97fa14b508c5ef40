import type { Organisation, Principal } from '@reassign/shared/accounts/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';

/** The bank a person acts for. Access was decided before: only members of a bank come here. */
export function bankOf({ organisation }: Principal): Organisation {
  assert(organisation?.kind === 'bank', 'listings are written and read by members of a bank');
  return organisation;
}
