import { describe, expect, it } from 'vitest';
import { decide } from '@reassign/shared/auctions/decide.ts';
import { life } from '@reassign/shared/auctions/life.ts';
import { type LotCommand, type LotState, type Phase, phases } from '@reassign/shared/auctions/types.ts';
import { later } from '@reassign/shared/kernel/instant.ts';
import { type Given, given, nothingYet } from '../../support/given.ts';
import {
  dutchNotice,
  fallEndsAt,
  fallOpensAt,
  giveShare,
  hide,
  openBids,
  reads,
  seal,
  sealedNotice,
  take,
  withdraw as withdrawHidden,
} from '../../support/formats.ts';
import {
  announce,
  annul,
  annulDefaulted,
  answerOffer,
  bar,
  confirmSale,
  correct,
  courtLot,
  courtOpens,
  court,
  endCause,
  laddered,
  lapseOffer,
  notifyPayment,
  operator,
  pause,
  platform,
  reconfirm,
  resume,
  seller,
  settle,
  stopLadder,
  withdraw,
} from '../../support/life.ts';
import {
  A,
  admit,
  B,
  bid,
  C,
  close,
  closesAt,
  march,
  notice,
  open,
  opensAt,
  yuan,
} from '../../support/lot.ts';

/*
 * The life of a lot, whole: every move in every phase, by somebody who has the power to make it and for a cause that is
 * allowed.
 */

const noon = march('17T12:00:00.000');
const after = later(closesAt, 1);

const opened = given(laddered, open([A, B, C]), bid(B, yuan(100_000), noon), bid(A, yuan(101_000), noon));
const voided = opened.when(bar(A, noon)).and;
const sold = opened.when(close()).and;
const closed: LotState = { ...opened.state, phase: 'closed' } as LotState;
const courtEnd = later(courtOpens, 24 * 3_600_000);
const unsold = given(courtLot, open([A], courtOpens), close(courtEnd));

const lots: Readonly<Record<Phase, LotState>> = {
  notice: given(laddered).state,
  open: opened.state,
  paused: voided.state,
  closed,
  // As where an auctioneer has yet to confirm.
  sold: { ...sold.state, confirmedAt: null } as LotState,
  unsold: unsold.state,
  withdrawn: opened.when(withdraw(noon)).and.state,
  'settled-before-sale': opened.when(settle(noon)).and.state,
  annulled: sold.when(annul(after)).and.state,
};

/** Who sells decides; the unsold lot is a court's. */
const sellerOf = (phase: Phase) => (phase === 'unsold' ? court : seller);

const timeOf: Readonly<Record<Phase, typeof noon>> = {
  notice: opensAt,
  open: later(noon, 1),
  paused: later(noon, 1),
  closed: after,
  sold: after,
  unsold: later(courtEnd, 1),
  withdrawn: after,
  'settled-before-sale': after,
  annulled: after,
};

const moves: { readonly [Type in LotCommand['type']]: (phase: Phase) => LotCommand } = {
  OpenLot: (phase) => open([A, B], timeOf[phase]),
  AdmitBidders: (phase) => admit(['909' as typeof A], timeOf[phase]),
  PlaceBid: (phase) => bid(B, yuan(150_000), timeOf[phase]),
  AcceptLevel: (phase) => take(A, 0, yuan(100_000), timeOf[phase]),
  PlaceHiddenBid: (phase) => hide(B, yuan(110_000), timeOf[phase]),
  WithdrawHiddenBid: (phase) => withdrawHidden(B, timeOf[phase]),
  PlaceSealedBid: (phase) => seal(B, 'YWdl', timeOf[phase]),
  GiveKeyShare: (phase) => giveShare(0, timeOf[phase]),
  OpenSealedBids: (phase) => openBids(timeOf[phase]),
  CloseLot: (phase) => close(phase === 'open' ? closesAt : timeOf[phase]),
  PauseLot: (phase) => pause(timeOf[phase]),
  EndPauseCause: (phase) => endCause(timeOf[phase]),
  ReconfirmBid: (phase) => reconfirm(B, timeOf[phase]),
  ResumeLot: (phase) => resume(timeOf[phase]),
  CorrectNotice: (phase) =>
    correct([{ pointer: '/description', before: 'a', after: 'b' }], timeOf[phase], sellerOf(phase)),
  BarBidder: (phase) => bar(B, timeOf[phase]),
  WithdrawLot: (phase) => withdraw(timeOf[phase], sellerOf(phase)),
  SettleLot: (phase) => settle(timeOf[phase], sellerOf(phase)),
  StopLadder: (phase) => stopLadder(timeOf[phase], sellerOf(phase)),
  AnnounceRound: (phase) => announce(timeOf[phase], sellerOf(phase)),
  NotifyPayment: (phase) => notifyPayment(timeOf[phase]),
  ConfirmSale: (phase) => confirmSale(timeOf[phase]),
  AnnulSale: (phase) => annul(timeOf[phase], operator),
  OfferToRunnerUp: (phase) => ({ type: 'OfferToRunnerUp', at: timeOf[phase], actor: platform }),
  AnswerOffer: (phase) => answerOffer(B, true, timeOf[phase]),
  LapseOffer: (phase) => lapseOffer(timeOf[phase]),
};

