import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { platformServer, type PlatformServer } from '../../support/platform-server.ts';

let server: PlatformServer;
beforeAll(async () => {
  server = await platformServer();
  await server.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => server.stop());

describe('heads', () => {
  /** Everything that comes back to raw bytes, until the server hangs up. */
  const raw = async (sent: string): Promise<string> => {
    const { port } = server.app.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1').setEncoding('utf8');
    socket.write(sent);
    let heard = '';
    for await (const part of socket) heard += String(part);
    return heard;
  };

  it.each([
    [431, 'head-too-large', `GET /lots?q=${'%E7%94%B5'.repeat(3_000)} HTTP/1.1\r\nhost: x\r\n\r\n`],
    [431, 'head-too-large', `GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(20_000)}\r\n\r\n`],
    [400, 'malformed', 'what is this\r\n\r\n'],
  ])('that cannot be read are problems, too: %d %s', async (status, code, sent) => {
    const [head = '', body = ''] = (await raw(sent)).split('\r\n\r\n');
    expect(head.split('\r\n')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(`^HTTP/1.1 ${String(status)} `),
        'content-type: application/problem+json',
      ]),
    );
    expect(JSON.parse(body)).toMatchObject({ code, status });
  });
});
