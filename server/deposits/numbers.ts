import { randomInt } from 'node:crypto';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { Db } from '../platform/db.ts';
import { giveNumber, type StoredRegistration } from './repo.ts';

/** Random per lot, so that nobody is recognised from one lot to the next. */
export async function drawNumber(
  tx: Db,
  { lotId, id }: Pick<StoredRegistration, 'lotId' | 'id'>,
): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt++) {
    if (await giveNumber(tx, lotId, id, String(randomInt(100_000, 1_000_000)))) return;
  }
  assert(false, 'a lot has room for another bidder number');
}
