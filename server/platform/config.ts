import { isIP } from 'node:net';
import { resolve } from 'node:path';
import * as z from 'zod/mini';
import { type CalendarDay, parseDay } from '@reassign/shared/kernel/instant.ts';
import { readVerifierKey, type VerifierKey } from '@reassign/shared/verify/note.ts';
import { KEY_BYTES, type Secrets } from './secrets.ts';

/** What the environment decides, read once. There is no setting of time. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Scheme and authority people use, without a slash at the end. */
  readonly publicUrl: string;
  /** Every origin a browser may send; `publicUrl` first. */
  readonly origins: readonly string[];
  /** `null`: the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  /** Absolute. */
  readonly dataDirectory: string;
  /** `null`: mail goes to the local mailbox page. */
  readonly smtpUrl: string | null;
  readonly logLevel: LogLevel;
  readonly production: boolean;
  /** Fictional data and one-click accounts: only with the embedded database, on loopback, outside production. */
  readonly demo: boolean;
  /** Exact addresses of proxies whose X-Forwarded-For is believed; nobody's by default. */
  readonly trustedProxies: readonly string[];
  /** Bidding, approval and money ask for a second factor. */
  readonly secondFactorRequired: boolean;
  /** Where deposits and prices are paid to. */
  readonly escrowAccount: BankAccount;
  /** `null`: payments by card and wallet are simulated. */
  readonly stripe: StripeKeys | null;
  /** Whose cosignatures of checkpoints are kept and shown; nobody's by default. */
  readonly witnesses: readonly VerifierKey[];
  /** Since when this platform stands on the Supreme Court's list (法释〔2016〕18号 art. 2); `null`: no court sells here by itself. */
  readonly courtListSince: CalendarDay | null;
}

export interface StripeKeys {
  readonly secretKey: string;
  /** Of the endpoint that Stripe tells what happened. */
  readonly webhookSecret: string;
}

export interface BankAccount {
  readonly holder: string;
  readonly bank: string;
  readonly number: string;
}

/** Nobody's account, and it says so. */
const demoAccount: BankAccount = {
  holder: '质转平台保证金专户（演示，请勿汇款）',
  bank: '晋源示范银行（虚构）营业部',
  number: '0000 0000 0000 0000 000',
};

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface Environment {
  readonly config: Config;
  /** Those that were given; the others come from the data directory. */
  readonly secrets: Partial<Secrets>;
}

/** All faults of the environment at once, each with the variable's name and what would be valid. */
export class EnvironmentFaults extends Error {
  override readonly name = 'EnvironmentFaults';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(['The environment has faults:', ...faults.map((fault) => `  ${fault}`)].join('\n'));
    this.faults = faults;
  }
}

const isUrl = (text: string, ...schemes: readonly string[]): boolean =>
  URL.canParse(text) && schemes.includes(new URL(text).protocol);

/** A web address and nothing after it: paths, queries and credentials would never match an Origin header. */
const isOrigin = (text: string): boolean =>
  isUrl(text, 'http:', 'https:') && new URL(text).origin === text.replace(/\/$/, '');

const isKey = (text: string): boolean => Buffer.from(text, 'base64').length === KEY_BYTES;

const text = (valid: (value: string) => boolean) => z.optional(z.string().check(z.refine(valid)));

const keyHint = `${String(KEY_BYTES)} random bytes as base64, as from: openssl rand -base64 32`;

/** Every variable: how it is checked and, in words, what is valid. */
const variables = {
  HOST: [
    text((value) => isIP(value) !== 0 || /^[a-z0-9.-]+$/i.test(value)),
    'an address to bind, as 127.0.0.1 or 0.0.0.0',
  ],
  PORT: [
    text((value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535),
    'a port from 0 to 65535, as 8080',
  ],
  PUBLIC_URL: [text(isOrigin), 'the address people use without a path, as https://reassign.example'],
  DATABASE_URL: [
    text((value) => isUrl(value, 'postgres:', 'postgresql:')),
    'postgres://user:password@host:5432/database',
  ],
  DATA_DIR: [text((value) => !value.includes('\0')), 'a directory'],
  SMTP_URL: [text((value) => isUrl(value, 'smtp:', 'smtps:')), 'smtp://user:password@host:587'],
  LOG_LEVEL: [text((value) => logLevels.includes(value as LogLevel)), `one of ${logLevels.join(', ')}`],
  NODE_ENV: [
    text((value) => /^(production|development|test)$/.test(value)),
    'production, development or test',
  ],
  TRUSTED_PROXIES: [
    text((value) => listed(value).every((one) => isIP(one) !== 0)),
    'exact IP addresses with commas between',
  ],
  ESCROW_ACCOUNT: [text((value) => toAccount(value) !== null), 'holder|bank|account number'],
  STRIPE_SECRET_KEY: [
    text((value) => /^[sr]k_(?:live|test)_\w{8,}$/.test(value)),
    'a secret or restricted key of Stripe, as sk_live_…',
  ],
  STRIPE_WEBHOOK_SECRET: [
    text((value) => /^whsec_\w{8,}$/.test(value)),
    'the signing secret of the endpoint at Stripe, as whsec_…',
  ],
  WITNESS_KEYS: [
    text((value) => listed(value).every((one) => readVerifierKey(one, 'cosignature') !== null)),
    'C2SP verifier keys of witnesses (cosignature/v1) with commas between',
  ],
  COURT_LIST_SINCE: [text((value) => parseDay(value) !== null), 'a day, as 2026-01-31'],
  AUTH_SECRET: [text((value) => value.length >= 32), 'at least 32 characters'],
  SIGNING_KEY: [text(isKey), keyHint],
  SEALING_KEY: [text(isKey), keyHint],
  PEPPER: [text(isKey), keyHint],
} as const;

type Name = keyof typeof variables;
type Given = Partial<Record<Name, string>>;

const SECRET_NAMES = [
  'AUTH_SECRET',
  'SIGNING_KEY',
  'SEALING_KEY',
  'PEPPER',
] as const satisfies readonly Name[];
const STRIPE_NAMES = ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'] as const satisfies readonly Name[];
const names = Object.keys(variables) as Name[];

const listed = (list: string): string[] => list.split(',').map((one) => one.trim());

function toAccount(value: string): BankAccount | null {
  const [holder, bank, number, ...rest] = value.split('|').map((part) => part.trim());
  return holder && bank && number && rest.length === 0 ? { holder, bank, number } : null;
}

export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  // An empty variable is an unset one, as `PORT= pnpm start` means it.
  const given: Given = Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  const invalid = names.filter((name) => !variables[name][0].safeParse(given[name]).success);
  const faults = [
    ...invalid.map((name) => `${name} is not valid: ${variables[name][1]}`),
    ...(given.NODE_ENV === 'production' ? productionFaults(given, invalid) : halfFaults(given)),
  ];
  if (faults.length > 0) throw new EnvironmentFaults(faults);
  return { config: toConfig(given), secrets: toSecrets(given) };
}

