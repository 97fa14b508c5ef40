import { connect, type Database } from '../../server/platform/db.ts';
import { type Accounts, createAccounts } from '../../server/accounts/index.ts';
import type { Platform } from '../../server/platform/module.ts';
import { createHttpServer } from '../../server/platform/http-server.ts';
import { sweepOnce } from '../../server/platform/outbox.ts';
import type { Config } from '../../server/platform/config.ts';
import { createSealer, type Secrets } from '../../server/platform/secrets.ts';
import { createTelemetry } from '../../server/platform/telemetry.ts';
import type { Organisation, OrganisationKind, Role } from '@reassign/shared/accounts/types.ts';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import { type App, Browser } from './browser.ts';
import { freshDatabase } from './database.ts';
import { realPacing } from '../../server/platform/pacing.ts';
import { testClock } from './test-clock.ts';

const key = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);

const secrets: Secrets = {
  authSecret: 'a secret for tests only, longer than 32 characters',
  signingKey: key(1),
  sealingKey: key(2),
  pepper: key(3),
};

const origin = 'http://127.0.0.1:8080';

const base: Config = {
  host: '127.0.0.1',
  port: 8080,
  publicUrl: origin,
  origins: [origin],
  databaseUrl: null,
  dataDirectory: '/nonexistent',
  smtpUrl: null,
  logLevel: 'silent',
  production: false,
  demo: true,
  trustedProxies: [],
  secondFactorRequired: false,
  witnesses: [],
  courtListSince: null,
  stripe: null,
  escrowAccount: { holder: 'Test', bank: 'Test', number: '0' },
};

export interface AccountsServer {
  readonly app: App;
  readonly accounts: Accounts;
  readonly database: Database;
  /** Superuser's, to arrange what no request can. */
  readonly admin: Database;
  browser(): Browser;
  /** Until the work behind the answers so far is done and its mail delivered. */
  settled(): Promise<void>;
  /** A signed-in member of a new organisation. */
  readonly member: (as: NewMember) => Promise<Member>;
  close(): Promise<void>;
}

export interface NewMember {
  readonly kind: OrganisationKind;
  readonly roles: readonly Role[];
  readonly email: string;
  readonly password?: string;
  readonly accredited?: boolean;
}

export interface Member {
  readonly browser: Browser;
  readonly userId: UserId;
  readonly organisation: Organisation;
}

/** Codes that check, one for each organisation of a test. */
export const creditCodes = [
  '91140100MA0K00013E',
  '91140100MA0K000219',
  '91140100MA0K0003X1',
  '91140100MA0K000481',
  '91140100MA0K00056U',
  '91140100MA0K00064N',
  '91140100MA0K00072H',
  '91140100MA0K00080C',
  '91140100MA0K00101W',
  '91140100MA0K00128L',
  '91140100MA0K00136F',
  '91140100MA0K00144A',
  '91140100MA0K001525',
  '91140100MA0K00179W',
  '91140100MA0K00187P',
] as const;

/** This module, and `more` of those that need its sessions, behind the platform's hooks over a database of its own. */
export async function openAccounts(
  overrides: Partial<Config> = {},
  ...more: readonly ((platform: Pick<Platform, 'clock' | 'database'>) => Accounts['plugin'])[]
): Promise<AccountsServer> {
  const fresh = await freshDatabase();
  const config = { ...base, ...overrides };
  const database = connect(fresh.appUrl, { max: 5 });
  const admin = connect(fresh.url, { max: 1 });
  const deps = { config, secrets, sealer: createSealer(secrets), clock: testClock(), database };
  const accounts = createAccounts(deps);
  const app = await createHttpServer({ ...deps, telemetry: createTelemetry(), sessions: accounts.sessions });
  await app.register(accounts.plugin);
  for (const module of more) await app.register(module(deps));
  await app.ready();
  const { seed, signInAs } = accounts;
  let browsers = 0;
  // Each at an address of its own, all of them loopback: the limits per address are not what most tests are about.
  const browser = (): Browser => new Browser(app, config.publicUrl, `127.0.1.${String(++browsers)}`);
  let codes = 0;
  return {
    app,
    accounts,
    database,
    admin,
    browser,
    async member({ kind, roles, email, password, accredited = true }) {
      const creditCode = creditCodes[codes++] ?? '';
      const userId = await seed.createUser({
        name: email,
        email,
        ...(password === undefined ? {} : { password }),
      });
      const organisation = await seed.createOrganisation({ name: `${kind} of ${email}`, kind, creditCode });
      await seed.addMember(organisation.id, userId, roles);
      if (accredited) await seed.setAccredited(organisation.id, true, 'seen');
      return { browser: browser().keep(await signInAs(userId)), userId, organisation };
    },
    async settled() {
      await accounts.settled();
      const report = (error: unknown): never => {
        throw error;
      };
      const options = { db: database.db, clock: deps.clock, handlers: accounts.effects, report };
      while (await sweepOnce({ ...options, bell: { onRing: () => () => undefined }, pacing: realPacing }));
    },
    async close() {
      await app.close();
      await database.close();
      await admin.close();
      await fresh.drop();
    },
  };
}

/** The link in the newest mail to this address. */
export async function linkTo(server: AccountsServer, email: string): Promise<URL> {
  await server.settled();
  const rows = await server.admin.sql<{ body: string }[]>`
    select body from mail where recipient = ${email} order by id desc limit 1`;
  const link = /^http\S+$/m.exec(rows[0]?.body ?? '')?.[0];
  if (link === undefined) throw new Error(`no mail to ${email}`);
  return new URL(link);
}
