import { describe, expect, it } from 'vitest';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { confirmReason, readSettings, standard, writeSettings } from '../../../web/live/bidder-settings.ts';

const holding = (text: string | null) => ({ getItem: () => text });
const yuan = (amount: number) => money(amount * 100, CNY);

describe('what a bidder has set', () => {
  it('is read as it was kept', () => {
    let kept = '';
    const settings = { sound: true, vibration: false, confirmAbove: yuan(1_000_000) };
    writeSettings({ setItem: (_, text) => (kept = text) }, settings);
    expect(readSettings(holding(kept))).toEqual(settings);
  });

  it.each([null, '', 'null', '{', '[]', '{"sound":1,"confirmAbove":{"amount":-1,"currency":"CNY"}}'])(
    'is the standard where %j stands instead',
    (text) => {
      expect(readSettings(holding(text))).toEqual(standard);
    },
  );

  it('is the standard where nothing may be kept, and keeping fails in silence', () => {
    const forbidden = () => {
      throw new Error('storage is forbidden');
    };
    expect(readSettings({ getItem: forbidden })).toEqual(standard);
    writeSettings({ setItem: forbidden }, standard);
  });
});

describe('a bid is asked for twice', () => {
  it('above what its bidder set, not at it', () => {
    expect(confirmReason(yuan(1_000_000), false, yuan(1_000_000))).toBeNull();
    expect(confirmReason(money(100_000_001, CNY), false, yuan(1_000_000))).toBe('threshold');
    expect(confirmReason(yuan(9), false, null)).toBeNull();
  });

  it('above the limit of the rules first of all', () => {
    expect(confirmReason(yuan(9), true, null)).toBe('limit');
    expect(confirmReason(yuan(9), true, yuan(1))).toBe('limit');
  });
});
