import { randomInt } from 'node:crypto';
import { wakesAt } from '@reassign/shared/auctions/decide.ts';
import type { Admission, LotState } from '@reassign/shared/auctions/types.ts';
import { type BidderNumber, type LotId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, instant, MINUTE } from '@reassign/shared/kernel/instant.ts';
import type { Deposits } from '../deposits/index.ts';
import type { Clock, Scheduled } from '../platform/clock.ts';
import type { LotSequencer } from './held-lot.ts';

export interface RoundsDeps {
  readonly sequencer: LotSequencer;
  readonly deposits: Pick<Deposits, 'heldIn' | 'barredIn'>;
  readonly clock: Clock;
  readonly report: (error: unknown, lotId: LotId) => void;
}

/**
 * Opens and closes lots on time and lets registrations into their logs: those from before the opening in one shuffled
 * batch with it, later ones at the next full minute, so that no entry's place tells when its deposit was paid.
 */
export function createRounds({ sequencer, deposits, clock, report }: RoundsDeps) {
  const waitingForMinute = new Map<LotId, Scheduled>();
  const running = new Set<Promise<void>>();
  let isStopped = false;

  /** Work that nobody waits for: a fault is reported, and the sequencer asks again every second. */
  function track(lotId: LotId, work: Promise<void>): void {
    const tracked = work
      .catch((error: unknown) => {
        report(error, lotId);
      })
      .finally(() => running.delete(tracked));
    running.add(tracked);
  }

  /** What the lot's time asks for: opening, close, going on after a pause, or the end of a runner-up's offer. */
  async function wake(lotId: LotId, state: LotState): Promise<void> {
    if (state.phase === 'notice') {
      await sequencer.submit(lotId, { type: 'OpenLot', admissions: await newcomers(lotId, state) });
      // A deposit may have been confirmed, perhaps by another server, after the look at those that come in now.
      admitSoon(lotId);
    } else if (state.phase === 'open') await sequencer.submit(lotId, { type: 'CloseLot' });
    else if (state.phase === 'paused' && isDue(wakesAt(state))) {
      await sequencer.submit(lotId, { type: 'ResumeLot', actor: { role: 'platform' }, reason: '' });
    } else if (state.phase === 'annulled' && isDue(wakesAt(state)))
      await sequencer.submit(lotId, { type: 'LapseOffer', actor: { role: 'platform' } });
  }

  const isDue = (at: Instant | null): boolean => at !== null && at <= clock.now();

  /** Deposits were confirmed while the lot is open: they enter together at the next full minute. */
  function admitSoon(lotId: LotId): void {
    if (isStopped || waitingForMinute.has(lotId)) return;
    const timer = clock.schedule(nextMinute(clock.now()), () => {
      waitingForMinute.delete(lotId);
      const admitting = admit(lotId).catch((error: unknown) => {
        admitSoon(lotId);
        throw error;
      });
      track(lotId, admitting);
    });
    waitingForMinute.set(lotId, timer);
  }

  async function admit(lotId: LotId): Promise<void> {
    const view = await sequencer.view(lotId);
    const lot = view?.state.lot;
    if (lot?.phase !== 'open') return;
    await bar(lotId);
    const admissions = await newcomers(lotId, lot);
    if (admissions.length === 0) return;
    const outcome = await sequencer.submit(lotId, { type: 'AdmitBidders', admissions });
    // Who paid and is not in the log cannot bid: whatever kept the entry out, it is tried again until the close.
    if (!outcome.ok && outcome.refusal.code !== 'lot-closed') admitSoon(lotId);
  }

  /** Who is in the log and was found not to be allowed to bid: by its number, from here on (3-trading-rules §3.6). */
  async function bar(lotId: LotId): Promise<void> {
    const lot = (await sequencer.view(lotId))?.state.lot;
    if (lot?.phase !== 'open' && lot?.phase !== 'paused') return;
    for (const { bidderNumber, ground } of await deposits.barredIn(lotId)) {
      if (!lot.admitted.has(bidderNumber) || lot.barred.has(bidderNumber)) continue;
      const actor = { role: 'platform' } as const;
      await sequencer.submit(lotId, { type: 'BarBidder', actor, bidderNumber, ground });
    }
  }

  async function newcomers(
    lotId: LotId,
    state: Exclude<LotState, { phase: 'unborn' }>,
  ): Promise<Admission[]> {
    const held = await deposits.heldIn(lotId);
    return shuffle(held.filter(({ bidderNumber }) => !state.admitted.has(bidderNumber as BidderNumber)));
  }

  return {
    wake,
    wakeSoon: (lotId: LotId, state: LotState): void => {
      track(lotId, wake(lotId, state));
    },
    admitSoon,
    barNow: (lotId: LotId): void => {
      track(lotId, bar(lotId));
    },
    /** Admits nobody any more; what was begun goes on. */
    stop(): void {
      isStopped = true;
      for (const timer of waitingForMinute.values()) timer.cancel();
      waitingForMinute.clear();
    },
    async settled(): Promise<void> {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

const nextMinute = (now: Instant): Instant => instant(Math.floor(now / MINUTE) * MINUTE + MINUTE);

/** Fisher–Yates with a cryptographic die: the order of the log must not follow the order of payments. */
function shuffle(held: Awaited<ReturnType<Deposits['heldIn']>>): Admission[] {
  const drawn = held.map((one) => ({ ...one, bidderNumber: one.bidderNumber as BidderNumber }));
  for (let last = drawn.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    const [a, b] = [drawn[last], drawn[other]];
    if (a && b) [drawn[last], drawn[other]] = [b, a];
  }
  return drawn;
}
