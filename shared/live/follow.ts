import type { LogEntryView, LotSummary, LotView } from '../auctions/api.ts';
import type { LotEvent } from '../auctions/events.ts';
import { stageAtHammer } from '../auctions/stages.ts';
import { fromInstant, toInstant } from '../kernel/codecs.ts';
import type { SaltedAmount } from '../listings/events.ts';
import type { Profile } from '../listings/profile.ts';
import { confirmationOf } from '../listings/sale-word.ts';
import { changeOf, courseAtOpening } from './bidding.ts';
import { afterMove, afterRegistration, afterUnsold } from './follow-life.ts';

/** What one needs of an entry to follow a lot; the feed and the API both bring more. */
export type FeedEntry = Pick<LogEntryView, 'seq' | 'at' | 'type' | 'body' | 'hash'>;

/** A lot as this reader knows it, and the entries of its log that the reader has, oldest first. */
export interface Followed {
  readonly lot: LotView;
  readonly entries: readonly FeedEntry[];
}

/** Three lines decide what to do with an entry of the feed: seen already, a gap (ask to resume), or the next one. */
export function follow(known: Followed, entry: FeedEntry): Followed | 'gap' {
  if (entry.seq <= known.lot.seq) return known;
  if (entry.seq > known.lot.seq + 1) return 'gap';
  return { lot: applyEvent(known.lot, entry), entries: [...known.entries, entry] };
}

/** A whole lot instead of entries: the older of two snapshots is not believed, entries already had are kept. */
export const refresh = (known: Followed, lot: LotView): Followed =>
  lot.seq < known.lot.seq ? known : { ...known, lot };

/**
 * After which entry the log has to be read on, or `null`. A snapshot leaves a gap behind it, and the feed may go on before
 * the page that fills it has come: what counts is the end of the first run without a gap.
 */
export function missingAfter({ lot, entries }: Followed): number | null {
  const gap = entries.findIndex(({ seq }, index) => index > 0 && seq !== (entries[index - 1]?.seq ?? 0) + 1);
  const held = entries.at(gap === -1 ? -1 : gap - 1)?.seq ?? 0;
  return held < lot.seq ? held : null;
}

/** Adds a page of the log, each entry in its place; pages and the feed may overlap. */
export function fillIn(known: Followed, page: readonly FeedEntry[]): Followed {
  const bySeq = new Map([...page, ...known.entries].map((entry) => [entry.seq, entry]));
  const entries = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  // The page may be ahead of the feed: then it brings the lot along.
  const lot = page.reduce(
    (before, entry) => (entry.seq === before.seq + 1 ? applyEvent(before, entry) : before),
    known.lot,
  );
  return { lot, entries };
}

/**
 * What the public sees of a lot, whole or as a row of a list, after one more entry of its log; an event of a later version
 * moves the sequence only.
 */
export function applyEvent<Lot extends LotSummary>(lot: Lot, entry: FeedEntry): Lot {
  const next: Lot = { ...lot, seq: entry.seq, ...('hash' in lot && { hash: entry.hash }) };
  const event = eventOf(entry);
  switch (event.type) {
    case 'Registered':
      return afterRegistration(lot, next, event.body);
    case 'LotOpened':
      return { ...next, phase: 'open', asking: lot.start, course: courseAtOpening(lot) };
    case 'LotExtended':
      return { ...next, closesAt: fromInstant(toInstant(event.body.closesAt)) };
    case 'BiddingStarted': {
      const closesAt = fromInstant(toInstant(event.body.closesAt));
      return { ...next, closesAt, course: { step: 'rising' } };
    }
    case 'LotClosed':
      return { ...next, phase: 'closed', asking: lot.price ?? lot.start, course: null };
    case 'LotSold':
      return {
        ...next,
        phase: 'sold',
        stage: stageAtHammer(confirmerOf(lot)),
        price: event.body.hammer,
        asking: event.body.hammer,
        ...opening(lot, event.body.reserve),
      };
    case 'ReserveMet':
      return { ...next, ...ofReserve(lot, { reached: lot.price }) };
    case 'ReserveOpened':
      return { ...next, ...opening(lot, event.body) };
    case 'LotPaused':
    case 'LotResumed':
    case 'BidderBarred':
    case 'BidReconfirmed':
    case 'LotWithdrawn':
    case 'PaymentNotified':
    case 'LotSettledBeforeSale':
    case 'SaleConfirmed':
    case 'LotAnnulled':
    case 'NoticeCorrected':
    case 'LadderStopped':
    case 'RoundAnnounced':
    case 'RunnerUpOffered':
    case 'RunnerUpAccepted':
    case 'RunnerUpDeclined':
    case 'RunnerUpLapsed':
      return afterMove(lot, next, event, entry);
    case 'LotUnsold':
      return afterUnsold(lot, next, event.body.reason, entry.at);
    default:
      return { ...next, ...changeOf(lot, event, entry.at) };
  }
}

