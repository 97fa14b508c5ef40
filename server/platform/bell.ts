import type { Sql } from 'postgres';
import type { Pacing } from './pacing.ts';

/**
 * "Something was written: look." It carries nothing and may be lost, so whoever listens also looks by itself now and
 * then (9-threats D8).
 */
export interface Bell {
  /** After the commit, never inside it: NOTIFY takes one lock of the whole server (9-threats D9). */
  ring(): void;
  /** Told at once for our own writes. Returns how to stop listening. */
  onRing(listener: () => void): () => void;
  close(): Promise<void>;
}

const CHANNEL = 'reassign';
/** A busy server tells the others at most this often. */
const COALESCE_MS = 5;

/** LISTEN and NOTIFY between the processes of one database; within a process without it. */
export async function openBell(sql: Sql, pacing: Pacing, report: (error: unknown) => void): Promise<Bell> {
  const listeners = new Set<() => void>();
  let isPending = false;

  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  // The driver listens again after a lost connection and calls `tell` then too: something may have been missed.
  const listening = await sql.listen(CHANNEL, tell, tell);

  function ring(): void {
    tell();
    if (isPending) return;
    isPending = true;
    pacing.after(COALESCE_MS, () => {
      isPending = false;
      sql.notify(CHANNEL, '').catch(report);
    });
  }

  return {
    ring,
    onRing(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => listening.unlisten(),
  };
}
