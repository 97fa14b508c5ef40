import { addTotals, closeText, unevenCurrencies } from '@reassign/shared/ledger/close.ts';
import {
  addDays,
  type CalendarDay,
  dayOf,
  later,
  MINUTE,
  startOfDay,
} from '@reassign/shared/kernel/instant.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { signedNote } from '@reassign/shared/verify/note.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { CheckpointSigner } from '../../platform/sequencer/index.ts';
import * as repo from './repo.ts';

export interface ClosesDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly signer: Pick<CheckpointSigner, 'key' | 'sign'>;
}

/** The books do not agree with themselves: nothing is closed until somebody has looked (docs/operations.md). */
class LedgerDrift extends Error {
  override readonly name = 'LedgerDrift';
}

/** A server whose clock is behind may still enter something for the day before. */
const GRACE_MS = 5 * MINUTE;
const NOTHING_BEFORE = new Uint8Array(32);

export type Closes = ReturnType<typeof createCloses>;

export function createCloses({ db, clock, signer }: ClosesDeps) {
  const spanOf = (day: CalendarDay): repo.DaySpan => ({
    day,
    from: startOfDay(day),
    until: startOfDay(addDays(day, 1)),
  });

  /** The oldest day that is over and open; `null` when there is none. */
  async function due(where: Db): Promise<repo.DaySpan | null> {
    const last = await repo.lastClose(where);
    const first = last ? null : await repo.firstEntry(where);
    if (!last && first === null) return null;
    const span = spanOf(last ? addDays(last.day, 1) : dayOf(first ?? clock.now()));
    return clock.now() >= later(span.until, GRACE_MS) ? span : null;
  }

  /** Closes one day, if one is due; answers whether another may be. Whoever is second finds it closed. */
  async function closeNext(): Promise<boolean> {
    if (!(await due(db))) return false;
    return db.transaction(async (tx) => {
      await repo.haltEntering(tx);
      const span = await due(tx);
      if (!span) return false;
      await closeDay(tx, span);
      return true;
    });
  }

  async function closeDay(tx: Db, span: repo.DaySpan): Promise<void> {
    const before = await repo.lastClose(tx);
    const { transactions, digest } = await repo.digestOf(tx, span, before?.digest ?? NOTHING_BEFORE);
    const totals = addTotals(before?.totals ?? [], await repo.movedOn(tx, span));
    assert(unevenCurrencies(totals).length === 0, 'every transaction sums to zero, so all of them do');
    const text = closeText(signer.key.name, { day: span.day, transactions, digest, totals });
    const note = signedNote(text, signer.key, signer.sign(text));
    await repo.insertClose(tx, {
      ...{ day: span.day, untilAt: span.until, closedAt: clock.now(), transactions, digest },
      ...{ totals, note },
    });
    await repo.insertBalances(tx, span);
    const drifted = await repo.drifted(tx, span);
    if (drifted.length > 0) throw new LedgerDrift(`${span.day}: ${drifted.join(', ')}`);
  }

  return {
    closeNext,
    /** Newest first. */
    list: (before: CalendarDay | null, limit: number) => repo.listCloses(db, before, limit),
    find: (day: CalendarDay) => repo.findClose(db, day),
  };
}