/** Bids in the forms of other formats, and the key of one: by a lot of that format. */
const falling = given(dutchNotice(), open([A, B], fallOpensAt));
const stopped = falling.when(take(A, 0, yuan(100_000), fallOpensAt)).and;
const hiddenAt = later(fallEndsAt, 1);
const hid = stopped.when(hide(B, yuan(110_000), hiddenAt)).and;
const sealedLot = given(sealedNotice(), open([A, B]), seal(A, 'YWdl', noon));
const oneShare = sealedLot.when(giveShare(0, closesAt)).and;
const twoShares = oneShare.when(giveShare(1, closesAt)).and;
/** Annulled because its buyer did not pay: with an offer that stands, and with rounds that a court may announce. */
const offered = given(
  notice({ runnerUpDays: 3 }),
  open([A, B]),
  bid(B, yuan(100_000), noon),
  bid(A, yuan(101_000), noon),
  close(),
).when(annulDefaulted(after)).and;
const courtSold = given(courtLot, open([A, B], courtOpens), bid(A, yuan(100_000), later(courtOpens, 1)));
const courtDefault = courtSold.when(close(courtEnd)).and.when(annulDefaulted(later(courtEnd, 1))).and;
/** As a log has it that was cut between the default and what it owes. */
const beforeOffer = { ...offered.state, offer: null } as LotState;
const offerEnd = march('22T00:00:00.000');
const afterDefault: Partial<Record<LotCommand['type'], readonly [LotState, LotCommand]>> = {
  AnnounceRound: [courtDefault.state, announce(later(courtEnd, 2), court)],
  OfferToRunnerUp: [beforeOffer, { type: 'OfferToRunnerUp', at: after, actor: platform }],
  AnswerOffer: [offered.state, answerOffer(B, true, after)],
  LapseOffer: [offered.state, lapseOffer(offerEnd)],
};
const own: Partial<Record<LotCommand['type'], readonly [Given, LotCommand]>> = {
  AcceptLevel: [falling, take(A, 0, yuan(100_000), fallOpensAt)],
  PlaceHiddenBid: [stopped, hide(B, yuan(110_000), hiddenAt)],
  WithdrawHiddenBid: [hid, withdrawHidden(B, hiddenAt)],
  PlaceSealedBid: [sealedLot, seal(B, 'YWdl', noon)],
  GiveKeyShare: [oneShare, giveShare(1, closesAt)],
  OpenSealedBids: [twoShares, openBids(closesAt, reads(5, A, yuan(100_000)))],
};

const outcomeIn = (type: LotCommand['type'], phase: Phase): string => {
  const [lot, command] = phase === 'open' ? (own[type] ?? []) : [];
  if (lot && command) return outcomeOf(lot.state, command, lot.sealed);
  const [state, next] = phase === 'annulled' ? (afterDefault[type] ?? []) : [];
  if (state && next) return outcomeOf(state, next);
  return outcomeOf(lots[phase], moves[type](phase));
};

const outcomeOf = (state: LotState, command: LotCommand, sealed = opened.sealed): string => {
  const decision = decide(state, sealed, command);
  if (!decision.ok) return decision.refusal.code;
  return decision.events.length > 0 ? 'yes' : 'idle';
};

