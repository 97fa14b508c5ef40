import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { answerAs } from './part.ts';

/** The least that the same HTTP framework can do: what our answers are measured against. */
const commands = {
  async listen(): Promise<{ port: number; pid: number }> {
    const app = Fastify();
    app.get('/', () => ({ hello: 'world' }));
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    return { port, pid: process.pid };
  },
};

export type HelloCommands = typeof commands;

answerAs(commands);
