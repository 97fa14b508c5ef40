import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realPacing } from '../../../server/platform/pacing.ts';
import { platformServer, type PlatformServer } from '../../support/platform-server.ts';

/*
 * Real sockets and real time: what is shown is that the limits of Node and ours are set and work together, which no
 * clock of a test can show (9-threats T35: a trickled body was still open after 80 s). All of it runs at once.
 */

let server: PlatformServer;
beforeAll(async () => {
  server = await platformServer({ bodyTimeoutMs: 3_000 });
  const config = { access: 'public' } as const;
  server.app.post('/api/v1/notes', { config }, ({ body }) => body);
  server.app.post('/api/v1/files', { config: { ...config, upload: true } }, () => ({}));
  await server.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => server.stop());

const BEAT_MS = 300;
/** Head in 5 s, looked for every second, and a margin for a busy machine. */
const AT_MOST_MS = 12_000;

/** Sends one piece at a beat until the server ends it; answers what it said. */
function trickle(first: string, piece: string): Promise<string> {
  const { port } = server.app.server.address() as AddressInfo;
  const socket: Socket = connect(port, '127.0.0.1').on('error', () => undefined);
  socket.write(first);
  const beat = realPacing.every(BEAT_MS, () => socket.write(piece));
  let heard = '';
  socket.on('data', (bytes: Buffer) => (heard += bytes.toString()));
  return new Promise((cut) => {
    socket.once('close', () => {
      beat.cancel();
      cut(heard);
    });
  });
}

const head = (path: string, length: string): string =>
  `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${length}\r\n\r\n`;

describe('a client that takes its time', () => {
  it.concurrent.each([
    ['with the head, byte by byte', 'GET /livez HTTP/1.1\r\nx-a: ', 'a'],
    ['with the head, line by line', 'GET /livez HTTP/1.1\r\n', 'x-a: a\r\n'],
    ['and says nothing at all', '', ''],
    ['with a body of known length', head('/api/v1/notes', 'content-length: 1000'), ' '],
    ['with a body in chunks', head('/api/v1/notes', 'transfer-encoding: chunked'), '1\r\n \r\n'],
    ['with the body of a path that does not exist', head('/api/v1/none', 'content-length: 1000'), ' '],
  ])('%s is cut off, and the server serves others', { timeout: AT_MOST_MS }, async (_what, first, piece) => {
    expect(await trickle(first, piece)).not.toContain(' 200 ');
    expect((await server.send('GET', '/livez')).statusCode).toBe(200);
  });

  it('may send a head of 16 KiB and not more', async () => {
    const heard = await trickle(`GET /livez HTTP/1.1\r\nhost: x\r\nx-a: ${'a'.repeat(20_000)}\r\n\r\n`, '');
    expect(heard).toMatch(/^HTTP\/1\.1 431 /);
  });
});
