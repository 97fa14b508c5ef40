import { describe, it } from 'vitest';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { toInstant } from '@reassign/shared/kernel/codecs.ts';
import { later, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { type Change, dearer, expectRefused } from '../../support/forge.ts';
import { lived, played, reserved } from '../../support/history.ts';

/*
 * Wrong outcomes of what stands beside plain bidding: priority, rounds, pauses, voided leaders, hidden reserves. None gets
 * past the public verifier. TEST_SEED repeats a run.
 */
const testSeed = process.env['TEST_SEED'];
const parameters = { numRuns: 1_500, ...(testSeed !== undefined && { seed: Number(testSeed) }) };

const millisecondLater = (time: string): string => toRfc3339(later(toInstant(time), 1));
const ranksOf = (before: readonly LotEntry[]) =>
  new Map(
    before.flatMap((entry) =>
      entry.type === 'Registered' ? [[entry.body.bidderNumber, entry.body.rank ?? null] as const] : [],
    ),
  );

const ofPriority: Record<string, Change> = {
  'a match by somebody without priority': (entry, before) => {
    const leader = before.findLast(({ type }) => type === 'BidAccepted');
    const [plain] = [...ranksOf(before)].filter(
      ([number, rank]) =>
        rank === null && !(leader?.type === 'BidAccepted' && leader.body.bidderNumber === number),
    );
    return entry.type === 'BidMatched' && plain
      ? { ...entry, body: { ...entry.body, bidderNumber: plain[0] } }
      : null;
  },
  'a match of a fen less': (entry) =>
    entry.type === 'BidMatched'
      ? { ...entry, body: { ...entry.body, amount: dearer(entry.body.amount, -1) } }
      : null,
  'a match of a fen more': (entry) =>
    entry.type === 'BidMatched'
      ? { ...entry, body: { ...entry.body, amount: dearer(entry.body.amount) } }
      : null,
};

const ofLife: Record<string, Change> = {
  'a pause that gives a millisecond': (entry) =>
    entry.type === 'LotResumed'
      ? { ...entry, body: { ...entry.body, closesAt: millisecondLater(entry.body.closesAt) } }
      : null,
  'a voided leader without a pause': (entry) =>
    entry.type === 'LotPaused' && entry.body.cause === 'leader-voided' ? 'omit' : null,
  'somebody barred twice': (entry) => (entry.type === 'BidderBarred' ? 'repeat' : null),
  'a bid confirmed at a fen more': (entry) =>
    entry.type === 'BidReconfirmed'
      ? { ...entry, body: { ...entry.body, amount: dearer(entry.body.amount) } }
      : null,
  'a round a fen below its published start': (entry) =>
    entry.type === 'RoundAnnounced'
      ? { ...entry, body: { ...entry.body, start: dearer(entry.body.start, -1) } }
      : null,
  'a round that opens a millisecond late': (entry) =>
    entry.type === 'RoundAnnounced'
      ? { ...entry, body: { ...entry.body, opensAt: millisecondLater(entry.body.opensAt) } }
      : null,
  'a round left out': (entry) =>
    entry.type === 'RoundAnnounced'
      ? { ...entry, body: { ...entry.body, round: entry.body.round + 1 } }
      : null,
  'a sale annulled twice': (entry) => (entry.type === 'LotAnnulled' ? 'repeat' : null),
  'a correction of what the rules read': (entry) =>
    entry.type === 'NoticeCorrected'
      ? {
          ...entry,
          body: {
            ...entry.body,
            changes: entry.body.changes.map((change) => ({ ...change, pointer: '/start/amount' })),
          },
        }
      : null,
};

const ofReserve: Record<string, Change> = {
  'a sale that opens a fen more': (entry) =>
    entry.type === 'LotSold' && entry.body.reserve
      ? {
          ...entry,
          body: {
            ...entry.body,
            reserve: { ...entry.body.reserve, amount: dearer(entry.body.reserve.amount) },
          },
        }
      : null,
  'a sale that opens nothing': (entry) =>
    entry.type === 'LotSold' && entry.body.reserve
      ? { ...entry, body: { bidderNumber: entry.body.bidderNumber, hammer: entry.body.hammer } }
      : null,
  'a ladder that ends at another reserve': (entry) =>
    entry.type === 'ReserveOpened'
      ? { ...entry, body: { ...entry.body, amount: dearer(entry.body.amount, -1) } }
      : null,
  'unsold at a price that was said to meet it': (entry) =>
    entry.type === 'LotSold' ? { ...entry, type: 'LotUnsold', body: { reason: 'reserve-not-met' } } : null,
  'no bid, where one did not meet it': (entry) =>
    entry.type === 'LotUnsold' && entry.body.reason === 'reserve-not-met'
      ? { ...entry, body: { reason: 'no-bid' } }
      : null,
  'met twice': (entry) => (entry.type === 'ReserveMet' ? 'repeat' : null),
};

describe('every wrong outcome is refused', () => {
  it.each(Object.entries(ofPriority))('%s', (_, change) => {
    expectRefused(played, change, parameters);
  });
  it.each(Object.entries(ofLife))('%s', (_, change) => {
    expectRefused(lived, change, parameters);
  });
  it.each(Object.entries(ofReserve))('with a hidden reserve: %s', (_, change) => {
    expectRefused(reserved, change, parameters);
  });
});
