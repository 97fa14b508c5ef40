import { ALARM_BEFORE_MS, refundAlarm, refundDueAt } from '@reassign/shared/deposits/refund.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import type { PaysCourts } from '../../payments/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { RoundNow } from '../round.ts';
import * as repo from './repo.ts';

/** Money on its way to courts; the module of bank transfers stands to the right. */
export interface CourtDoor {
  readonly pay: PaysCourts;
  /** What was instructed, and how much of it by its hour. */
  readonly counted: () => Promise<Figures>;
  /** What was not, due until then. */
  readonly uninstructed: (
    until: Instant,
  ) => Promise<readonly { readonly payments: number; readonly dueAt: Instant }[]>;
}

interface Figures {
  readonly total: number;
  readonly onTime: number;
}

interface PunctualityDeps {
  readonly courts: Pick<CourtDoor, 'counted' | 'uninstructed'>;
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
  readonly roundOf: (lotId: LotId) => Promise<RoundNow | null>;
}

/** Deposits of one lot that are held though its round is over, or released and not instructed to go back. */
export interface Waiting {
  readonly lotId: LotId;
  readonly deposits: number;
  readonly dueAt: Instant;
  readonly alarm: 'soon' | 'late';
}

const LOTS_AT_ONCE = 1_000;
const WATCHED_FOR_MS = MINUTE;

/** Whether losers get their deposits back in time, and courts what is theirs: told to everybody, and to the operator before it is too late. */
export function createPunctuality({ db, clock, courts, roundOf }: PunctualityDeps) {
  let seen: { readonly at: Instant; readonly waiting: readonly Waiting[] } | null = null;

  /** Asked of the logs and not of what follows them: what ends deposits may be what has failed. */
  async function watch(): Promise<readonly Waiting[]> {
    const now = clock.now();
    if (seen && now >= seen.at && now < later(seen.at, WATCHED_FOR_MS)) return seen.waiting;
    const lots = await repo.lotsWithHeld(db, LOTS_AT_ONCE);
    const waiting: Waiting[] = [];
    for (const { lotId, deposits } of lots) {
      const round = await roundOf(lotId);
      if (!round || round.takesBidders) continue;
      const dueAt = refundDueAt(round.closesAt, round.rules);
      const alarm = refundAlarm(dueAt, now);
      if (alarm) waiting.push({ lotId, deposits, dueAt, alarm });
    }
    for (const one of await repo.uninstructed(db, later(now, ALARM_BEFORE_MS))) {
      const alarm = refundAlarm(one.dueAt, now);
      if (alarm) waiting.push({ ...one, alarm });
    }
    seen = { at: now, waiting };
    return waiting;
  }

  /** The same of what is a court's: what was not applied to a price in time is among the deposits above. */
  async function watchCourts() {
    const now = clock.now();
    return (await courts.uninstructed(later(now, ALARM_BEFORE_MS))).flatMap((one) => {
      const alarm = refundAlarm(one.dueAt, now);
      return alarm ? [{ ...one, alarm }] : [];
    });
  }

  /** What is late counts although it was never instructed. */
  const withLate = (
    { total, onTime }: Figures,
    waiting: readonly { readonly alarm: string; readonly count: number }[],
  ): Figures => {
    const late = waiting.filter(({ alarm }) => alarm === 'late');
    return { total: late.reduce((sum, { count }) => sum + count, total), onTime };
  };

  return {
    watch,
    watchCourts,

    /** For everybody. */
    async figures(): Promise<Figures> {
      const waiting = (await watch()).map(({ alarm, deposits: count }) => ({ alarm, count }));
      return withLate(await repo.countInstructed(db), waiting);
    },

    /** The same of courts' money. */
    async courtFigures(): Promise<Figures> {
      const waiting = (await watchCourts()).map(({ alarm, payments: count }) => ({ alarm, count }));
      return withLate(await courts.counted(), waiting);
    },
  };
}
