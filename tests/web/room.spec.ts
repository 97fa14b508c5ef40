import { describe, expect, it } from 'vitest';
import { instant, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { applyEvent, bidOf } from '@reassign/shared/live/follow.ts';
import { isLastMinutes, lastExtension, roomState, type RoomView } from '../../web/auctions/room.ts';
import { bidEntry, CLOSES, entry, lotView, OPENS } from '../support/lot-views.ts';

const mine = bidEntry(3, '204417', 820_000);
const theirs = bidEntry(4, '582013', 830_000);
const open = lotView({ phase: 'open', seq: 2 });
const iLead = applyEvent(open, mine);
const theyLead = applyEvent(iLead, theirs);

const state = (given: Partial<RoomView> = {}) =>
  roomState({
    lot: theyLead,
    you: { standing: 'bidder', bidderNumber: '204417' },
    bids: [],
    line: { kind: 'live' },
    now: OPENS,
    ...given,
  });
const bids = [theirs, mine].flatMap((entry) => bidOf(entry) ?? []);

describe('the room, for one reader', () => {
  it('waits for the opening', () => {
    expect(state({ lot: lotView() })).toBe('notice');
  });

  it('is open for who has not bid', () => {
    expect(state()).toBe('open');
  });

  it('says who leads and who was overbid', () => {
    expect(state({ lot: iLead, bids })).toBe('leading');
    expect(state({ bids })).toBe('outbid');
  });

  it('says the last five minutes from the first of them', () => {
    expect(state({ now: instant(CLOSES - 5 * MINUTE - 1) })).toBe('open');
    expect(state({ now: instant(CLOSES - 5 * MINUTE) })).toBe('last-minutes');
  });

  it('is over at the end, whatever has arrived', () => {
    expect(state({ now: instant(CLOSES - 1) })).toBe('last-minutes');
    expect(state({ now: CLOSES })).toBe('closed');
  });

  it('knows whose hammer it was', () => {
    expect(state({ lot: { ...theyLead, phase: 'sold' } })).toBe('sold');
    expect(state({ lot: { ...iLead, phase: 'sold' } })).toBe('sold-mine');
    expect(state({ lot: { ...open, phase: 'unsold' } })).toBe('unsold');
  });

  it('shows the past while the line is down; a result stays a result', () => {
    const line = { kind: 'offline', retrying: false } as const;
    expect(state({ lot: iLead, line })).toBe('offline');
    expect(state({ lot: iLead, line: { ...line, retrying: true } })).toBe('reconnecting');
    expect(state({ lot: iLead, line: { kind: 'catching-up' } })).toBe('catching-up');
    expect(state({ lot: { ...iLead, phase: 'sold' }, line })).toBe('sold-mine');
  });

  it('is as the page said before the line is open for the first time', () => {
    expect(state({ line: { kind: 'connecting' } })).toBe('open');
  });

  it('takes nobody without a number for the leader', () => {
    expect(state({ lot: open, you: { standing: 'stranger', bidderNumber: null } })).toBe('open');
  });
});

describe('the last five minutes', () => {
  it('are also those of a leader', () => {
    expect(isLastMinutes(iLead, instant(CLOSES - 5 * MINUTE - 1))).toBe(false);
    expect(isLastMinutes(iLead, instant(CLOSES - 5 * MINUTE))).toBe(true);
    expect(isLastMinutes(iLead, CLOSES)).toBe(false);
    expect(isLastMinutes({ ...iLead, phase: 'sold' }, instant(CLOSES - 1))).toBe(false);
  });
});

describe('the extension', () => {
  it('is the last one: which bid, and until when', () => {
    const late = instant(CLOSES - MINUTE);
    const moved = entry(5, 'LotExtended', { closesAt: '2026-11-24T02:04:00.000Z' }, late);
    expect(lastExtension([mine, moved, theirs])).toEqual({
      bidAt: late,
      closesAt: Date.parse('2026-11-24T02:04:00.000Z'),
    });
    expect(lastExtension([mine, theirs])).toBeNull();
  });
});
