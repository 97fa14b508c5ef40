import { execFile, type ExecFileException } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { operator } from '../../../server/cli-operator.ts';
import { connect, type Database } from '../../../server/platform/db.ts';
import { creditCodes } from '../../support/accounts.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { root } from '../../support/run-checker.ts';

const password = 'a password for tests only';
const words = [
  '--email',
  'Officer@Reassign.example',
  '--name',
  '沈未',
  '--organisation',
  '质转平台运营有限公司',
];
const full = [...words, '--credit-code', creditCodes[0]];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reassign-operator-'));
});
afterAll(() => rm(folder, { recursive: true }));

let fresh: FreshDatabase;
let database: Database;
beforeEach(async () => {
  fresh = await freshDatabase();
  database = connect(fresh.url, { max: 1 });
});
afterEach(async () => {
  await database.close();
  await fresh.drop();
});

const environment = (): Record<string, string> => ({ DATABASE_URL: fresh.url, DATA_DIR: folder });

async function run(parameters: string[], typed = password, env: NodeJS.ProcessEnv = environment()) {
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(...line.split('\n'));
  const code = await operator(parameters, print, { env, askSecretly: () => Promise.resolve(typed) });
  return { code, last: lines.at(-1) ?? '' };
}

async function refused(running: ReturnType<typeof run>, reason: RegExp): Promise<void> {
  const { code, last } = await running;
  expect(code).toBe(1);
  expect(last).toMatch(reason);
}

const people = () => database.sql`select email from "user"`;
const operators = () =>
  database.sql`
    select o.kind, o.accredited, m.role, u.email, u.email_verified, c.password is not null as has_password
    from organisation o join member m on m.organisation_id = o.id join "user" u on u.id = m.user_id
      join credential c on c.user_id = u.id`;

describe('reassign operator', () => {
  it('sets up the organisation that runs the platform, accredited, and its first officer', async () => {
    const { code, last } = await run(full);
    expect(code).toBe(0);
    expect(last).toContain('http://127.0.0.1:8080/sign-in');
    expect(await operators()).toEqual([
      {
        kind: 'operator',
        accredited: true,
        role: 'owner,officer',
        email: 'officer@reassign.example',
        email_verified: true,
        has_password: true,
      },
    ]);
  });

  it('does it once: with an operator nobody is added', async () => {
    await run(full);
    const other = ['--email', 'other@reassign.example', ...full.slice(2, -1), creditCodes[1]];
    await refused(run(other), /an operator already/);
    expect(await people()).toHaveLength(1);
  });

  it('waits for whoever does the same at this moment', async () => {
    const { running } = await database.sql.begin(async (tx) => {
      await tx`
        insert into organisation (id, name, slug, kind, credit_code, accredited, created_at)
        values (gen_random_uuid(), 'first', 'first', 'operator', ${creditCodes[1]}, true, now())`;
      const second = run(full);
      const waiting = () =>
        tx`select from pg_locks where not granted and relation = 'organisation'::regclass`.then(
          ({ length }) => length,
        );
      await expect.poll(waiting, { timeout: 15_000 }).toBe(1);
      return { running: second };
    });
    await refused(running, /an operator already/);
    expect(await people()).toHaveLength(0);
  });

  it('leaves nobody behind when the organisation cannot be', async () => {
    await run(full);
    await database.sql`update organisation set kind = 'buyer'`;
    const sameCode = ['--email', 'other@reassign.example', ...full.slice(2)];
    await refused(run(sameCode), /this credit code/);
    expect(await people()).toHaveLength(1);
  });

  it.each([
    ['an address that is none', ['--email', 'officer', ...full.slice(2)], /--email is an address/],
    ['no name', full.filter((word) => word !== '--name' && word !== '沈未'), /--name is the name/],
    ['no credit code', words, /--credit-code is the unified/],
    [
      'a wrong check character',
      [...words, '--credit-code', '91140100MA0K00013F'],
      /right would be 91140100MA0K00013E/,
    ],
    ['an unknown option', [...full, '--admin'], /--admin/],
    ['a password on the command line', [...full, '--password', password], /--password/],
  ])('refuses %s', async (_what, parameters, reason) => {
    await refused(run(parameters), reason);
    expect(await people()).toHaveLength(0);
  });

  it('takes a password of 10 characters, not of 9', async () => {
    await refused(run(full, '123456789'), /10 to 128/);
    expect((await run(full, '1234567890')).code).toBe(0);
  });

  it('refuses without a database of its own, and with a faulty environment', async () => {
    expect((await run(full, password, {})).last).toMatch(/DATABASE_URL is needed/);
    expect((await run(full, password, { ...environment(), PORT: 'http' })).last).toMatch(/PORT is not valid/);
  });

  it('says why the database cannot be used', async () => {
    const nobody = new URL(fresh.url);
    nobody.password = 'wrong';
    const env = { ...environment(), DATABASE_URL: nobody.href };
    await refused(run(full, password, env), /^password authentication failed/);
  });

  it('reads the password from a pipe and repeats it nowhere', async () => {
    const parameters = ['--disable-warning=ExperimentalWarning', 'server/cli.ts', 'operator', ...full];
    const { promise, resolve } = Promise.withResolvers<{ error: ExecFileException | null; said: string }>();
    const child = execFile(
      process.execPath,
      parameters,
      { cwd: root, env: { ...process.env, ...environment() } },
      (error, stdout, stderr) => {
        resolve({ error, said: stdout + stderr });
      },
    );
    child.stdin?.end(`${password}\n`);
    const { error, said } = await promise;
    expect(error).toBeNull();
    expect(said).toContain('is its first officer');
    expect(said).not.toContain(password);
    expect(await people()).toHaveLength(1);
  });
});
