import { describe, expect, it } from 'vitest';
import { en } from '@reassign/shared/i18n/en.ts';
import { format } from '@reassign/shared/i18n/format.ts';
import { translator } from '@reassign/shared/i18n/messages.ts';
import { zh } from '@reassign/shared/i18n/zh.ts';
import { DAY, later, MINUTE, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { wordOfLot } from '@reassign/shared/listings/sale-word.ts';
import { applyEvent, historyOf } from '@reassign/shared/live/follow.ts';
import { nextSteps } from '../../../web/auctions/lot/next-steps.ts';
import { clockWord, closesWord, priceWord, showsStart } from '../../../web/auctions/phase.ts';
import { isLastMinutes } from '../../../web/auctions/room.ts';
import { sellOffWords } from '../../../web/auctions/sell-off.ts';
import { bidEntry, entry, lotView, OPENS } from '../../support/lot-views.ts';
import { heldOpen } from '../../support/sell-off.ts';

const chinese = { t: translator(zh), format: format('zh') };
const english = { t: translator(en), format: format('en') };

const taken = later(OPENS, DAY);
const first = bidEntry(3, '204417', 820_000, taken);
const started = entry(4, 'BiddingStarted', { closesAt: toRfc3339(later(taken, DAY)) }, taken);
const rising = applyEvent(applyEvent(heldOpen, first), started);

describe('a sell-off on the page', () => {
  it('is called 变卖 by any route, and other rounds are not', () => {
    expect(wordOfLot({ route: 'judicial', format: 'selloff' })).toBe('sell-off');
    expect(wordOfLot({ route: 'judicial', format: 'english' })).toBe('court-auction');
  });

  it('says the fixed price, until when it waits, and what a first bid starts', () => {
    expect(sellOffWords(heldOpen, chinese)).toBe(
      '变卖：以 ¥820,000 的固定价等待首个出价，保留至 2026年12月3日 10:00:00。首个出价启动 24 小时的加价竞价。',
    );
    expect(sellOffWords(heldOpen, english)).toContain('waits for a first bid until 3 Dec 2026, 10:00:00');
    expect([priceWord(heldOpen), closesWord(heldOpen), clockWord(heldOpen, null)]).toEqual([
      'auctions.fixed-price',
      'auctions.held-until',
      'auctions.held-in',
    ]);
    expect(showsStart(heldOpen)).toBe(true);
  });

  it('is an ascending sale after the first bid', () => {
    expect(rising).toMatchObject({
      course: { step: 'rising' },
      closesAt: '2026-11-25T02:00:00.000Z',
      asking: { amount: 830_000_00 },
    });
    expect(sellOffWords(rising, chinese)).toContain('至 2026年11月25日 10:00:00 结束');
    expect([priceWord(rising), closesWord(rising)]).toEqual(['auctions.asking', 'auctions.closes']);
    expect(showsStart(rising)).toBe(false);
  });

  it('says nothing of it where there is none, or no more', () => {
    expect(sellOffWords(lotView({ phase: 'open' }), chinese)).toBeNull();
    expect(sellOffWords({ ...rising, phase: 'sold', course: null }, chinese)).toBeNull();
  });

  it('has last minutes once bids rise, not while the price waits', () => {
    const last = (lot: typeof heldOpen) =>
      isLastMinutes(lot, later(OPENS, Date.parse(lot.closesAt) - OPENS - MINUTE));
    expect(last(heldOpen)).toBe(false);
    expect(last(rising)).toBe(true);
  });

  it('marks the bid in its history that started the bidding', () => {
    const second = bidEntry(5, '582013', 830_000, later(taken, MINUTE));
    expect(historyOf([first, started, second]).map(({ seq, isStart }) => [seq, isStart ?? false])).toEqual([
      [5, false],
      [3, true],
    ]);
  });

  it('waits, on its way, for its first bid, and then for its end', () => {
    const now = (lot: typeof heldOpen) => nextSteps(lot, chinese).filter(({ state }) => state === 'now');
    expect(now(heldOpen).at(-1)).toMatchObject({ title: '变卖价保留至', at: heldOpen.closesAt });
    expect(now(rising).at(-1)).toMatchObject({ title: '竞价结束', at: rising.closesAt });
  });
});
