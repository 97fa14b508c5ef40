/** What is heard and felt: three things that a bidder must not miss while looking elsewhere. */
export type Signal = 'outbid' | 'last-minutes' | 'hammer';

/** Where a lot stands for one reader, as far as ears are concerned. */
export interface Heard {
  readonly standing: 'leading' | 'outbid' | 'neither';
  readonly isLastMinutes: boolean;
  readonly isOver: boolean;
}

/** What has just happened; what was already so when the page came is no news. */
export function signalOf(before: Heard, now: Heard): Signal | null {
  if (now.isOver) return before.isOver ? null : 'hammer';
  if (now.standing === 'outbid' && before.standing === 'leading') return 'outbid';
  return now.isLastMinutes && !before.isLastMinutes ? 'last-minutes' : null;
}
