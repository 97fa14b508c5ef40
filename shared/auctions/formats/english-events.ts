import type { WireMoney } from '../../listings/events.ts';

export interface BidAccepted {
  readonly type: 'BidAccepted';
  readonly body: { readonly bidderNumber: string; readonly amount: WireMoney };
}

export type EnglishEvent = BidAccepted;
