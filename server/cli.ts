import { verify } from './cli-verify.ts';

/** A subcommand takes its own arguments and answers the exit code: 0, or 1 with the reason on the last line. */
type Subcommand = (parameters: string[], print: (line: string) => void) => number | Promise<number>;

const subcommands: Readonly<Record<string, Subcommand>> = {
  verify,
  // Loaded when called: verifying needs nothing of the server.
  keys: async (parameters, print) => (await import('./cli-keys.ts')).keys(parameters, print),
  ledger: async (parameters, print) => (await import('./cli-ledger.ts')).ledger(parameters, print),
  operator: async (parameters, print) => (await import('./cli-operator.ts')).operator(parameters, print),
};

const usage = `usage: pnpm --silent reassign <command>

  verify [--key K] [--keys F] [--receipt F] [--checkpoint F] [--witness K [--witnesses N]] <log.ndjson>
      checks an exported log offline: chain, checkpoint, rules, what you kept, and who witnessed it
  keys list | rotate | revoke
      the keys that sign checkpoints: shows them, begins a new one, takes one back
  ledger check
      counts all money anew: every transaction against its hash, every closed day against its signature
  operator --email E --name N --organisation O --credit-code C
      sets up the organisation that runs the platform, with its first person; asks for the password`;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

// A reader that has seen enough (`| head`) is no fault of ours.
process.stdout.on('error', () => undefined);

const [name = '', ...parameters] = process.argv.slice(2);
const subcommand = Object.hasOwn(subcommands, name) ? subcommands[name] : undefined;
if (subcommand === undefined) {
  print(name === '' ? usage : `${usage}\n\nno command ${JSON.stringify(name)}`);
  process.exitCode = 1;
} else {
  process.exitCode = await subcommand(parameters, print);
}
