import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';

export interface Reading {
  /** The server's process. */
  readonly pid: number;
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

export interface Reads {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of the server's process, for one answer: what a busy machine disturbs least. */
  readonly cpuMicroseconds: number;
  readonly bytes: number;
}

/**
 * Kept connections, each with one question at a time. Written by hand like the bidders' wire: the readers share the
 * machine with the server that they measure, so they look at the status and the length of an answer and at nothing else.
 */
export async function read({ pid, port, path, headers, ...how }: Reading): Promise<Reads> {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const question = Buffer.from(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${String(port)}\r\n${lines.join('')}\r\n`,
  );
  const from = performance.now() + how.warmUpMs;
  const until = from + how.measureMs;
  const latencies: number[] = [];
  let bytes = 0;
  let answers = 0;
  const cpuBefore = cpuOf(pid);
  const heard = (askedAt: number, now: number, length: number): boolean => {
    if (askedAt >= from && now < until) latencies.push(now - askedAt);
    bytes = length;
    answers++;
    return now < until;
  };
  await Promise.all(Array.from({ length: how.connections }, () => readOn(port, question, heard)));
  const cpuMicroseconds = (cpuOf(pid) - cpuBefore) / answers;
  latencies.sort((a, b) => a - b);
  const at = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? NaN;
  const perSecond = latencies.length / (how.measureMs / 1_000);
  return { perSecond, p50Ms: at(0.5), p99Ms: at(0.99), cpuMicroseconds, bytes };
}

/** What a process has used so far, in µs: ticks of 10 ms in `/proc` (Linux only). */
function cpuOf(pid: number): number {
  const fields =
    readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .split(') ')[1]
      ?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

/** `heard` is told of every whole answer, and whether to go on is its answer. */
async function readOn(
  port: number,
  question: Buffer,
  heard: (askedAt: number, now: number, bytes: number) => boolean,
): Promise<void> {
  const socket = await open(port);
  return new Promise((resolve, reject) => {
    let askedAt = performance.now();
    let expected = 0;
    let received = 0;
    socket.on('error', reject).on('data', (chunk) => {
      if (received === 0) expected = lengthOf(chunk);
      received += chunk.length;
      if (received < expected) return;
      const now = performance.now();
      if (!heard(askedAt, now, received)) {
        socket.destroy();
        resolve();
        return;
      }
      received = 0;
      askedAt = now;
      socket.write(question);
    });
    socket.write(question);
  });
}

/** Of head and body together; the head comes whole. */
function lengthOf(chunk: Buffer): number {
  const head = chunk.toString('latin1', 0, chunk.indexOf('\r\n\r\n'));
  const status = head.slice(9, 12);
  if (status !== '200' && status !== '304') throw new Error(head);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined && status === '200') throw new Error(`an answer of unknown length:\n${head}`);
  return head.length + 4 + Number(length ?? 0);
}

function open(port: number): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  return new Promise((resolve, reject) => {
    socket.once('error', reject).once('connect', () => {
      resolve(socket);
    });
  });
}
