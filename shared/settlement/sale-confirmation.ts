import { capitals } from '../i18n/capitals.ts';
import type { LotId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';
import { type AllIn, allIn, type Charge, type FeeTerms } from '../listings/fees.ts';
import { wordOf } from '../listings/sale-word.ts';
import type { SaleWord } from '../listings/route-rules.ts';
import { confirmationNumber } from './confirmation-number.ts';

/** What a sale confirmation (成交确认书) is made from: the hammer as in the log, and the two parties. */
export interface ConfirmedSale {
  readonly lotId: LotId;
  readonly lotNumber: string;
  readonly title: string;
  readonly seller: string;
  readonly buyer: { readonly name: string; readonly creditCode: string | null };
  readonly bidderNumber: string;
  readonly hammer: Money;
  readonly deposit: Money;
  readonly closedAt: Instant;
  readonly dueAt: Instant;
  readonly log: { readonly size: number; readonly hash: string };
  readonly terms: FeeTerms;
}

/** The paper's content, without its words: what a page, a PDF and a machine all show. */
export interface SaleConfirmation extends Omit<ConfirmedSale, 'terms' | 'deposit'> {
  readonly number: string;
  /** What this sale may be called (拍卖法 11, 52). */
  readonly word: SaleWord;
  /** 人民币大写; `null` for another currency. */
  readonly hammerInCapitals: string | null;
  readonly charges: readonly Charge[];
  readonly total: Money;
  readonly deposit: Money;
  readonly balance: Money;
  readonly balanceInCapitals: string | null;
  /** A charge is agreed and here its maximum: the paper says so, and the balance waits for the agreed amount. */
  readonly isAtMost: boolean;
  /** For the QR code: where anybody checks the log that decided the sale. */
  readonly verificationUrl: string;
}

/** `origin` without a slash at its end, as `https://…`. */
export function saleConfirmation(sale: ConfirmedSale, origin: string): SaleConfirmation {
  const { terms, deposit: held, ...rest } = sale;
  const { charges, total, deposit, balance, isAtMost }: AllIn = allIn(sale.hammer, held, terms);
  return {
    ...rest,
    number: confirmationNumber(sale.lotNumber),
    word: wordOf(terms.route),
    hammerInCapitals: inCapitals(sale.hammer),
    charges,
    total,
    deposit,
    balance,
    balanceInCapitals: inCapitals(balance),
    isAtMost,
    verificationUrl: verificationUrl(origin, sale.lotId),
  };
}

/** The page that fetches the lot's log and checks it in the reader's browser. */
export const verificationUrl = (origin: string, lotId: LotId): string =>
  `${origin}/verify?lot=${encodeURIComponent(lotId)}`;

export const inCapitals = (amount: Money): string | null =>
  amount.currency === 'CNY' ? capitals(amount) : null;
