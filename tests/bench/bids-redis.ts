import { spawn } from 'node:child_process';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Redis as a store of bids that are on disk before their answer: one script per bid, `appendfsync always`. */
export interface RedisBids {
  openLot(lotId: string, asking: number, increment: number): Promise<void>;
  bid(lotId: string, commandId: string, amount: number): Promise<{ accepted: boolean; asking: number }>;
}

const PLACE_BID = `
  local asking = tonumber(redis.call('HGET', KEYS[1], 'asking'))
  if tonumber(ARGV[2]) < asking then return {0, asking} end
  asking = ARGV[2] + redis.call('HGET', KEYS[1], 'increment')
  redis.call('HSET', KEYS[1], 'asking', asking, 'leader', ARGV[1])
  redis.call('RPUSH', KEYS[1] .. ':bids', ARGV[1] .. ' ' .. ARGV[2])
  return {1, asking}`;

/** `null` where Debian's redis-server is not installed or does not start. It ends with this process. */
export async function startRedis(folder: string): Promise<RedisBids | null> {
  const port = await freePort();
  const child = spawn(
    'redis-server',
    [
      ...['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, '--save', ''],
      ...['--appendonly', 'yes', '--appendfsync', 'always', '--loglevel', 'warning'],
    ],
    { stdio: 'ignore' },
  );
  let isGone = false;
  const gone = (): void => {
    isGone = true;
  };
  child.once('error', gone).once('exit', gone);
  process.once('exit', () => child.kill());

  const socket = await reach(port, () => isGone);
  if (socket === null) return null;
  const ask = pipeline(socket);
  const digest = (await ask('SCRIPT', 'LOAD', PLACE_BID))[0] ?? '';
  return {
    async openLot(lotId, asking, increment) {
      await ask('HSET', lotId, 'asking', String(asking), 'increment', String(increment));
    },
    async bid(lotId, commandId, amount) {
      const [accepted, asking] = await ask('EVALSHA', digest, '1', lotId, commandId, String(amount));
      return { accepted: accepted === '1', asking: Number(asking) };
    },
  };
}

/** Commands on one connection, answered in order: integers, or one text. */
function pipeline(socket: Socket): (...command: readonly string[]) => Promise<string[]> {
  const waiting: ((values: string[]) => void)[] = [];
  let received = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    received += chunk;
    for (;;) {
      const [whole, values, single] =
        /^(?:\*2\r\n:(\d+\r\n:\d+)|[:+](\w+)|\$\d+\r\n(\w+))\r\n/.exec(received) ?? [];
      if (whole === undefined) break;
      received = received.slice(whole.length);
      waiting.shift()?.(values?.split('\r\n:') ?? [single ?? whole.split('\r\n')[1] ?? '']);
    }
    if (received.startsWith('-')) throw new Error(received);
  });
  return (...command) => {
    const parts = command.map((part) => `$${part.length}\r\n${part}\r\n`);
    socket.write(`*${command.length}\r\n${parts.join('')}`);
    return new Promise((resolve) => waiting.push(resolve));
  };
}

async function reach(port: number, isGone: () => boolean): Promise<Socket | null> {
  while (!isGone()) {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    const isOpen = await new Promise<boolean>((resolve) => {
      socket
        .once('connect', () => {
          resolve(true);
        })
        .once('error', () => {
          resolve(false);
        });
    });
    if (isOpen) return socket;
    await pause(50);
  }
  return null;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