/** One of two that only go together. */
function halfFaults(given: Given): string[] {
  const missing = STRIPE_NAMES.filter((name) => given[name] === undefined);
  return missing.length === 1
    ? missing.map((name) => `${name} is required with the other setting of Stripe: ${variables[name][1]}`)
    : [];
}

/** What is convenient on a laptop and dangerous in production. */
function productionFaults(given: Given, invalid: readonly Name[]): string[] {
  // Without a mail server resets and invitations would land in a table that nobody reads.
  // Without keys of Stripe payments would be simulated.
  const required = [
    ...(['DATABASE_URL', 'PUBLIC_URL', 'ESCROW_ACCOUNT', 'SMTP_URL'] as const),
    ...STRIPE_NAMES,
    ...SECRET_NAMES,
  ] as const;
  const missing = required.filter((name) => given[name] === undefined);
  const faults = missing.map((name) => `${name} is required in production: ${variables[name][1]}`);
  if (
    given.PUBLIC_URL !== undefined &&
    !invalid.includes('PUBLIC_URL') &&
    !isUrl(given.PUBLIC_URL, 'https:')
  ) {
    faults.push('PUBLIC_URL must begin with https:// in production');
  }
  return faults;
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host.startsWith('127.');

function toConfig(given: Given): Config {
  const host = given.HOST ?? '127.0.0.1';
  const port = Number(given.PORT ?? 8080);
  const production = given.NODE_ENV === 'production';
  const demo = given.DATABASE_URL === undefined && !production && isLoopback(host);
  const origins =
    given.PUBLIC_URL === undefined ? localOrigins(host, port) : [new URL(given.PUBLIC_URL).origin];
  return {
    host,
    port,
    publicUrl: origins[0] ?? '',
    origins,
    databaseUrl: given.DATABASE_URL ?? null,
    dataDirectory: resolve(given.DATA_DIR ?? '.data'),
    smtpUrl: given.SMTP_URL ?? null,
    // Whoever tries the demo reads the address and the accounts, not every request.
    logLevel: (given.LOG_LEVEL as LogLevel | undefined) ?? (demo ? 'warn' : 'info'),
    production,
    demo,
    trustedProxies: given.TRUSTED_PROXIES === undefined ? [] : listed(given.TRUSTED_PROXIES),
    secondFactorRequired: production,
    escrowAccount: (given.ESCROW_ACCOUNT && toAccount(given.ESCROW_ACCOUNT)) || demoAccount,
    stripe:
      given.STRIPE_SECRET_KEY !== undefined && given.STRIPE_WEBHOOK_SECRET !== undefined
        ? { secretKey: given.STRIPE_SECRET_KEY, webhookSecret: given.STRIPE_WEBHOOK_SECRET }
        : null,
    courtListSince: parseDay(given.COURT_LIST_SINCE ?? ''),
    witnesses: listed(given.WITNESS_KEYS ?? '').flatMap((key) => readVerifierKey(key, 'cosignature') ?? []),
  };
}

/** On one's own machine both spellings are the same place; other names need PUBLIC_URL. */
function localOrigins(host: string, port: number): string[] {
  const spellings =
    isLoopback(host) || host === '0.0.0.0' || host === '::' ? ['127.0.0.1', 'localhost'] : [host];
  const authority = (name: string): string => (isIP(name) === 6 ? `[${name}]` : name);
  return spellings.map((name) => new URL(`http://${authority(name)}:${String(port)}`).origin);
}

function toSecrets(given: Given): Partial<Secrets> {
  const key = (name: Name, value = given[name]): Uint8Array | undefined =>
    value === undefined ? undefined : Buffer.from(value, 'base64');
  const all = {
    authSecret: given.AUTH_SECRET,
    signingKey: key('SIGNING_KEY'),
    sealingKey: key('SEALING_KEY'),
    pepper: key('PEPPER'),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
