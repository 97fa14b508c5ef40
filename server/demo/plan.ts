import {
  addDays,
  DAY,
  dayOf,
  HOUR,
  type Instant,
  instant,
  later,
  MINUTE,
  startOfDay,
} from '@reassign/shared/kernel/instant.ts';
import { type FallTerms, usualDutch } from '@reassign/shared/listings/dutch.ts';
import type { DemoAsset } from './asset.ts';
import { demoAssets } from './assets.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
import { sellOffEnd } from '@reassign/shared/listings/ladder.ts';
import { pastAssets, waitingAsset } from './past-assets.ts';
import { bundled } from './portfolios.ts';
import { renumber } from './renumber.ts';

/** When a demo lot is told to have been published, and when it runs. */
export interface PlannedLot {
  readonly asset: DemoAsset;
  readonly publishedAt: Instant;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  /** How its price falls, for a lot that is sold so. */
  readonly fall?: FallTerms;
  /** For a lot under sealed bids: so many shares of its key have come by now. */
  readonly shares?: number;
  /** The rounds after the first: nobody came to any but the last one. */
  readonly ladder?: readonly PlannedRound[];
  /** Its hidden reserve, in hundredths of the appraisal. */
  readonly reservePercent?: number;
  /** Its notice promises the runner-up an offer, which a past sale comes to. */
  readonly hasRunnerUp?: boolean;
  /** Its price is paid in two parts. */
  readonly isInParts?: boolean;
  /** Another bank has an earlier pledge on its right, up to a maximum. */
  readonly isShared?: boolean;
  /** How many bids were made by now. */
  readonly bids: number;
  /** Who is registered: both agencies know the lots that the reader should not find empty. */
  readonly registered: readonly ('agency-a' | 'agency-b' | 'robot-a' | 'robot-b')[];
  /** Registered, but the deposit still waits for the operator. */
  readonly waiting?: readonly ('agency-a' | 'agency-b')[];
  /** One of them bids for a buyer, who may have to confirm it yet. */
  readonly mandate?: {
    readonly by: 'agency-a' | 'agency-b';
    readonly of: 'buyer-a' | 'buyer-b';
    readonly isConfirmed: boolean;
  };
}

export interface PlannedRound {
  readonly format: 'english' | 'selloff';
  readonly opensAt: Instant;
  readonly closesAt: Instant;
}

export interface DemoPlan {
  readonly lots: readonly PlannedLot[];
  /** Rights for listings that were not published: what the bank's desk has to do. */
  readonly drafts: readonly DemoAsset[];
}

const robots = ['robot-a', 'robot-b'] as const;
const agencies = ['agency-a', 'agency-b'] as const;
const everyone = [...agencies, ...robots];

/** Ends of the lots that are open at the start, in minutes from it. */
const openFor = [3, 10, 30, 90, 6 * 60, 24 * 60, 50 * 60, 75 * 60];
/** Bids so far on each of them: one has none, one belongs to the demo bidders. */
const openBids = [6, 9, 4, 12, 3, 0, 8, 2];

/*
 * Hidden reserves, in hundredths of the appraisal, where bids begin at 70: met and opened with the sale, not met and opened
 * at the end; met while it runs, not met yet, and about to be met by the demo bidders.
 */
const endedReserves: Readonly<Record<number, number>> = { 2: 74, 4: 130 };
const openReserves: Readonly<Record<number, number>> = { 1: 72, 3: 86, 4: 85 };

const reserveOf = (reservePercent: number | undefined) => reservePercent !== undefined && { reservePercent };

/** A batch around `now`; from the second on only what keeps the market alive, with numbers of its own. */
export function demoPlan(now: Instant, batch: number): DemoPlan {
  const assets = demoAssets.map((asset) => renumber(bundled(asset), batch));
  const [ended, open, notice, drafts] = [
    assets.slice(0, 8),
    assets.slice(8, 16),
    assets.slice(16, 24),
    assets.slice(24),
  ];
  const running = [
    ...open.map((asset, index) => (index === FALLING ? fallingLot(asset, now) : openLot(asset, now, index))),
    ...notice.map((asset, index) => noticeLot(asset, now, index)),
  ];
  if (batch > 0) return { lots: running, drafts: [] };
  const past = pastAssets.map((told, index) => pastLot(told, now, index));
  const lately = ended.map((asset, index) =>
    index === WAITING ? waitingLot(asset, now) : endedLot(asset, now, index),
  );
  return { lots: [...past, sellOffLot(now), ...lately, ...running], drafts };
}

/** Half a year of sales, so that results have something to tell. */
function pastLot(
  { asset, publishedDaysAgo, bids }: (typeof pastAssets)[number],
  now: Instant,
  index: number,
) {
  const publishedAt = later(now, -publishedDaysAgo * DAY);
  const opensAt = later(startOfDay(addDays(dayOf(publishedAt), 16)), (9 + (index % 3)) * HOUR);
  return {
    asset,
    publishedAt,
    opensAt,
    closesAt: later(opensAt, DAY + (index % 5) * 6 * HOUR),
    bids,
    registered: bids === 0 ? [] : everyone,
    ...(index === MANDATED.past && { mandate: { by: 'agency-a', of: 'buyer-a', isConfirmed: true } }),
  } satisfies PlannedLot;
}

