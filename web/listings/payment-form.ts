import type { ListingInput } from '@reassign/shared/listings/api.ts';
import { paymentBounds } from '@reassign/shared/listings/payment-terms.ts';

/** Days and parts of the price, as they are typed. */
export interface PaymentFields {
  /** Empty for the usual days. */
  paymentDays: string;
  /** The parts before the last one, which is the rest on the last day; none: the price is paid whole. */
  earlierParts: PartFields[];
}

/** A share in per cent, and the day after the confirmation. */
export interface PartFields {
  share: string;
  days: string;
}

export const usualPayment = (): PaymentFields => ({ paymentDays: '', earlierParts: [] });

export const paymentFields = ({
  paymentDays,
  instalments = [],
}: Pick<ListingInput, 'paymentDays' | 'instalments'>): PaymentFields => ({
  paymentDays: String(paymentDays ?? ''),
  earlierParts: instalments
    .slice(0, -1)
    .map(({ shareBps, days }) => ({ share: String(shareBps / 100), days: String(days) })),
});

const daysOf = (typed: string): number | null => {
  const days = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;
  return days >= 1 && days <= paymentBounds.longestDays ? days : null;
};

function shareOf(typed: string): number | null {
  const [, whole = '0', part = ''] = /^(\d{1,2})(?:\.(\d{1,2}))?$/.exec(typed.trim()) ?? [];
  const bps = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  return bps > 0 ? bps : null;
}

/** What the last part comes to, as far as the others can be read; `null` where nothing is left for it. */
export function lastShareOf({ earlierParts }: Readonly<PaymentFields>): number | null {
  const left = earlierParts.reduce((sum, { share }) => sum - (shareOf(share) ?? 0), 10_000);
  return left > 0 ? left : null;
}

/** Days and parts as they are sent; `null` where something is no number that may be. */
export function paymentOf(
  fields: Readonly<PaymentFields>,
): Pick<ListingInput, 'paymentDays' | 'instalments'> | null {
  const { earlierParts } = fields;
  const paymentDays = daysOf(fields.paymentDays);
  if (earlierParts.length === 0 && fields.paymentDays.trim() === '') return {};
  if (paymentDays === null) return null;
  if (earlierParts.length === 0) return { paymentDays };
  const last = lastShareOf(fields);
  const earlier = earlierParts.flatMap(({ share, days }) => {
    const [shareBps, day] = [shareOf(share), daysOf(days)];
    return shareBps === null || day === null ? [] : [{ shareBps, days: day }];
  });
  if (last === null || earlier.length < earlierParts.length) return null;
  return { paymentDays, instalments: [...earlier, { shareBps: last, days: paymentDays }] };
}
