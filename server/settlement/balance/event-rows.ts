import type { UserId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import {
  evolvePayment,
  type PaymentEvent,
  type PaymentState,
} from '@reassign/shared/settlement/buyer-default/review.ts';
import type { salePaymentEvent } from './tables.ts';

/* What happened to a payment, as its rows say it. */

export type StoredEvent = typeof salePaymentEvent.$inferSelect;

/** The state is needed to read an event: a confirmation repeats nothing of what was proposed. */
export function eventsFrom(
  rows: readonly StoredEvent[],
  from: PaymentState,
  inUnit: (minor: number) => Money,
): { readonly events: PaymentEvent[]; readonly state: PaymentState } {
  let state = from;
  const events = rows.map((row) => {
    const event = eventFrom(row, inUnit);
    state = evolvePayment(state, event);
    return event;
  });
  return { events, state };
}

function eventFrom(row: StoredEvent, inUnit: (minor: number) => Money): PaymentEvent {
  const { type, at } = row;
  const by = row.by as UserId;
  const two = [by, row.confirmedBy as UserId] as const;
  const until = row.until as Instant;
  switch (type) {
    case 'DeadlineMissed':
    case 'BalancePaid':
      return { type, at };
    case 'OutcomeRejected':
      return { type, by, at };
    case 'InstalmentPaid':
      return { type, until, at };
    case 'GraceGranted':
      return { type, until, by: two, at };
    case 'BuyerDefaulted':
      return { type, by: two, at };
    case 'OutcomeProposed': {
      const losses = { costs: inUnit(row.costsMinor ?? 0), commissions: inUnit(row.commissionsMinor ?? 0) };
      const outcome =
        row.outcome === 'grace'
          ? ({ kind: 'grace', until } as const)
          : ({ kind: 'buyer-default', losses } as const);
      return { type, at, proposal: { outcome, reason: row.reason ?? '', by } };
    }
  }
}

export function columnsOf(event: PaymentEvent): Partial<typeof salePaymentEvent.$inferInsert> {
  switch (event.type) {
    case 'DeadlineMissed':
    case 'BalancePaid':
      return {};
    case 'OutcomeRejected':
      return { by: event.by };
    case 'InstalmentPaid':
      return { until: event.until };
    case 'GraceGranted':
      return { by: event.by[0], confirmedBy: event.by[1], until: event.until };
    case 'BuyerDefaulted':
      return { by: event.by[0], confirmedBy: event.by[1] };
    case 'OutcomeProposed': {
      const { outcome, reason, by } = event.proposal;
      const more =
        outcome.kind === 'grace'
          ? { until: outcome.until }
          : { costsMinor: outcome.losses.costs.amount, commissionsMinor: outcome.losses.commissions.amount };
      return { by, reason, outcome: outcome.kind, ...more };
    }
  }
}