describe('the life of a lot', () => {
  const types = Object.keys(moves) as LotCommand['type'][];
  it('has a row for every move and a column for every phase', () => {
    expect(Object.keys(life).toSorted()).toEqual(types.toSorted());
    for (const row of Object.values(life)) expect(Object.keys(row).toSorted()).toEqual(phases.toSorted());
  });
  it.each(types)('%s is decided as the table says in every phase', (type) => {
    const decided = Object.fromEntries(phases.map((phase) => [phase, outcomeIn(type, phase)]));
    expect(decided).toEqual(life[type]);
  });
  it('reads as printed', () => {
    const width = 20;
    const printed = types.map((type) =>
      [type.padEnd(width), ...phases.map((phase) => life[type][phase].padEnd(width))].join('').trimEnd(),
    );
    expect(printed).toMatchInlineSnapshot(`
      [
        "OpenLot             yes                 idle                idle                idle                idle                idle                idle                idle                idle",
        "AdmitBidders        lot-not-open        yes                 lot-closed          lot-closed          lot-closed          lot-not-open        lot-not-open        lot-closed          lot-closed",
        "PlaceBid            lot-not-open        yes                 lot-closed          lot-closed          lot-closed          lot-not-open        lot-not-open        lot-closed          lot-closed",
        "AcceptLevel         lot-not-open        yes                 lot-closed          lot-closed          lot-closed          lot-not-open        lot-not-open        lot-closed          lot-closed",
        "PlaceHiddenBid      lot-not-open        yes                 lot-closed          lot-closed          lot-closed          lot-not-open        lot-not-open        lot-closed          lot-closed",
        "WithdrawHiddenBid   lot-not-open        yes                 lot-closed          lot-closed          lot-closed          lot-not-open        lot-not-open        lot-closed          lot-closed",
        "PlaceSealedBid      lot-not-open        yes                 lot-closed          lot-closed          lot-closed          lot-not-open        lot-not-open        lot-closed          lot-closed",
        "GiveKeyShare        no-key-due          yes                 no-key-due          no-key-due          no-key-due          no-key-due          no-key-due          no-key-due          no-key-due",
        "OpenSealedBids      no-key-due          yes                 no-key-due          no-key-due          no-key-due          no-key-due          no-key-due          no-key-due          no-key-due",
        "CloseLot            idle                yes                 idle                idle                idle                idle                idle                idle                idle",
        "PauseLot            yes                 yes                 lot-closed          lot-closed          lot-closed          wrong-state         wrong-state         wrong-state         wrong-state",
        "EndPauseCause       wrong-state         wrong-state         wrong-state         wrong-state         wrong-state         yes                 wrong-state         wrong-state         wrong-state",
        "ReconfirmBid        wrong-state         wrong-state         wrong-state         wrong-state         wrong-state         yes                 wrong-state         wrong-state         wrong-state",
        "ResumeLot           wrong-state         wrong-state         wrong-state         wrong-state         wrong-state         yes                 wrong-state         wrong-state         wrong-state",
        "CorrectNotice       yes                 yes                 lot-closed          lot-closed          lot-closed          yes                 wrong-state         wrong-state         wrong-state",
        "BarBidder           wrong-state         yes                 lot-closed          lot-closed          lot-closed          yes                 wrong-state         wrong-state         wrong-state",
        "WithdrawLot         yes                 yes                 lot-closed          lot-closed          lot-closed          yes                 wrong-state         wrong-state         wrong-state",
        "SettleLot           yes                 yes                 lot-closed          lot-closed          yes                 yes                 wrong-state         wrong-state         wrong-state",
        "StopLadder          yes                 yes                 lot-closed          lot-closed          yes                 yes                 wrong-state         wrong-state         yes",
        "AnnounceRound       wrong-state         wrong-state         wrong-state         wrong-state         yes                 wrong-state         wrong-state         wrong-state         yes",
        "NotifyPayment       yes                 yes                 lot-closed          lot-closed          yes                 yes                 wrong-state         wrong-state         wrong-state",
        "ConfirmSale         wrong-state         wrong-state         wrong-state         yes                 wrong-state         wrong-state         wrong-state         wrong-state         wrong-state",
        "AnnulSale           wrong-state         wrong-state         wrong-state         yes                 wrong-state         wrong-state         wrong-state         wrong-state         wrong-state",
        "OfferToRunnerUp     wrong-state         wrong-state         wrong-state         wrong-state         wrong-state         wrong-state         wrong-state         wrong-state         yes",
        "AnswerOffer         wrong-state         wrong-state         wrong-state         wrong-state         wrong-state         wrong-state         wrong-state         wrong-state         yes",
        "LapseOffer          idle                idle                idle                idle                idle                idle                idle                idle                yes",
      ]
    `);
  });
  it('knows no lot before its notice', () => {
    for (const type of types) nothingYet.when(moves[type]('notice')).thenRefused('unknown-lot');
  });
});

describe('who moves what', () => {
  const by = (given_: Given, command: LotCommand) => given_.when(command);
  const lot = given(notice());
  it('leaves the sale to the seller: the platform withdraws, settles, corrects and stops nothing', () => {
    by(lot, withdraw(noon, operator)).thenRefused('not-your-move');
    by(lot, settle(noon, operator)).thenRefused('not-your-move');
    by(lot, correct([], noon, operator)).thenRefused('not-your-move');
    by(given(laddered), stopLadder(noon, operator)).thenRefused('not-your-move');
  });
  it('knows the seller of a bank’s sale, and the court of its own', () => {
    by(lot, withdraw(noon, court)).thenRefused('not-your-move');
    by(given(courtLot), withdraw(noon, seller)).thenRefused('not-your-move');
    expect(by(given(courtLot), withdraw(noon, court, 'court-order')).and.state.phase).toBe('withdrawn');
  });
  it('lets only the court annul its own sale (N 31), and the platform every other one', () => {
    sold.when(annul(after, seller)).thenRefused('not-your-move');
    const courtSold = given(
      courtLot,
      open([A], courtOpens),
      bid(A, yuan(100_000), courtOpens),
      close(courtEnd),
    );
    courtSold.when(annul(courtEnd, operator)).thenRefused('not-your-move');
    expect(courtSold.when(annul(courtEnd, court)).and.state).toMatchObject({ phase: 'annulled', winner: A });
  });
});
