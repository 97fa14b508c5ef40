import { connect, type Socket } from 'node:net';

/** One connection of a bidder: text out, text in. */
export interface Wire {
  send(text: string): void;
  /** Called for every answer. */
  onText: (text: string) => void;
}

export interface Address {
  readonly port: number;
  readonly path: string;
  readonly cookie?: string;
  readonly origin?: string;
}

/*
 * Bidders share the machine with the server they measure, so their side of the protocols is written by hand and does
 * no more than it must: ASCII only, and frames are masked with zeros, which is a mask like any other (RFC 6455 §5.3).
 */

/** A WebSocket (RFC 6455) that sends and receives whole text frames, and answers pings. */
export async function openWebSocket({ port, path, cookie, origin }: Address): Promise<Wire> {
  const socket = await open(port);
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n' +
      `${cookie === undefined ? '' : `Cookie: ${cookie}\r\n`}${origin === undefined ? '' : `Origin: ${origin}\r\n`}\r\n`,
  );
  const wire: Wire = {
    send: (text) => socket.write(maskedFrame(TEXT, text)),
    onText: () => undefined,
  };
  let received = await headOf(socket);
  const read = (): void => {
    received = eachFrame(received, (opcode, payload) => {
      if (opcode === TEXT) wire.onText(payload.toString('latin1'));
      if (opcode === PING) socket.write(maskedFrame(PONG, payload.toString('latin1')));
    });
  };
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    read();
  });
  socket.once('close', () => {
    throw new Error('the server cut a bidder off');
  });
  setImmediate(read);
  return wire;
}

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

function maskedFrame(opcode: number, text: string): Buffer {
  const isShort = text.length < 126;
  const head = isShort ? 6 : 8;
  const frame = Buffer.alloc(head + text.length);
  frame[0] = 0x80 | opcode;
  frame[1] = 0x80 | (isShort ? text.length : 126);
  if (!isShort) frame.writeUInt16BE(text.length, 2);
  frame.write(text, head, 'latin1');
  return frame;
}

/** Hands over every whole frame and returns what is left. */
function eachFrame(bytes: Buffer, take: (opcode: number, payload: Buffer) => void): Buffer {
  let at = 0;
  while (bytes.length - at >= 2) {
    const short = (bytes[at + 1] ?? 0) & 0x7f;
    if (short === 127) throw new Error('a frame of more than 64 KiB');
    const head = short === 126 ? 4 : 2;
    if (bytes.length - at < head) break;
    const length = short === 126 ? bytes.readUInt16BE(at + 2) : short;
    if (bytes.length - at < head + length) break;
    const opcode = (bytes[at] ?? 0) & 0x0f;
    const payload = bytes.subarray(at + head, at + head + length);
    if (opcode === CLOSE) throw new Error(`the server closed: ${payload.subarray(2).toString()}`);
    take(opcode, payload);
    at += head + length;
  }
  return bytes.subarray(at);
}

/** HTTP/1.1 on one kept connection: each text is the body of a POST. */
export async function openHttp({ port, path }: Address): Promise<Wire> {
  const socket = await open(port);
  const head = `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: `;
  const wire: Wire = {
    send: (text) => socket.write(`${head}${text.length}\r\n\r\n${text}`),
    onText: () => undefined,
  };
  let received = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    received += chunk;
    const end = received.indexOf('\r\n\r\n');
    const length = /content-length: (\d+)/i.exec(received.slice(0, Math.max(end, 0)))?.[1];
    if (length === undefined || received.length < end + 4 + Number(length)) return;
    const body = received.slice(end + 4);
    received = '';
    wire.onText(body);
  });
  return wire;
}

function open(port: number): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  return new Promise((resolve, reject) => {
    socket.once('error', reject).once('connect', () => {
      resolve(socket);
    });
  });
}

/** Waits for the answer to the upgrade; returns the bytes that came after it. */
async function headOf(socket: Socket): Promise<Buffer> {
  let bytes: Buffer = Buffer.alloc(0);
  for (;;) {
    bytes = Buffer.concat([
      bytes,
      await new Promise<Buffer>((resolve, reject) => {
        socket.once('data', resolve).once('close', () => {
          reject(new Error('the upgrade was refused'));
        });
      }),
    ]);
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0) continue;
    socket.removeAllListeners('close');
    if (!bytes.toString('latin1', 0, 12).endsWith('101')) throw new Error(bytes.toString('latin1'));
    return bytes.subarray(end + 4);
  }
}
