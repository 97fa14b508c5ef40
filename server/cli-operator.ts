import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { firstOperatorInput, type FirstOperatorInput } from '@reassign/shared/accounts/api.ts';
import { createAccounts, type FirstOperatorFault } from './accounts/index.ts';
import { systemClock } from './platform/clock.ts';
import { type Environment, EnvironmentFaults, readEnvironment } from './platform/config.ts';
import { connect } from './platform/db.ts';
import { migrate } from './platform/migrate.ts';
import { APP, RolesMissing } from './platform/roles.ts';
import { createSealer, loadSecrets } from './platform/secrets.ts';

const usage =
  'usage: reassign operator --email E --name N --organisation O --credit-code C   (the password is asked for)';

/** What the caller has to change, said in words. */
class CannotSetUp extends Error {
  override readonly name = 'CannotSetUp';
}

export interface Terminal {
  readonly env: NodeJS.ProcessEnv;
  /** One line that is not shown. */
  readonly askSecretly: (question: string) => Promise<string>;
}

/**
 * `reassign operator`: with the server's own environment, on a database where nobody runs the platform yet. Everything
 * after it is done in the pages: the officer signs in and accredits the others.
 */
export async function operator(
  parameters: string[],
  print: (line: string) => void,
  terminal: Terminal = { env: process.env, askSecretly },
): Promise<number> {
  try {
    const options = readOptions(parameters);
    const environment = readSurroundings(terminal.env);
    const input = check({
      ...options,
      password: await terminal.askSecretly('Password of the new officer: '),
    });
    await setUp(environment, input);
    const { publicUrl } = environment.config;
    print(`${input.organisation} runs the platform, and ${input.email} is its first officer.`);
    print(
      `Sign in at ${publicUrl}/sign-in, then set up the second factor at ${publicUrl}/account/two-factor`,
    );
    return 0;
  } catch (error) {
    if (!isSaid(error)) throw error;
    print(error.message);
    return 1;
  }
}

/** What the caller, the environment or the database is the reason of; the driver's and the system's errors have a code. */
const isSaid = (error: unknown): error is Error =>
  error instanceof CannotSetUp ||
  error instanceof EnvironmentFaults ||
  error instanceof RolesMissing ||
  (error instanceof Error && 'code' in error);

function readOptions(parameters: string[]): Omit<FirstOperatorInput, 'password'> {
  const option = { type: 'string' } as const;
  const options = { email: option, name: option, organisation: option, 'credit-code': option };
  try {
    const { values } = parseArgs({ args: parameters, options });
    const { email = '', name = '', organisation = '', 'credit-code': creditCode = '' } = values;
    return { email, name, organisation, creditCode };
  } catch (error) {
    throw new CannotSetUp(`${usage}\n${(error as Error).message}`, { cause: error });
  }
}

function readSurroundings(env: NodeJS.ProcessEnv): Environment & { readonly databaseUrl: string } {
  const environment = readEnvironment(env);
  const { databaseUrl } = environment.config;
  if (databaseUrl === null)
    throw new CannotSetUp('DATABASE_URL is needed: the demo has an operator, one click away at /sign-in');
  return { ...environment, databaseUrl };
}

const valid: Readonly<Record<keyof FirstOperatorInput, string>> = {
  email: '--email is an address, as officer@reassign.example',
  name: '--name is the name of the person, at most 80 characters',
  organisation: '--organisation is its registered name, at most 120 characters',
  creditCode: '--credit-code is the unified social credit code (统一社会信用代码), 18 characters',
  password: 'the password has 10 to 128 characters',
};

function check(given: FirstOperatorInput): FirstOperatorInput {
  const result = firstOperatorInput.safeParse(given);
  if (result.success) return result.data;
  const wrong = new Set(result.error.issues.map(({ path }) => path[0] as keyof FirstOperatorInput));
  throw new CannotSetUp([usage, ...[...wrong].map((name) => valid[name])].join('\n'));
}

async function setUp(
  { config, secrets: given, databaseUrl }: ReturnType<typeof readSurroundings>,
  { email, name, organisation, creditCode, password }: FirstOperatorInput,
): Promise<void> {
  await migrate(databaseUrl);
  const database = connect(databaseUrl, { max: 1, role: APP });
  try {
    const secrets = loadSecrets(given, join(config.dataDirectory, 'secrets'));
    const sealer = createSealer(secrets);
    const { seed } = createAccounts({ config, secrets, sealer, clock: systemClock(), database });
    const person = { email, name, password };
    const result = await seed.createFirstOperator(person, { name: organisation, creditCode });
    if (!result.ok) throw new CannotSetUp(wordsOf(result.fault));
  } finally {
    await database.close();
  }
}

function wordsOf(fault: FirstOperatorFault): string {
  switch (fault.refusal) {
    case 'operator-exists':
      return 'There is an operator already: its owner invites further officers at /account/members';
    case 'address-taken':
      return 'Somebody has signed up with this address: choose another';
    case 'organisation-exists':
      return 'An organisation with this credit code has signed up already';
    case 'bad-credit-code': {
      const { reason, expected } = fault.fault;
      const right = expected?.whole ?? expected?.character;
      return `${valid.creditCode}: ${reason}${right === undefined ? '' : `, right would be ${right}`}`;
    }
  }
}

/** From a terminal without showing it, or the first line of what is piped in. */
async function askSecretly(question: string): Promise<string> {
  const { stdin, stderr } = process;
  const silent = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  if (stdin.isTTY) stderr.write(question);
  const lines = createInterface({ input: stdin, output: silent, terminal: stdin.isTTY });
  try {
    const { value } = await lines[Symbol.asyncIterator]().next();
    return value ?? '';
  } finally {
    lines.close();
    if (stdin.isTTY) stderr.write('\n');
  }
}
