import type { LotEntry } from '../auctions/events.ts';
import { readLotEvent } from '../auctions/read-event.ts';
import { judge } from '../auctions/formats/sealed-opening.ts';
import type { BidderNumber, LotId } from '../kernel/ids.ts';
import { toMoney } from '../kernel/codecs.ts';
import type { Money } from '../kernel/money.ts';
import type { LogFault } from './faults.ts';
import { isKeyOf, openBid } from './lot-key.ts';
import { readEntryLine } from './log-file.ts';

type SealedFault = Extract<LogFault, 'wrong-lot-key' | 'wrong-reading'>;

export type SealedReport =
  | { readonly ok: true; readonly opened: number }
  | { readonly ok: false; readonly seq: number; readonly fault: SealedFault };

/**
 * Decrypts every bid of a lot whose log was found lawful, with the key that the log publishes: that it is the key of the
 * notice, and that each bid says what the opening says of it. A lot that was not opened has nothing to decrypt.
 */
export async function checkSealedBids(entries: readonly LotEntry[]): Promise<SealedReport> {
  const [notice] = entries;
  const opening = entries.find((entry) => entry.type === 'SealedBidsOpened');
  if (notice?.type !== 'ListingPublished' || notice.body.format !== 'sealed' || !opening)
    return { ok: true, opened: 0 };
  const { key, bids } = opening.body;
  if (!(await isKeyOf(key, notice.body.recipient)))
    return { ok: false, seq: opening.seq, fault: 'wrong-lot-key' };
  const start = toMoney(notice.body.start);
  for (const said of bids) {
    const placed = entries[said.seq - 1];
    if (placed?.type !== 'SealedBidPlaced') return { ok: false, seq: said.seq, fault: 'wrong-reading' };
    const { ciphertext, bidderNumber } = placed.body;
    const content = await openBid(ciphertext, key);
    const exceedsAuthority = said.fault === 'authority-exceeded';
    // Neither what a mandate allows nor a reserve is in the key: the log was found to agree about them.
    const reserve = said.fault === 'below-reserve' && said.amount ? above(toMoney(said.amount)) : null;
    const lot = { lotId: notice.lot, start, reserve };
    const read = judge({ seq: said.seq, content, exceedsAuthority }, bidderNumber as BidderNumber, lot);
    const isSaid =
      read.fault === said.fault &&
      read.amount?.amount === said.amount?.amount &&
      read.amount?.currency === said.amount?.currency;
    if (!isSaid) return { ok: false, seq: said.seq, fault: 'wrong-reading' };
  }
  return { ok: true, opened: bids.length };
}

const above = (amount: Money): Money => ({ ...amount, amount: amount.amount + 1 });

/** The same for an exported log that was verified. */
export const checkSealedLog = ([, ...lines]: readonly string[]): Promise<SealedReport> =>
  checkSealedBids(
    lines.flatMap((text) => {
      const line = readEntryLine(text);
      const event = line && readLotEvent(line.type, line.body);
      return event ? [{ ...event, lot: line.lot as LotId, seq: line.seq, at: line.at }] : [];
    }),
  );
