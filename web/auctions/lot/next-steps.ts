import type { LotView } from '@reassign/shared/auctions/api.ts';
import { toMoney } from '@reassign/shared/kernel/codecs.ts';
import { HOUR } from '@reassign/shared/kernel/instant.ts';
import { rulesOf } from '@reassign/shared/listings/lot-rules.ts';
import type { Page } from '../../page.svelte.ts';
import { isHeldOpen, sellOffWords } from '../sell-off.ts';

export interface NextStep {
  readonly title: string;
  readonly note: string | null;
  /** RFC 3339, where the moment is known. */
  readonly at: string | null;
  readonly state: 'done' | 'now' | 'ahead';
}

/** The way of a lot from its notice to its end, and where it stands on it. */
export function nextSteps(lot: LotView, { t, format }: Pick<Page, 't' | 'format'>): NextStep[] {
  const { phase } = lot;
  const isOver = phase !== 'notice' && phase !== 'open' && phase !== 'paused' && phase !== 'closed';
  const hasOpened = phase !== 'notice';
  const hasClosed = isOver || phase === 'closed';
  const step = (
    title: string,
    at: string | null,
    state: NextStep['state'],
    note: string | null = null,
  ): NextStep => ({ title, note, at, state });
  return [
    step(t('lot.next-published'), lot.notice.publishedAt, 'done'),
    step(
      t('lot.next-register'),
      null,
      hasClosed ? 'done' : 'now',
      t('lot.next-register-note', { deposit: format.price(toMoney(lot.deposit)) }),
    ),
    step(t('lot.next-opens'), lot.opensAt, hasOpened ? 'done' : 'ahead'),
    step(
      t(isHeldOpen(lot) ? 'auctions.held-until' : 'lot.next-closes'),
      lot.closesAt,
      hasClosed ? 'done' : hasOpened ? 'now' : 'ahead',
      closingNote(lot, { t, format }),
    ),
    outcomeStep(lot, { t, format }),
    ...afterwards(lot, { t }),
  ];
}

/** What moves the end, of a lot whose end moves. */
function closingNote(lot: LotView, { t, format }: Pick<Page, 't' | 'format'>): string | null {
  const ofSellOff = sellOffWords(lot, { t, format });
  if (ofSellOff !== null || !('increments' in lot.offer)) return ofSellOff;
  return t('lot.next-closes-note', {
    window: format.duration(lot.extensionWindowMs),
    extension: format.duration(lot.extensionMs),
  });
}

function outcomeStep(lot: LotView, { t, format }: Pick<Page, 't' | 'format'>): NextStep {
  if (lot.phase === 'sold' && lot.price && lot.leader !== null) {
    const amount = format.price(toMoney(lot.price));
    return {
      title: t('lot.next-sold'),
      note: t('lot.next-sold-note', { number: lot.leader, amount }),
      at: lot.closesAt,
      state: 'done',
    };
  }
  if (lot.phase === 'unsold')
    return { title: t('lot.next-unsold'), note: t('lot.next-unsold-note'), at: lot.closesAt, state: 'done' };
  if (lot.phase === 'withdrawn' || lot.phase === 'settled-before-sale' || lot.phase === 'annulled')
    return {
      title: t(`auctions.phase-${lot.phase}`),
      note: lot.ended?.reason ?? null,
      at: null,
      state: 'done',
    };
  return {
    title: t('lot.next-outcome'),
    note: t('lot.next-outcome-note'),
    at: null,
    state: lot.phase === 'closed' ? 'now' : 'ahead',
  };
}

/** What the accepted conditions say of the time after the end. */
function afterwards(lot: LotView, { t }: Pick<Page, 't'>): NextStep[] {
  const profile = rulesOf(lot);
  const refunds: NextStep[] = profile
    ? [
        {
          title: t('lot.next-refunds'),
          note: t('lot.next-refunds-note', {
            refund: t('common.hours', { count: profile.losersRefundMs / HOUR }),
          }),
          at: null,
          state: 'ahead',
        },
      ]
    : [];
  if (lot.ended !== null || lot.phase === 'unsold') return refunds;
  const balance: NextStep = {
    title: t('lot.next-balance'),
    note: t('lot.next-balance-note'),
    at: null,
    state: 'ahead',
  };
  return [...refunds, balance];
}
