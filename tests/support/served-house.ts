import { once } from 'node:events';
import { createServer } from 'node:net';
import { buildWeb } from '@reassign/web/build.ts';
import { pagesPlugin } from '../../server/platform/pages.ts';
import { type House, openHouse } from './house.ts';

export const password = 'a password for tests only';

/** The whole application with its pages on a real port: what a browser sees. */
export async function serveHouse(): Promise<House & { readonly origin: string }> {
  // The pages' address is part of every session and every check of an origin: known before anything is built.
  const port = await freePort();
  const origin = `http://127.0.0.1:${String(port)}`;
  await buildWeb();
  const house = await openHouse(
    { environment: { PORT: String(port), PUBLIC_URL: origin }, password },
    (app, clock) => app.register(pagesPlugin, { clock, publicUrl: origin, production: false }),
  );
  await house.app.listen({ port, host: '127.0.0.1' });
  return { ...house, origin };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}
