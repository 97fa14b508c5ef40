import { fork } from 'node:child_process';

/** What a part of the bench can be asked to do. */
export type Commands = Readonly<Record<string, (input: never) => Promise<unknown>>>;

type Input<Command> = Command extends (input: infer Given) => unknown ? Given : never;
type Answer<Command> = Command extends (input: never) => Promise<infer Given> ? Given : never;

/** A program of the bench in a process of its own. */
export interface Part<Known extends Commands> {
  ask<Name extends keyof Known & string>(
    name: Name,
    ...input: Known[Name] extends () => unknown ? [] : [Input<Known[Name]>]
  ): Promise<Answer<Known[Name]>>;
  /** Lets it end by itself, so that a profile is written. */
  end(): Promise<void>;
}

interface Message {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

interface Reply {
  readonly id: number;
  readonly answer?: unknown;
  readonly fault?: string;
}

export function startPart<Known extends Commands>(file: string, flags: readonly string[] = []): Part<Known> {
  const child = fork(new URL(file, import.meta.url), {
    execArgv: ['--disable-warning=ExperimentalWarning', ...flags],
  });
  const asked = new Map<number, PromiseWithResolvers<unknown>>();
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code) => {
      for (const { reject } of asked.values()) reject(new Error(`${file} ended with ${String(code)}`));
      resolve();
    });
  });
  // Whoever asked it hears of its end.
  child.on('error', () => undefined);
  child.on('message', ({ id, answer, fault }: Reply) => {
    if (fault === undefined) asked.get(id)?.resolve(answer);
    else asked.get(id)?.reject(new Error(`${file}: ${fault}`));
    asked.delete(id);
  });
  let lastId = 0;
  return {
    ask(name, ...[input]) {
      const reply = Promise.withResolvers<unknown>();
      reply.promise.catch(() => undefined);
      asked.set(++lastId, reply);
      child.send({ id: lastId, name, input } satisfies Message);
      return reply.promise as Promise<never>;
    },
    async end() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** The other side: answers until the bench disconnects, then ends. */
export function answerAs(commands: Commands): void {
  process.on('message', ({ id, name, input }: Message) => {
    const command = commands[name] as (input: unknown) => Promise<unknown>;
    command(input).then(
      (answer) => process.send?.({ id, answer } satisfies Reply),
      (error: unknown) => process.send?.({ id, fault: String((error as Error).stack) } satisfies Reply),
    );
  });
  process.once('disconnect', () => process.exit(0));
}
