import type { LotSummary } from '@reassign/shared/auctions/api.ts';
import type { RightView } from '@reassign/shared/listings/api.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { openingOf } from '@reassign/shared/live/opening.ts';
import type { MessageKey } from '@reassign/shared/i18n/messages.ts';

type Tone = 'plain' | 'active' | 'warning' | 'done' | 'quiet';

const tones: Readonly<Record<LotSummary['phase'], Tone>> = {
  notice: 'plain',
  open: 'active',
  closed: 'warning',
  sold: 'done',
  unsold: 'quiet',
  paused: 'warning',
  withdrawn: 'quiet',
  'settled-before-sale': 'quiet',
  annulled: 'quiet',
};

export const toneOf = (phase: LotSummary['phase']): Tone => tones[phase];

/** The state of a lot in a word: one whose sealed bids wait for their key takes no bids any more. */
export function statusOf(lot: LotSummary, now: Instant) {
  return openingOf(lot, now) === null
    ? { word: `auctions.phase-${lot.phase}` as const, tone: toneOf(lot.phase) }
    : { word: 'auctions.phase-opening' as const, tone: 'warning' as const };
}

/** What the large price of a lot is called: it changes its meaning with the phase. */
export function priceWord({ phase, price }: Pick<LotSummary, 'phase' | 'price'>) {
  if (phase === 'sold') return 'auctions.hammer';
  if (phase === 'open' && price !== null) return 'auctions.asking';
  if (phase !== 'notice' && price !== null) return 'auctions.current-price';
  return 'auctions.asking-first';
}

/** What the clock of a lot that runs counts down to. */
export function clockWord(phase: LotSummary['phase'], opening: object | null) {
  if (opening !== null) return 'auctions.opening-in';
  return phase === 'notice' ? 'auctions.opens-in' : 'auctions.closes-in';
}

/** The exact kind of a right, beyond its type. */
export function kindWord(right: RightView) {
  if (right.type === 'patent') return `auctions.kind-${right.kind}` as const satisfies MessageKey;
  if (right.type === 'copyright') return `auctions.kind-${right.work}` as const satisfies MessageKey;
  return 'auctions.kind-trademark';
}
