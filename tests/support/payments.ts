import type { FastifyInstance } from 'fastify';
import Stripe from 'stripe';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, later, MINUTE, SECOND } from '@reassign/shared/kernel/instant.ts';
import type { PaymentOpened } from '@reassign/shared/payments/api.ts';
import { readEnvironment } from '../../server/platform/config.ts';
import { createHttpServer } from '../../server/platform/http-server.ts';
import { type PaidFor, standInPlugin } from '../../server/payments/index.ts';
import type { Db } from '../../server/platform/db.ts';
import { sweepOnce } from '../../server/platform/outbox.ts';
import { createTelemetry } from '../../server/platform/telemetry.ts';
import { freePort } from './demo-server.ts';
import { agency, openDeposits, type OpenDeposits } from './deposits.ts';
import { realPacing } from '../../server/platform/pacing.ts';

/* Deposits paid through the official SDK, over real HTTP, at the stand-in for Stripe. */

const secretKey = 'sk_test_of_the_tests';
export const webhookSecret = 'whsec_of_the_tests';

export type Outcome = 'pay' | 'decline' | 'delay' | 'dispute' | 'arrive' | 'fail';

export interface OpenTill extends OpenDeposits {
  /** As Stripe's dashboard would have it: the same SDK, with the same key. */
  readonly stripe: Stripe;
  readonly origin: string;
  readonly faults: unknown[];
  /** Asks for the page to pay a registration's deposit at. */
  pay(lotId: LotId, number: number): Promise<PaymentOpened>;
  /** What the person does on that page, and everything that Stripe tells of it. */
  decide(opened: PaymentOpened, outcome: Outcome, method?: string): Promise<void>;
  /** Something done by hand at the payer's bank. */
  byHand(path: string): Promise<void>;
  /** Everything that waits, until nothing does: effects outside, and what nobody told us about. */
  settle(): Promise<void>;
  /** Sends an event as it is, signed as told. */
  tell(
    event: object,
    how?: { readonly secret?: string; readonly signedAt?: Instant; readonly signature?: string },
  ): Promise<number>;
  /** Webhooks do not arrive. */
  deafen(isDeaf: boolean): void;
}

export interface TillOptions {
  readonly through?: (db: Db) => Db;
  readonly fetch?: typeof fetch;
  /** Who takes the money of a price. */
  readonly balances?: () => PaidFor;
}

