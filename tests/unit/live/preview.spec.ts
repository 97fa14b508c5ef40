import { describe, expect, it } from 'vitest';
import { CNY, currency } from '@reassign/shared/kernel/currency.ts';
import { DAY, instant, later, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { previewBid } from '@reassign/shared/live/preview.ts';
import type { You } from '@reassign/shared/live/protocol.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
import { referTo } from '@reassign/shared/listings/profile-hash.ts';
import { applyEvent } from '@reassign/shared/live/follow.ts';
import { bidEntry, CLOSES, entry, lotView, OPENS } from '../../support/lot-views.ts';
import { heldOpen } from '../../support/sell-off.ts';

const bidder: You = { standing: 'bidder', bidderNumber: '204417' };
const open = lotView({ phase: 'open', seq: 2 });
const led = applyEvent(open, bidEntry(3, '582013', 900_000));

const preview = (yuan: number, { lot = led, you = bidder, confirmed = false, at = Number(OPENS) } = {}) =>
  previewBid(lot, you, { amount: money(yuan * 100, CNY), confirmed, at: instant(at) })?.code ?? null;

describe('what the server would answer', () => {
  it('is yes from the asking price on', () => {
    expect(preview(909_999)).toBe('below-asking');
    expect(preview(910_000)).toBeNull();
  });

  it('is the start before the first bid', () => {
    expect(preview(819_999, { lot: open })).toBe('below-start');
    expect(preview(820_000, { lot: open })).toBeNull();
  });

  it('asks to confirm above ten times the asking price', () => {
    expect(preview(9_100_000)).toBeNull();
    expect(preview(9_100_001)).toBe('above-limit');
    expect(preview(9_100_001, { confirmed: true })).toBeNull();
  });

  it('is no above the highest bid, confirmed or not', () => {
    expect(preview(99_999_990_000, { confirmed: true })).toBeNull();
    expect(preview(99_999_990_001, { confirmed: true })).toBe('above-limit');
  });

  it('is no at the end, to the millisecond', () => {
    expect(preview(910_000, { at: CLOSES - 1 })).toBeNull();
    expect(preview(910_000, { at: CLOSES })).toBe('lot-closed');
  });

  it('is no for who leads, who is not registered, and whose deposit has not come', () => {
    expect(preview(910_000, { you: { standing: 'bidder', bidderNumber: '582013' } })).toBe('already-leading');
    expect(preview(910_000, { you: { standing: 'stranger', bidderNumber: null } })).toBe('not-registered');
    expect(preview(910_000, { you: { standing: 'deposit-open', bidderNumber: null } })).toBe(
      'deposit-required',
    );
  });

  it('is yes at the leader’s own price for whoever goes first at it, and for nobody else', () => {
    const first = { bidderNumber: '204417', place: 1 };
    const led900 = { ...led, priority: [first] };
    expect(preview(900_000)).toBe('below-asking');
    expect(preview(900_000, { lot: led900 })).toBeNull();
    const leader = { bidderNumber: '582013', place: 1.25 };
    expect(preview(900_000, { lot: { ...led, priority: [{ ...first, place: 1.5 }, leader] } })).toBe(
      'below-asking',
    );
    expect(preview(900_000, { lot: { ...led, priority: [{ ...first, place: 1.125 }, leader] } })).toBeNull();
  });

  it('is no for who is barred, with the ground, and for whom somebody else has to confirm', () => {
    const barred: You = { standing: 'barred', bidderNumber: null, ground: 'court' };
    const bid = { amount: money(91_000_000, CNY), confirmed: false, at: OPENS };
    expect(previewBid(led, barred, bid)).toMatchObject({ code: 'barred', ground: 'court' });
    expect(preview(910_000, { you: { standing: 'unconfirmed', bidderNumber: null } })).toBe('not-registered');
  });

  it('is no before the opening and after the hammer', () => {
    expect(preview(910_000, { lot: lotView() })).toBe('lot-not-open');
    expect(preview(910_000, { lot: { ...led, phase: 'sold' } })).toBe('lot-closed');
  });

  it('is yes at the fixed price of a sell-off, and by the increments after its first bid', () => {
    expect(preview(819_999, { lot: heldOpen })).toBe('below-start');
    expect(preview(820_000, { lot: heldOpen, at: Date.parse(heldOpen.closesAt) - 1 })).toBeNull();
    expect(preview(820_000, { lot: heldOpen, at: Date.parse(heldOpen.closesAt) })).toBe('lot-closed');
    const started = entry(4, 'BiddingStarted', { closesAt: toRfc3339(later(OPENS, DAY)) });
    const rising = applyEvent(applyEvent(heldOpen, bidEntry(3, '582013', 820_000)), started);
    expect(preview(829_999, { lot: rising })).toBe('below-asking');
    expect(preview(830_000, { lot: rising })).toBeNull();
    expect(preview(830_000, { lot: rising, at: later(OPENS, DAY) })).toBe('lot-closed');
  });

  it('says what would be accepted', () => {
    const refusal = previewBid(led, bidder, {
      amount: money(1, currency('USD')),
      confirmed: false,
      at: OPENS,
    });
    expect(refusal).toMatchObject({ code: 'wrong-currency', asking: { amount: 91_000_000 } });
  });

  it('follows the version that the lot brings along', () => {
    const rules = { ...bidding, version: 2, limitTimes: 2 };
    const lot = { ...led, profile: referTo(rules), rules };
    expect(preview(1_820_000, { lot })).toBeNull();
    expect(preview(1_820_001, { lot })).toBe('above-limit');
  });

  it('leaves the answer to the server under rules it does not know', () => {
    expect(preview(1, { lot: { ...led, profile: { ...referTo(bidding), version: 99 } } })).toBeNull();
  });
});
