/** So much of price and premium, in basis points, by the end of that calendar day after the day of the confirmation. */
export interface PlannedPart {
  readonly shareBps: number;
  readonly days: number;
}

/** What a notice says of when the price is paid. */
export interface StatedPayment {
  readonly paymentDays?: number | undefined;
  /** Every part, the last on the last of the days; absent: the price is paid whole. */
  readonly instalments?: readonly PlannedPart[] | undefined;
}

export const WHOLE_BPS = 10_000;

/** The parts as a notice states them; none by notices from before they had to. */
export const statedPlan = ({ paymentDays, instalments }: StatedPayment): readonly PlannedPart[] =>
  instalments ?? (paymentDays === undefined ? [] : [{ shareBps: WHOLE_BPS, days: paymentDays }]);
