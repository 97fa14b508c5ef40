import type { Organisation, Principal } from '@reassign/shared/accounts/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';

/** The bank or the court a person acts for. Access was decided before: only members of one come here. */
export function bankOf({ organisation }: Principal): Organisation {
  assert(
    organisation?.kind === 'bank' || organisation?.kind === 'court',
    'listings are written and read by members of a bank or a court',
  );
  return organisation;
}