/** Published 38 days ago and less; two of eight found nobody. */
function endedLot(asset: DemoAsset, now: Instant, index: number): PlannedLot {
  const publishedAt = later(now, -(40 - index) * DAY);
  const opensAt = later(startOfDay(addDays(dayOf(publishedAt), 16)), 10 * HOUR);
  const unsold = index % 4 === 3;
  return {
    asset,
    publishedAt,
    opensAt,
    closesAt: later(opensAt, 2 * DAY + index * HOUR),
    bids: unsold ? 0 : 5 + index * 2,
    registered: unsold ? ['agency-a'] : everyone,
    ...(index === SHARED && { isShared: true }),
    ...(index === UNPAID && { hasRunnerUp: true }),
    ...(index === IN_PARTS.ended && { isInParts: true }),
    ...(index === OPENED && { shares: 2 }),
    ...reserveOf(endedReserves[index]),
  };
}

/** Bidding was over three hours ago, and one of three keepers has come. */
function waitingLot(asset: DemoAsset, now: Instant): PlannedLot {
  return {
    asset,
    publishedAt: later(now, -22 * DAY),
    opensAt: later(now, -2 * DAY - 3 * HOUR),
    closesAt: later(now, -3 * HOUR),
    bids: 3,
    registered: everyone,
    shares: 1,
  };
}

function openLot(asset: DemoAsset, now: Instant, index: number): PlannedLot {
  const publishedAt = later(now, -(26 - index) * DAY);
  const earliest = startOfDay(addDays(dayOf(publishedAt), 16));
  return {
    asset,
    publishedAt,
    opensAt: instant(Math.max(earliest, now - 30 * HOUR - index * HOUR)),
    closesAt: later(now, (openFor[index] ?? 60) * MINUTE),
    bids: openBids[index] ?? 0,
    registered: index < 4 || index === SEALED ? everyone : index === 5 ? [] : robots,
    ...(index === SEALED && { shares: 0 }),
    ...(index === 4 && { waiting: ['agency-a'] }),
    ...(index === IN_PARTS.open && { isInParts: true }),
    ...(index === MANDATED.open && { mandate: { by: 'agency-a', of: 'buyer-a', isConfirmed: true } }),
    ...reserveOf(openReserves[index]),
  };
}

/** Which of the open lots sells by a falling price, and which under sealed bids. */
const FALLING = 6;
const SEALED = 7;

/** Of those that have ended: one sold under sealed bids, one that waits for a share of its key. */
const OPENED = 5;
/** Of those that have ended, sold: the one with two pledgees. */
const SHARED = 0;
const WAITING = 6;
/** Sold to somebody who did not pay, and those whose notice allows instalments. */
const UNPAID = 1;
const IN_PARTS = { ended: 2, open: 3 } as const;
/** Where an agency bids for a buyer: it bought in the past, it bids now, and it waits for the buyer's word. */
const MANDATED = { past: 9, open: 2, notice: 4 } as const;

/** A price that has been falling for some minutes: 81 levels of two minutes each, nobody took one yet. */
function fallingLot(asset: DemoAsset, now: Instant): PlannedLot {
  const levelMs = 2 * MINUTE;
  const opensAt = later(now, -9 * levelMs);
  return {
    asset,
    publishedAt: later(now, -20 * DAY),
    opensAt,
    closesAt: later(opensAt, usualDutch.levels * levelMs),
    fall: { ...usualDutch, levelMs },
    bids: 0,
    registered: agencies,
  };
}

/** How long before now its sell-off opened: the price is held open until the day after tomorrow, 24:00. */
const SELL_OFF_DAYS = 58;
/** From the opening of one round to that of the next: two days of bidding, then the notice. */
const ROUND_DAYS = 18;

/** Published with three rounds, two of which nobody came to; now its price waits for a first bid. */
function sellOffLot(now: Instant): PlannedLot {
  const today = startOfDay(dayOf(now));
  const opens = (rounds: number): Instant =>
    later(today, -(SELL_OFF_DAYS + rounds * ROUND_DAYS) * DAY + 10 * HOUR);
  const round = (opensAt: Instant) => ({ opensAt, closesAt: later(opensAt, 2 * DAY) });
  const opensAt = opens(0);
  return {
    asset: waitingAsset,
    publishedAt: later(opens(2), -16 * DAY - HOUR),
    ...round(opens(2)),
    ladder: [
      { format: 'english', ...round(opens(1)) },
      { format: 'selloff', opensAt, closesAt: sellOffEnd(opensAt, bidding) },
    ],
    bids: 0,
    registered: agencies,
  };
}

/** The first opens twenty minutes from now. */
function noticeLot(asset: DemoAsset, now: Instant, index: number): PlannedLot {
  const publishedAt = later(now, index === 0 ? -18 * DAY : -index * DAY - 5 * HOUR);
  const earliest = startOfDay(addDays(dayOf(publishedAt), 16));
  const opensAt = index === 0 ? later(now, 20 * MINUTE) : later(earliest, (9 + (index % 3)) * HOUR);
  return {
    asset,
    publishedAt,
    opensAt,
    closesAt: later(opensAt, (24 + 6 * index) * HOUR),
    bids: 0,
    registered: index % 2 === 0 ? ['agency-b'] : [],
    ...(index % 3 === 1 && { waiting: ['agency-a'] }),
    ...(index === MANDATED.notice && { mandate: { by: 'agency-a', of: 'buyer-b', isConfirmed: false } }),
    ...reserveOf(index === 1 ? 76 : undefined),
  };
}
