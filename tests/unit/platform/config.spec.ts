import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EnvironmentFaults, readEnvironment } from '../../../server/platform/config.ts';

const key = Buffer.alloc(32, 7).toString('base64');
const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://app@db/reassign',
  PUBLIC_URL: 'https://reassign.example',
  ESCROW_ACCOUNT: '某某拍卖|某某银行|6222000000000000',
  SMTP_URL: 'smtp://mail:587',
  STRIPE_SECRET_KEY: 'sk_live_ofnobodyatall',
  STRIPE_WEBHOOK_SECRET: 'whsec_ofnobodyatall',
  AUTH_SECRET: 'a'.repeat(32),
  SIGNING_KEY: key,
  SEALING_KEY: key,
  PEPPER: key,
};

function faultsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readEnvironment(env);
  } catch (error) {
    if (error instanceof EnvironmentFaults) return error.faults;
    throw error;
  }
  return [];
}

describe('an empty environment', () => {
  it('is a demo on loopback with its own database', () => {
    expect(readEnvironment({}).config).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      publicUrl: 'http://127.0.0.1:8080',
      origins: ['http://127.0.0.1:8080', 'http://localhost:8080'],
      databaseUrl: null,
      dataDirectory: resolve('.data'),
      demo: true,
      production: false,
      trustedProxies: [],
    });
  });

  it('takes an empty variable for an unset one', () => {
    expect(readEnvironment({ PORT: '', DATABASE_URL: '' }).config).toMatchObject({ port: 8080, demo: true });
  });
});

describe('the demo', () => {
  it.each([
    ['another host', { HOST: '0.0.0.0' }],
    ['a database of its own', { DATABASE_URL: 'postgres://localhost/reassign' }],
    ['production', production],
  ])('ends with %s', (_reason, env) => {
    expect(readEnvironment(env).config.demo).toBe(false);
  });
});

describe('faults', () => {
  it('are reported all at once, each with its name and what is valid', () => {
    const faults = faultsOf({ PORT: '65536', LOG_LEVEL: 'loud', SIGNING_KEY: 'short', NODE_ENV: 'staging' });
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'PORT',
      'LOG_LEVEL',
      'NODE_ENV',
      'SIGNING_KEY',
    ]);
    expect(faults[0]).toContain('0 to 65535');
  });

  it.each([
    ['PORT', '65535', '65536'],
    ['PORT', '0', '-1'],
    ['PORT', '8080', '8080.5'],
    ['PUBLIC_URL', 'http://a.example:81', 'http://a.example/path'],
    ['PUBLIC_URL', 'https://a.example', 'ftp://a.example'],
    ['AUTH_SECRET', 'a'.repeat(32), 'a'.repeat(31)],
    ['PEPPER', key, Buffer.alloc(31).toString('base64')],
    ['TRUSTED_PROXIES', '10.0.0.1, ::1', '10.0.0.0/8'],
    ['DATABASE_URL', 'postgresql://h/d', 'mysql://h/d'],
  ])('%s takes %s and not %s', (name, valid, invalid) => {
    expect(faultsOf({ [name]: valid })).toEqual([]);
    expect(faultsOf({ [name]: invalid })).toHaveLength(1);
  });

  it('ask for both settings of Stripe or for none', () => {
    const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET } = production;
    expect(readEnvironment({}).config.stripe).toBeNull();
    expect(readEnvironment({ STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET }).config.stripe).toEqual({
      secretKey: STRIPE_SECRET_KEY,
      webhookSecret: STRIPE_WEBHOOK_SECRET,
    });
    expect(faultsOf({ STRIPE_SECRET_KEY })).toEqual([
      expect.stringContaining('STRIPE_WEBHOOK_SECRET is required'),
    ]);
    expect(faultsOf({ STRIPE_WEBHOOK_SECRET })).toEqual([
      expect.stringContaining('STRIPE_SECRET_KEY is required'),
    ]);
  });

  it('never repeat a value: it may be a secret', () => {
    expect(faultsOf({ AUTH_SECRET: 'planted-secret' }).join()).not.toContain('planted-secret');
  });
});

describe('production', () => {
  it('starts with everything given', () => {
    expect(readEnvironment(production).config).toMatchObject({
      production: true,
      secondFactorRequired: true,
    });
  });

  it.each([
    'DATABASE_URL',
    'PUBLIC_URL',
    'ESCROW_ACCOUNT',
    'SMTP_URL',
    // Without it payments would be simulated.
    'STRIPE_SECRET_KEY',
    'STRIPE_WEBHOOK_SECRET',
    'AUTH_SECRET',
    'SIGNING_KEY',
    'SEALING_KEY',
    'PEPPER',
  ])('refuses to start without %s', (name) => {
    expect(faultsOf({ ...production, [name]: undefined })).toEqual([
      expect.stringContaining(`${name} is required`),
    ]);
  });

  it('refuses a public address without https', () => {
    expect(faultsOf({ ...production, PUBLIC_URL: 'http://reassign.example' })).toEqual([
      expect.stringContaining('https://'),
    ]);
  });
});
