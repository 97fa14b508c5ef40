import Stripe from 'stripe';
import { type Instant, SECOND } from '@reassign/shared/kernel/instant.ts';
import type { Obj } from './book.ts';

export interface Delivery {
  readonly url: string;
  readonly secret: string;
  readonly now: () => Instant;
  readonly report: (error: unknown) => void;
  readonly fetch?: typeof fetch;
}

/** Every event is told twice, as Stripe may. */
const TIMES = 2;

/** Tells events as Stripe does, signed; what cannot be told is lost, and has to be looked for. */
export function createDelivery({ url, secret, now, report, fetch: send = fetch }: Delivery) {
  const { webhooks } = new Stripe('sk_test_stand_in');
  const running = new Set<Promise<void>>();

  async function tell(event: Obj): Promise<void> {
    const payload = JSON.stringify(event);
    const timestamp = Math.floor(now() / SECOND);
    for (let time = 0; time < TIMES; time++) {
      const signature = await webhooks.generateTestHeaderStringAsync({ payload, secret, timestamp });
      const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
      const answer = await send(url, { method: 'POST', headers, body: payload });
      await answer.body?.cancel();
    }
  }

  return {
    deliver(events: readonly Obj[]): void {
      const told: Promise<void> = (async () => {
        for (const event of events) await tell(event);
      })()
        .catch(report)
        .finally(() => running.delete(told));
      running.add(told);
    },
    settled: async (): Promise<void> => {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
