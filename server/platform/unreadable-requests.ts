import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionError } from 'fastify';
import { problem, type Problem } from '@reassign/shared/kernel/problems.ts';

/** What Node's parser of HTTP gives up on has no request and passes no hook; it is answered like every other "no". */
export function answerUnreadable({ code }: ConnectionError, socket: Socket): void {
  if (code === 'ECONNRESET' || socket.destroyed) return;
  // Whoever took too long has nobody to read an answer.
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT' || !socket.writable) socket.destroy();
  else socket.end(answer(problem(code === 'HPE_HEADER_OVERFLOW' ? 'head-too-large' : 'malformed')));
}

function answer(refused: Problem): string {
  const body = JSON.stringify(refused);
  return [
    `HTTP/1.1 ${String(refused.status)} ${STATUS_CODES[refused.status] ?? ''}`,
    'content-type: application/problem+json',
    `content-length: ${String(Buffer.byteLength(body))}`,
    'connection: close',
    '',
    body,
  ].join('\r\n');
}
