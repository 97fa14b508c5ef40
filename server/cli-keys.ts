import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { HOUR, later } from '@reassign/shared/kernel/instant.ts';
import { enterKey, KeyRefused, listKeys, revokeKey, rotateKey } from './platform/checkpoint-keys.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { type Config, EnvironmentFaults, readEnvironment } from './platform/config.ts';
import { connect, type Db } from './platform/db.ts';
import { migrate } from './platform/migrate.ts';
import { APP, RolesMissing } from './platform/roles.ts';
import { KEY_BYTES, loadSecrets, newKey } from './platform/secrets.ts';
import { type CheckpointSigner, createSigner, privateKeyOf } from './platform/sequencer/index.ts';

const usage = `usage: reassign keys list
       reassign keys rotate [--overlap-hours 24]     signs NEXT_SIGNING_KEY with SIGNING_KEY
       reassign keys revoke <verifier key>           by SIGNING_KEY, a later key than the revoked one`;

export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly clock: Pick<Clock, 'now'>;
}

/** What the commands work on: the server's own environment. */
interface Desk {
  readonly db: Db;
  readonly config: Config;
  readonly signer: CheckpointSigner;
  readonly clock: Pick<Clock, 'now'>;
  readonly env: NodeJS.ProcessEnv;
  readonly print: (line: string) => void;
}

/** `reassign keys`: the keys that sign checkpoints, on the server's database (docs/operations.md). */
export async function keys(
  parameters: string[],
  print: (line: string) => void,
  { env, clock }: Surroundings = { env: process.env, clock: systemClock() },
): Promise<number> {
  try {
    const { name, run } = readCommand(parameters);
    const { config, secrets: given } = readEnvironment(env);
    if (config.databaseUrl === null)
      throw new KeyRefused('DATABASE_URL is needed: the demo keeps its one key');
    await migrate(config.databaseUrl);
    const database = connect(config.databaseUrl, { max: 1, role: APP });
    try {
      const { signingKey } = loadSecrets(given, secretsOf(config));
      const signer = signerOf(config, signingKey);
      // The first rotation may come before the first start.
      if (name !== 'list') await enterKey(database.db, signer.key, clock.now());
      await run({ db: database.db, config, signer, clock, env, print });
    } finally {
      await database.close();
    }
    return 0;
  } catch (error) {
    if (!isSaid(error)) throw error;
    print(error.message);
    return 1;
  }
}

const isSaid = (error: unknown): error is Error =>
  error instanceof KeyRefused ||
  error instanceof EnvironmentFaults ||
  error instanceof RolesMissing ||
  (error instanceof Error && 'code' in error);

const secretsOf = (config: Config): string => join(config.dataDirectory, 'secrets');

const signerOf = (config: Config, seed: Uint8Array): CheckpointSigner =>
  createSigner(new URL(config.publicUrl).host, privateKeyOf(seed));

function readCommand(parameters: string[]): { name: string; run: (desk: Desk) => Promise<void> } {
  const { values, positionals } = parse(parameters);
  const [name, key, ...others] = positionals;
  const overlap = values['overlap-hours'] ?? '24';
  if (others.length === 0 && /^\d{1,4}$/.test(overlap)) {
    if (name === 'list' && key === undefined) return { name, run: list };
    if (name === 'rotate' && key === undefined)
      return { name, run: (desk) => rotate(desk, Number(overlap) * HOUR) };
    if (name === 'revoke' && key !== undefined) return { name, run: (desk) => revoke(desk, key) };
  }
  throw new KeyRefused(usage);
}

function parse(parameters: string[]) {
  try {
    return parseArgs({
      args: parameters,
      allowPositionals: true,
      options: { 'overlap-hours': { type: 'string' } },
    });
  } catch (error) {
    throw new KeyRefused(`${usage}\n${(error as Error).message}`, { cause: error });
  }
}

async function list({ db, signer, print }: Desk): Promise<void> {
  const listed = await listKeys(db, signer.key.name);
  for (const { status, from, until, key, fingerprint } of listed?.keys ?? []) {
    print(`${status.padEnd(8)} ${from} – ${until ?? ''}`);
    print(`         ${key}`);
    print(`         ${fingerprint}${key === signer.key.text ? '  (SIGNING_KEY)' : ''}`);
  }
  if (listed === null) print(`no server has signed for ${signer.key.name} yet`);
}

async function rotate({ db, config, signer, clock, env, print }: Desk, overlapMs: number): Promise<void> {
  const isKept = !env['SIGNING_KEY'];
  const seed = isKept ? newKey() : readSeed(env['NEXT_SIGNING_KEY']);
  const next = signerOf(config, seed);
  const from = clock.now();
  // Kept before it is listed: a listed key that is lost would have to be rotated without itself.
  const waiting = join(secretsOf(config), 'signing-key.next');
  if (isKept) writeFileSync(waiting, Buffer.from(seed).toString('base64url'), { mode: 0o600 });
  await rotateKey(db, signer, next, { from, until: later(from, overlapMs) });
  if (isKept) keepNext(config, waiting);
  print(`${next.key.text} signs from now on.`);
  print(
    isKept
      ? `It is kept in ${secretsOf(config)}. Restart every server within ${String(overlapMs / HOUR)} hours.`
      : `Give it as SIGNING_KEY and restart every server within ${String(overlapMs / HOUR)} hours.`,
  );
}

function readSeed(text: string | undefined): Uint8Array {
  const seed = Buffer.from(text ?? '', 'base64');
  if (seed.length === KEY_BYTES) return seed;
  throw new KeyRefused('NEXT_SIGNING_KEY is needed beside SIGNING_KEY: openssl rand -base64 32');
}

/** The old one stays beside it until somebody takes it away. */
function keepNext(config: Config, waiting: string): void {
  const own = join(secretsOf(config), 'signing-key');
  if (existsSync(own)) renameSync(own, `${own}.old`);
  renameSync(waiting, own);
}

async function revoke({ db, signer, clock, print }: Desk, key: string): Promise<void> {
  await revokeKey(db, key, signer, clock.now());
  print(`${key} is revoked: no checkpoint by it counts any more.`);
}
