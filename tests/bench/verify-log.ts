import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { instant } from '@reassign/shared/kernel/instant.ts';
import { exportLog } from '../support/exported-log.ts';
import {
  A,
  accepted,
  B,
  closed,
  closesAt,
  lotId,
  notice,
  opensAt,
  registered,
  sold,
  yuan,
} from '../support/lot.ts';

/** An exported log of exactly so many entries: two bidders who overbid each other all day long, then the hammer. */
export function longLog(entries: number): string {
  const begin = [notice(), registered(A), registered(B), { type: 'LotOpened', body: {} } as const];
  const bids = entries - begin.length - 2;
  const step = Math.floor((closesAt - opensAt - 600_000) / bids);
  const amountOf = (nth: number) => yuan(100_000 + nth * 1_000);
  const events = [
    ...begin.map((event, nth) => ({ ...event, at: nth === 0 ? notice().at : opensAt })),
    ...Array.from({ length: bids }, (_, nth) => ({
      ...accepted(nth % 2 === 0 ? A : B, amountOf(nth)),
      at: instant(opensAt + nth * step),
    })),
    { ...closed(), at: closesAt },
    { ...sold(bids % 2 === 1 ? A : B, amountOf(bids - 1)), at: closesAt },
  ];
  const log = events.map((event, nth): LotEntry => ({ ...event, lot: lotId, seq: nth + 1 }));
  return `${exportLog(log).lines.join('\n')}\n`;
}
