import type { Sql } from 'postgres';
import { later } from '@reassign/shared/kernel/instant.ts';
import type { Clock, Scheduled } from '../clock.ts';

/** While a server's lease lives, no other takes its lots. It protects nothing by itself: the fence does. */
export interface Lease {
  /** By the monotonic clock, counted from before the renewal was sent: never longer than the database believes. */
  holds(): boolean;
  /** The first renewal is awaited. */
  start(): Promise<void>;
  /** Gives the lots free at once. */
  release(): Promise<void>;
}

const LEASE_MS = 2_000;
const RENEW_EVERY_MS = 500;

export function serverLease(sql: Sql, clock: Clock, serverId: string): Lease {
  let heldUntil = -Infinity;
  let timer: Scheduled | null = null;

  async function renew(): Promise<void> {
    const sentAt = clock.monotonic();
    await sql`
      insert into server_lease (server_id, until)
      values (${serverId}, clock_timestamp() + ${LEASE_MS} * interval '1 millisecond')
      on conflict (server_id) do update set until = excluded.until`;
    heldUntil = sentAt + LEASE_MS;
  }

  function renewSoon(): void {
    timer = clock.schedule(later(clock.now(), RENEW_EVERY_MS), () => {
      // A renewal that failed is tried again; meanwhile the lease runs out, and refusals wait for a fenced write.
      void renew()
        .catch(() => undefined)
        .finally(() => {
          if (timer !== null) renewSoon();
        });
    });
  }

  return {
    holds: () => clock.monotonic() < heldUntil,
    async start() {
      await renew();
      renewSoon();
    },
    async release() {
      timer?.cancel();
      timer = null;
      heldUntil = -Infinity;
      await sql`delete from server_lease where server_id = ${serverId}`;
    },
  };
}
