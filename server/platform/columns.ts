import { customType } from 'drizzle-orm/pg-core';
import { type Instant, instant, toRfc3339 } from '@reassign/shared/kernel/instant.ts';

export const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/** An `Instant` as `timestamptz(3)`: milliseconds, and no `Date` in the modules. */
export const instantColumn = customType<{ data: Instant; driverData: string | Date }>({
  dataType: () => 'timestamp(3) with time zone',
  toDriver: (at) => toRfc3339(at),
  fromDriver: (value) => instant(new Date(value).getTime()),
});
