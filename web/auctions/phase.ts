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
export function priceWord({
  phase,
  price,
  offer,
  course,
}: Pick<LotSummary, 'phase' | 'price' | 'offer' | 'course'>) {
  if (phase === 'sold') return 'auctions.hammer';
  if (phase === 'open' && course?.step === 'fall') return 'auctions.level-now';
  if (phase === 'open' && price !== null) return 'auctions.asking';
  if (phase !== 'notice' && price !== null) return 'auctions.current-price';
  return offer.format === 'selloff' ? 'auctions.fixed-price' : 'auctions.asking-first';
}

/** What the clock of a lot that runs counts down to. */
export function clockWord({ phase, course }: Pick<LotSummary, 'phase' | 'course'>, opening: object | null) {
  if (opening !== null) return 'auctions.opening-in';
  if (phase === 'notice') return 'auctions.opens-in';
  return course?.step === 'held-open' ? 'auctions.held-in' : 'auctions.closes-in';
}

/** Whether that price is the start itself. */
export const showsStart = (lot: Parameters<typeof priceWord>[0]): boolean =>
  priceWord(lot) === 'auctions.asking-first' || priceWord(lot) === 'auctions.fixed-price';

/** What the end of a lot is called: a sell-off that nobody bid for ends no bidding. */
export const closesWord = ({ course }: Pick<LotSummary, 'course'>) =>
  course?.step === 'held-open' ? 'auctions.held-until' : 'auctions.closes';

/** The exact kind of a right, beyond its type. */
export function kindWord(right: RightView) {
  if (right.type === 'patent') return `auctions.kind-${right.kind}` as const satisfies MessageKey;
  if (right.type === 'copyright') return `auctions.kind-${right.work}` as const satisfies MessageKey;
  return 'auctions.kind-trademark';
}
