import { DAY, later } from '@reassign/shared/kernel/instant.ts';
import { lotView, OPENS } from './lot-views.ts';

const cny = (yuan: number) => ({ amount: yuan * 100, currency: 'CNY' });

/** The lot of the pages, sold off: its start is a fixed price, held open for ten days, and nobody bid yet. */
export const heldOpen = lotView({
  phase: 'open',
  round: 2,
  seq: 2,
  offer: { format: 'selloff', increments: [{ from: cny(0), step: cny(10_000) }] },
  course: { step: 'held-open' },
  closesAt: new Date(later(OPENS, 10 * DAY)).toISOString(),
});
