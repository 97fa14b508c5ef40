/** Why money moved: every transaction has one, and statements say it in words. */
export const reasons = [
  'deposit-received',
  'deposit-applied',
  'deposit-released',
  'deposit-forfeited',
  'deposit-earmarked',
  'refund-paid',
  'price-received',
  'price-returned',
  'fee-charged',
  'tax-charged',
  'to-court',
  'proceeds-distributed',
  'default-settled',
  'payout',
  'payment-cost',
  'charge-disputed',
  'unmatched-received',
  'unmatched-assigned',
  'reservation-expired',
  'correction',
] as const;
export type Reason = (typeof reasons)[number];
