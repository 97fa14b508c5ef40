import { randomUUID } from 'node:crypto';
import type { LotView } from '@reassign/shared/auctions/api.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { CNY, currency } from '@reassign/shared/kernel/currency.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { sealBid } from '@reassign/shared/verify/lot-key.ts';
import type { Answer, FormatStep } from './scenario.ts';

/* Sealed bids by request: encrypted to the key of the notice, opened by whoever keeps it. */

export type SealedStep = Extract<
  FormatStep,
  { readonly seal: object } | { readonly share: object } | { readonly open: true }
>;

export const isSealedStep = (step: FormatStep): step is SealedStep =>
  'seal' in step || 'share' in step || 'open' in step;

type Headers = Readonly<Record<string, string>>;

/** Of a lot under sealed bids: what to send as each of its keepers, and the share of the key that each has, in hex. */
export interface Keepers {
  readonly keepers?: readonly { readonly headers: Headers; readonly share: string }[];
}

interface SealedLot extends Keepers {
  readonly lot: string;
  readonly bidders: Readonly<
    Record<string, { readonly headers: Headers; readonly bidderNumber: string | null }>
  >;
}

interface Heard {
  readonly status: number;
  readonly body: unknown;
}

/** How an implementation is asked. */
interface Asking {
  readonly ask: (url: string, body?: object, headers?: Headers) => Promise<Heard>;
  readonly must: (url: string) => Promise<unknown>;
  readonly answerOf: (heard: Heard) => Answer;
}

/** What nobody can read. */
const nothing = 'YWdlLWVuY3J5cHRpb24=';

export async function sendSealed(
  { ask, must, answerOf }: Asking,
  base: string,
  arranged: SealedLot,
  step: SealedStep,
): Promise<Answer> {
  const lot = `${base}/api/v1/lots/${arranged.lot}`;
  if ('seal' in step) {
    const ciphertext = await ciphertextOf((await must(lot)) as LotView, arranged, step.seal);
    const body = { form: 'sealed', commandId: randomUUID(), ciphertext };
    return answerOf(await ask(`${lot}/bids/by-form`, body, arranged.bidders[step.seal.by]?.headers));
  }
  if ('share' in step) {
    const { keeper, of = keeper } = step.share;
    const headers = { ...arranged.keepers?.[keeper]?.headers, 'idempotency-key': randomUUID() };
    const body = { share: arranged.keepers?.[of]?.share ?? '' };
    return answerOf(await ask(`${lot}/key-shares`, body, headers));
  }
  // Nobody asks for it: the second share opens, and the log says whether it did.
  const log = String(await must(`${lot}/log`));
  return log.includes('"type":"SealedBidsOpened"') ? 'accepted' : { refused: 'no-key-due' };
}

async function ciphertextOf(
  { offer }: LotView,
  { lot, bidders }: SealedLot,
  { by, amount, currency: code = CNY, copied }: Extract<SealedStep, { seal: object }>['seal'],
): Promise<string> {
  if (amount === null) return nothing;
  assert(offer.format === 'sealed', 'the lot takes sealed bids');
  const bidderNumber = copied ?? bidders[by]?.bidderNumber ?? '';
  return sealBid({ lot, bidderNumber, amount: money(amount, currency(code)) }, offer.recipient);
}
