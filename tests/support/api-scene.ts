import type { Principal } from '@reassign/shared/accounts/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { type House, openHouse, opensAt } from './house.ts';
import { deskOf } from './listings.ts';
import { testWitness } from './signers.ts';
import { openVisitors, type Visitor, type Visitors } from './visitors.ts';

/** One request, as any visitor may send it. */
export interface Call {
  readonly path: string;
  readonly body?: object | string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a route answered; ids of requests differ and are left out. */
export interface Answered {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** A house with everybody in it, one lot that is open, and a desk to make more. */
export interface Scene {
  readonly house: House;
  readonly visitors: Visitors;
  /** The first broker may bid on it. */
  readonly openLot: LotId;
  readonly desk: ReturnType<typeof deskOf>;
  ask(visitor: Visitor, method: string, call: Call): Promise<Answered>;
  /** Every row of every table that a request of somebody may not change by being refused. */
  rows(): Promise<Record<string, string>>;
}

/** When what the desk publishes later opens: a lawful time after the open lot did. */
export const later = { opensAt: '2026-04-08T10:00:00.000+08:00', closesAt: '2026-04-09T10:00:00.000+08:00' };

const key = Buffer.alloc(32, 7).toString('base64');

/** What `openScene` takes for a house in production; the database is the test's own all the same. */
export const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://reassign@db.example/reassign',
  PUBLIC_URL: 'https://reassign.example',
  SMTP_URL: 'smtp://mail.example:587',
  ESCROW_ACCOUNT: 'holder|bank|1',
  STRIPE_SECRET_KEY: 'sk_live_ofnobodyatall',
  STRIPE_WEBHOOK_SECRET: 'whsec_ofnobodyatall',
  AUTH_SECRET: 'a secret of at least 32 characters, for a test',
  SIGNING_KEY: key,
  SEALING_KEY: key,
  PEPPER: key,
};

/** Nobody's. */
export const unknownId = '019a0000-0000-7000-8000-00000000dead';

/** Sessions are used, attempts counted and leases renewed by whoever asks for anything; days are closed by nobody's request. */
const RESTLESS = [
  ...['session', 'rate_limit', 'attempt', 'server_lease', 'readiness', 'idempotent_request'],
  ...['ledger_close', 'ledger_close_balance'],
];

const acting = ({ principal }: Visitor): Principal => {
  assert(principal, 'a desk has people');
  return principal;
};

/** Everybody's second factor, there or gone: how it is set up is not what these tests are about. */
export async function giveSecondFactors({ admin, modules }: House, isThere: boolean): Promise<void> {
  await admin.sql`update "user" set two_factor_enabled = ${isThere}`;
  modules.accounts.sessions.forget();
}

export async function openScene(
  environment: NodeJS.ProcessEnv = {},
  furnish?: Parameters<typeof openHouse>[1],
  logTo?: { write(line: string): void },
): Promise<Scene> {
  const witnessed = { WITNESS_KEYS: testWitness().key.text, ...environment };
  const house = await openHouse({ environment: witnessed, ...(logTo && { logTo }) }, furnish);
  if (house.config.secondFactorRequired) await giveSecondFactors(house, true);
  const openLot = await house.publishLot();
  await house.admit(house.agencies[0], openLot);
  await house.moveTo(opensAt);
  const visitors = await openVisitors(house);
  let asked = 0;

  return {
    house,
    visitors,
    openLot,
    desk: deskOf(house.modules.listings, acting(visitors.maker), acting(visitors.checker)),

    async ask({ cookie }, method, { path, body, headers = {} }) {
      const response = await house.app.inject({
        method: method as 'GET',
        url: path,
        // An address for each: what one address may ask for is not what these tests are about.
        remoteAddress: `127.${String(1 + (++asked >> 8))}.${String(asked & 255)}.1`,
        headers: { origin: house.config.publicUrl, ...(cookie !== '' && { cookie }), ...headers },
        ...(body !== undefined && { payload: body }),
      });
      const text = response.body.replaceAll(String(response.headers['x-request-id']), '');
      return {
        status: response.statusCode,
        contentType: response.headers['content-type']?.toString() ?? '',
        text,
      };
    },

    async rows() {
      const { sql } = house.admin;
      const tables = await sql<{ name: string }[]>`
        select tablename as name from pg_tables where schemaname = 'public' order by 1`;
      const hashes = tables
        .filter(({ name }) => !RESTLESS.includes(name))
        .map(async ({ name }) => {
          const [row] = await sql<[{ rows: string }]>`
            select count(*) || ' ' || coalesce(md5(string_agg(t::text, ' ' order by t::text)), '') as rows
            from ${sql(name)} t`;
          return [name, row.rows] as const;
        });
      return Object.fromEntries(await Promise.all(hashes));
    },
  };
}