export async function openTill(options: TillOptions = {}): Promise<OpenTill> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${String(port)}`;
  const at = { host: '127.0.0.1', port };
  const access = { secretKey, webhookSecret, at };
  const open = await openDeposits({
    access: { ...access, ...(options.fetch && { fetch: options.fetch }) },
    publicUrl: origin,
    ...(options.balances && { balances: options.balances }),
    ...(options.through && { through: options.through }),
  });
  const faults: unknown[] = [];
  let isDeaf = false;
  const app = await listening();

  async function listening(): Promise<FastifyInstance> {
    const server = await createHttpServer({
      config: readEnvironment({ LOG_LEVEL: 'silent', PORT: String(port) }).config,
      ...{ clock: open.clock, database: open.app, sealer: open.sealer, telemetry: createTelemetry() },
      sessions: { read: () => Promise.resolve(null) },
      limits: { requestsPerMinute: 100_000 },
    });
    server.addHook('onRequest', (request, reply, next) => {
      if (isDeaf && request.url.includes('/stripe/events')) void reply.code(503).send();
      else next();
    });
    await server.register(open.payments.plugin);
    const report = (error: unknown): void => void faults.push(error);
    await server.register(standInPlugin, {
      db: open.admin.db,
      clock: open.clock,
      access,
      publicUrl: origin,
      report,
    });
    await server.listen({ ...at });
    return server;
  }

  const stripe = new Stripe(secretKey, { ...at, protocol: 'http', telemetry: false });

  /** What was told arrives before the answer is: the page leads back when its events are on their way. */
  async function submit(path: string, form: Record<string, string>): Promise<void> {
    const answer = await fetch(`${origin}${path}`, {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'manual',
    });
    await answer.body?.cancel();
    assert(answer.status < 400, `${path} is answered`);
    await told();
  }

  const told = (): Promise<void> => app.standInSettled();

  async function sweep(): Promise<void> {
    const report = (error: unknown): void => void faults.push(error);
    const handlers = open.payments.effects;
    const sweeping = { db: open.app.db, clock: open.clock, pacing: realPacing, handlers, report };
    while (await sweepOnce({ ...sweeping, bell: { onRing: () => () => undefined } })) continue;
    await open.payments.lookAgain(report);
    await told();
  }

  return {
    ...{ ...open, stripe, origin, faults },
    async pay(lotId, number) {
      const { organisation } = agency(number);
      const [own] = await open.deposits.ownOf([organisation.id], [lotId]);
      assert(own, 'whoever pays is registered');
      const opened = await open.deposits.paying.pay(own.registration.id, [organisation.id], 'zh');
      assert(typeof opened !== 'string', 'a deposit that is asked for can be paid');
      return opened;
    },
    decide: ({ url }, outcome, method = 'card') =>
      submit(new URL(url).pathname, { outcome, method, agreed: 'yes' }),
    byHand: (path) => submit(path, {}),
    async settle() {
      // Whatever was put off is due within minutes.
      for (let round = 0; round < 4; round++) {
        await sweep();
        await open.clock.advanceTo(later(open.clock.now(), 2 * MINUTE));
      }
    },
    async tell(event, { secret = webhookSecret, signedAt = open.clock.now(), signature } = {}) {
      const payload = JSON.stringify(event);
      const timestamp = Math.floor(signedAt / SECOND);
      const signed =
        signature ?? (await stripe.webhooks.generateTestHeaderStringAsync({ payload, secret, timestamp }));
      const headers = { 'content-type': 'application/json', 'stripe-signature': signed };
      const answer = await fetch(`${origin}/api/v1/payments/stripe/events`, {
        method: 'POST',
        headers,
        body: payload,
      });
      await answer.body?.cancel();
      return answer.status;
    },
    deafen(now) {
      isDeaf = now;
    },
    async close() {
      await app.close();
      await open.close();
    },
  };
}

/** The status of the deposit of the only registration that an agency has for a lot. */
export async function depositOf({ deposits }: OpenDeposits, lotId: LotId, number: number) {
  const [own] = await deposits.ownOf([agency(number).organisation.id], [lotId]);
  assert(own, 'the agency is registered');
  return own.registration.deposit;
}

export type Books = Record<string, number>;

/** What the accounts of a lot's registrations and its own hold, by kind; empty ones are left out. */
export async function booksOf({ admin }: OpenDeposits, lotId: LotId): Promise<Books> {
  const rows = await admin.sql<{ kind: string; held: number }[]>`
    select kind, sum(held_minor)::float8 as held from ledger_account
    where lot_id = ${lotId} or registration_id in (select id from registration where lot_id = ${lotId})
    group by kind having sum(held_minor) <> 0`;
  return Object.fromEntries(rows.map(({ kind, held }) => [kind, held]));
}

/** What moved at Stripe for a lot, by our books: above zero it is there. */
export async function stripeCashOf({ admin }: OpenDeposits, lotId: LotId): Promise<number> {
  const [row] = await admin.sql<[{ cash: number }]>`
    select coalesce(sum(c.amount_minor), 0)::float8 as cash from ledger_posting c
    where c.account like 'cash/stripe/%' and not c.is_pending and exists (
      select from ledger_posting o join ledger_account a on a.code = o.account
      where o.transaction_id = c.transaction_id and a.registration_id in (
        select id from registration where lot_id = ${lotId}))`;
  return row.cash;
}
