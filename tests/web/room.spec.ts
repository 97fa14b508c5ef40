import { describe, expect, it } from 'vitest';
import { instant, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { applyEvent, bidOf } from '@reassign/shared/live/follow.ts';
import { roomState, type RoomView } from '../../web/auctions/room.ts';
import { bidEntry, CLOSES, lotView, OPENS } from '../support/lot-views.ts';

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
    isOffline: false,
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
    expect(state({ lot: iLead, isOffline: true })).toBe('offline');
    expect(state({ lot: { ...iLead, phase: 'sold' }, isOffline: true })).toBe('sold-mine');
  });

  it('takes nobody without a number for the leader', () => {
    expect(state({ lot: open, you: { standing: 'stranger', bidderNumber: null } })).toBe('open');
  });
});