type PublicReserve = NonNullable<LotView['reserve']>;

/** A row of a list says nothing of a reserve. */
const ofReserve = (lot: LotSummary, said: Partial<PublicReserve>): Pick<LotView, 'reserve'> | null => {
  const { reserve } = { reserve: null, ...lot } as Pick<LotView, 'reserve'>;
  return reserve && { reserve: { ...reserve, ...said } };
};

const opening = (lot: LotSummary, said: SaltedAmount | undefined) =>
  said ? ofReserve(lot, { opened: said.amount }) : null;

/** A page may have the rules of its lot; a row knows their route alone. */
const confirmerOf = (lot: LotSummary): Pick<Profile, 'confirmation'> =>
  ('rules' in lot ? (lot as LotView).rules : null) ?? { confirmation: confirmationOf(lot.route) };

/**
 * What an entry tells, for a reader that passes over types it does not know. It comes from our own server, which writes no
 * other bodies than these; a log from elsewhere is read by `readLotEvent`.
 */
export const eventOf = ({ type, body }: Pick<FeedEntry, 'type' | 'body'>): LotEvent =>
  ({ type, body }) as unknown as LotEvent;

export interface BidLine {
  readonly seq: number;
  readonly at: string;
  readonly bidderNumber: string;
  readonly amount: LotView['asking'];
  /** `match`: at the leader's own price, by priority; `automatic`: made by a maximum; `sealed`: opened after its phase. */
  readonly kind: 'bid' | 'match' | 'automatic' | 'sealed';
}

/** A line of the history: a bid, or a maximum that was opened. */
export type HistoryLine = (BidLine | (Omit<BidLine, 'kind'> & { readonly kind: 'opened' })) & {
  /** The bid that first came to the hidden reserve. */
  readonly isReserveMet?: boolean;
  /** The first bid of a sell-off. */
  readonly isStart?: boolean;
};

function lineOf({ seq, at, type, body }: FeedEntry): HistoryLine | null {
  const event = eventOf({ type, body });
  switch (event.type) {
    case 'BidAccepted':
      return { seq, at, ...event.body, kind: 'bid' };
    case 'BidMatched':
      return { seq, at, ...event.body, kind: 'match' };
    case 'AutomaticBid':
      return { seq, at, ...event.body, kind: 'automatic' };
    case 'LevelAccepted': {
      const { bidderNumber, amount } = event.body;
      return { seq, at, bidderNumber, amount, kind: 'bid' };
    }
    case 'HiddenBidOpened': {
      const { bidderNumber, amount } = event.body;
      return { seq, at, bidderNumber, amount, kind: 'sealed' };
    }
    case 'MaximumOpened': {
      const { bidderNumber, amount } = event.body;
      return { seq, at, bidderNumber, amount, kind: 'opened' };
    }
    default:
      return null;
  }
}

/** The bid that an entry is, if it is one. */
export function bidOf(entry: FeedEntry): BidLine | null {
  const line = lineOf(entry);
  return line === null || line.kind === 'opened' ? null : line;
}

/** What was bid and what was opened, newest first. */
export const historyOf = (entries: readonly FeedEntry[]): HistoryLine[] => {
  const before = (event: string) =>
    new Set(entries.flatMap(({ seq, type }) => (type === event ? [seq - 1] : [])));
  const [met, started] = [before('ReserveMet'), before('BiddingStarted')];
  return entries
    .flatMap((entry) => lineOf(entry) ?? [])
    .map((line) => ({
      ...line,
      ...(met.has(line.seq) && { isReserveMet: true }),
      ...(started.has(line.seq) && { isStart: true }),
    }))
    .reverse();
};

/** All accepted bids, newest first, as a list shows them. */
export const bidsOf = (entries: readonly FeedEntry[]): BidLine[] =>
  entries.flatMap((entry) => bidOf(entry) ?? []).reverse();
