import type { Sql } from 'postgres';
import type { Scheduled } from '../clock.ts';
import type { Pacing } from '../pacing.ts';

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

export function serverLease(sql: Sql, pacing: Pacing, serverId: string): Lease {
  let heldUntil = -Infinity;
  let timer: Scheduled | null = null;
  let isRenewing = false;

  async function renew(): Promise<void> {
    const sentAt = pacing.now();
    await sql`
      insert into server_lease (server_id, until)
      values (${serverId}, clock_timestamp() + ${LEASE_MS} * interval '1 millisecond')
      on conflict (server_id) do update set until = excluded.until`;
    heldUntil = sentAt + LEASE_MS;
  }

  /**
   * One that failed is tried again; meanwhile the lease runs out, and refusals wait for a fenced write. While the
   * database is silent renewals do not pile up: they would all come too late.
   */
  async function renewAlone(): Promise<void> {
    if (isRenewing) return;
    isRenewing = true;
    await renew().catch(() => undefined);
    isRenewing = false;
  }

  return {
    holds: () => pacing.now() < heldUntil,
    async start() {
      await renew();
      timer = pacing.every(RENEW_EVERY_MS, () => void renewAlone());
    },
    async release() {
      timer?.cancel();
      timer = null;
      heldUntil = -Infinity;
      await sql`delete from server_lease where server_id = ${serverId}`;
    },
  };
}
