import type { PortableView } from '@reassign/shared/deposits/portable/api.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { MAX_AMOUNT_MINOR, type Money, money } from '@reassign/shared/kernel/money.ts';
import { page, type Route } from '../../route.ts';
import { headOf } from '../agency-lots.ts';
import type { LotHead } from '../lot-head.ts';

/** What somebody was led here to pay in, in minor units; `null` when nobody says. */
function wantedOf(text: string | null): Money | null {
  const amount = /^\d{1,14}$/.test(text ?? '') ? Number(text) : 0;
  return amount > 0 && amount <= MAX_AMOUNT_MINOR ? money(amount, CNY) : null;
}

/** A bidder's own deposit for any lot. */
export const portablePages: readonly Route[] = [
  page({
    path: '/portable-deposit',
    signedIn: true,
    load: () => import('./PortablePage.svelte'),
    data: async ({ api, query }) => {
      const portable = await api.get<PortableView>('/api/v1/portable-deposit');
      const lots = portable.earmarks.map(async ({ lotId }) =>
        headOf(await api.get<LotHead>(`/api/v1/lots/${lotId}`)),
      );
      return { portable, lots: await Promise.all(lots), wanted: wantedOf(query.get('amount')) };
    },
    title: ({ t }) => t('portable.title'),
  }),
];
