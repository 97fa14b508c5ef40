import { readMoney } from '@reassign/shared/kernel/codecs.ts';
import { isLess, type Money } from '@reassign/shared/kernel/money.ts';

export interface Settings {
  /** Off until asked for: a room that beeps by itself is a nuisance. */
  readonly sound: boolean;
  readonly vibration: boolean;
  /** A bid above this is asked for twice; `null` for none. */
  readonly confirmAbove: Money | null;
}

const KEY = 'reassign.bidding';
export const standard: Settings = { sound: false, vibration: true, confirmAbove: null };

/** Somebody may have written anything there, or forbidden it: then the standard holds. */
export function readSettings(storage: Pick<Storage, 'getItem'>): Settings {
  try {
    const kept = JSON.parse(storage.getItem(KEY) ?? '{}') as Partial<Record<keyof Settings, unknown>>;
    const { sound, vibration } = kept;
    return {
      sound: typeof sound === 'boolean' ? sound : standard.sound,
      vibration: typeof vibration === 'boolean' ? vibration : standard.vibration,
      confirmAbove: readMoney(kept.confirmAbove),
    };
  } catch {
    return standard;
  }
}

export function writeSettings(storage: Pick<Storage, 'setItem'>, settings: Settings): void {
  try {
    storage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // It holds for this page alone then.
  }
}

/** Why a bid is asked for twice: the rules (over ten times the asking price) before the bidder's own threshold. */
export type ConfirmReason = 'limit' | 'threshold';

export function confirmReason(
  amount: Money,
  isAboveLimit: boolean,
  confirmAbove: Money | null,
): ConfirmReason | null {
  if (isAboveLimit) return 'limit';
  if (confirmAbove === null || confirmAbove.currency !== amount.currency) return null;
  return isLess(confirmAbove, amount) ? 'threshold' : null;
}
