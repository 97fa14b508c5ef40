import type { ReceiptView } from '@reassign/shared/auctions/api.ts';
import type { FormBid } from '@reassign/shared/auctions/bid-forms.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import type { Problem } from '@reassign/shared/kernel/problems.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import { type Api, ProblemFailure } from '../api/client.ts';
import type { LotLive } from './lot-live.svelte.ts';

type Unsent = FormBid extends infer Bid ? (Bid extends FormBid ? Omit<Bid, 'commandId'> : never) : never;

/** Bids in the forms of one format, one at a time: a level that is taken, a hidden bid, its withdrawal, a sealed one. */
export class FormBids {
  pending = $state(false);
  problem = $state.raw<Problem | null>(null);
  /** What was accepted last. */
  done = $state<FormBid['form'] | null>(null);
  /** The hidden bid of this bidder, as far as it was made here. */
  own = $state.raw<Money | null>(null);
  readonly #api: Api;
  readonly #live: LotLive;
  /** Of a bid whose outcome nobody knows: the same content is asked again under its id. */
  #unanswered: { readonly content: string; readonly commandId: string } | null = null;

  constructor(api: Api, live: LotLive) {
    this.#api = api;
    this.#live = live;
  }

  take(level: number, { amount, currency }: Money): Promise<boolean> {
    return this.#send({ form: 'level', level, amount: { amount, currency } });
  }

  async hide(money: Money): Promise<void> {
    const { amount, currency } = money;
    if (await this.#send({ form: 'hidden', amount: { amount, currency } })) this.own = money;
  }

  async withdraw(): Promise<void> {
    if (await this.#send({ form: 'withdrawal' })) this.own = null;
  }

  /** A bid that was encrypted here: who sends the same again while nobody knows its outcome, sends the same text. */
  seal(ciphertext: string): Promise<boolean> {
    return this.#send({ form: 'sealed', ciphertext });
  }

  async #send(bid: Unsent): Promise<boolean> {
    if (this.pending) return false;
    this.pending = true;
    this.problem = null;
    this.done = null;
    const content = JSON.stringify(bid);
    const commandId = this.#unanswered?.content === content ? this.#unanswered.commandId : this.#newId();
    try {
      const path = `/api/v1/lots/${this.#live.lot.id}/bids/by-form`;
      const { receipt } = await this.#api.post<{ receipt: ReceiptView }>(path, { ...bid, commandId });
      this.#unanswered = null;
      this.#live.receipts.take(receipt);
      this.done = bid.form;
      return true;
    } catch (error) {
      if (!(error instanceof ProblemFailure)) throw error;
      this.problem = error.problem;
      this.#unanswered = error.problem.code === 'outcome-unknown' ? { content, commandId } : null;
      return false;
    } finally {
      this.pending = false;
    }
  }

  #newId(): string {
    return uuidv7(this.#live.now(), crypto.getRandomValues(new Uint8Array(10)));
  }
}
