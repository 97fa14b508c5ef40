import { describe, expect, it } from 'vitest';
import { type Heard, signalOf } from '../../../web/live/signals.ts';

const calm: Heard = { standing: 'neither', isLastMinutes: false, isOver: false };
const heard = (before: Partial<Heard>, now: Partial<Heard>) =>
  signalOf({ ...calm, ...before }, { ...calm, ...now });

describe('what is heard', () => {
  it('an overbid, when one led before', () => {
    expect(heard({ standing: 'leading' }, { standing: 'outbid' })).toBe('outbid');
    expect(heard({ standing: 'neither' }, { standing: 'outbid' })).toBeNull();
    expect(heard({ standing: 'outbid' }, { standing: 'outbid' })).toBeNull();
  });

  it('the last five minutes, when they begin', () => {
    expect(heard({}, { isLastMinutes: true })).toBe('last-minutes');
    expect(heard({ isLastMinutes: true }, { isLastMinutes: true })).toBeNull();
  });

  it('the overbid before the minutes: it asks for something', () => {
    expect(heard({ standing: 'leading' }, { standing: 'outbid', isLastMinutes: true })).toBe('outbid');
  });

  it('the hammer, and nothing after it', () => {
    expect(heard({ standing: 'leading', isLastMinutes: true }, { isOver: true })).toBe('hammer');
    expect(heard({ isOver: true, standing: 'leading' }, { isOver: true, standing: 'outbid' })).toBeNull();
  });
});
