import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { answerAs } from './part.ts';
import { type Address, openHttp, openWebSocket, type Wire } from './wire.ts';

/** A lot that can be bid on. Amounts in minor units. */
export interface Room {
  readonly lotId: string;
  readonly asking: number;
  readonly increment: number;
}

export interface Crowd {
  /** Opened once and kept for later runs against the same server. */
  readonly name: string;
  readonly protocol: 'websocket' | 'http';
  readonly port: number;
  readonly path: string;
  readonly origin?: string;
  /** One per bidder, when the server wants to know who bids. */
  readonly cookies?: readonly string[];
  readonly bidders: number;
}

export interface Run {
  readonly crowd: string;
  readonly bidders: number;
  readonly rooms: readonly Room[];
  readonly forMs: number;
}

export interface Result {
  /** Within the time. */
  readonly accepted: number;
  readonly refused: number;
  /** With the answers that were still on their way when the time was up: what must be in the log. */
  readonly acceptedInAll: number;
  /** Accepted, and accepted or refused. */
  readonly acceptedPerSecond: number;
  readonly answeredPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of a processor, per answer, where the server tells: it hardly depends on what else the machine does. */
  readonly cpuMicros?: number;
  /** As they stand now: for the next run. */
  readonly rooms: readonly Room[];
}

const CONNECTING_AT_ONCE = 32;
const crowds = new Map<string, Wire[]>();

export const commands = {
  async gather({ name, protocol, port, path, origin, cookies, bidders }: Crowd): Promise<void> {
    const open = protocol === 'http' ? openHttp : openWebSocket;
    const wires: Wire[] = [];
    for (let from = 0; from < bidders; from += CONNECTING_AT_ONCE) {
      const few = Array.from({ length: Math.min(CONNECTING_AT_ONCE, bidders - from) }, (_, nth) => {
        const cookie = cookies?.[from + nth];
        const more: Partial<Address> = { ...(cookie && { cookie }), ...(origin && { origin }) };
        return open({ port, path, ...more });
      });
      wires.push(...(await Promise.all(few)));
    }
    crowds.set(name, wires);
  },
  run,
};

/** Closed loop: everybody bids, waits for the answer, and bids again. */
async function run({ crowd, bidders, rooms, forMs }: Run): Promise<Result> {
  const wires = (crowds.get(crowd) ?? []).slice(0, bidders);
  // What one bidder learns of the price all in the room know, as if the feed had told them.
  const prices = rooms.map(({ asking }) => asking);
  const count: Count = { acceptedInAll: 0, accepted: 0, refused: 0, latencies: [] };
  const endAt = performance.now() + forMs;

  const keepBidding = (wire: Wire, nth: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const place = nth % rooms.length;
      const { lotId, increment } = rooms[place] as Room;
      let sentAt = 0;
      const bid = (): void => {
        const amount = prices[place] ?? 0;
        prices[place] = amount + increment;
        sentAt = performance.now();
        wire.send(bidFrame(lotId, amount));
      };
      wire.onText = (text) => {
        const now = performance.now();
        const asking = askingOf(text);
        if (Number.isNaN(asking)) {
          reject(new Error(text));
          return;
        }
        if (asking !== null) prices[place] = Math.max(prices[place] ?? 0, asking);
        if (asking === null) count.acceptedInAll++;
        if (now >= endAt) {
          resolve();
          return;
        }
        if (asking === null) count.accepted++;
        else count.refused++;
        count.latencies.push(now - sentAt);
        bid();
      };
      bid();
    });

  await Promise.all(wires.map(keepBidding));
  return {
    ...figuresOf(count, forMs),
    rooms: rooms.map((room, place) => ({ ...room, asking: prices[place] ?? room.asking })),
  };
}

interface Count {
  acceptedInAll: number;
  accepted: number;
  refused: number;
  readonly latencies: number[];
}

function figuresOf({ acceptedInAll, accepted, refused, latencies }: Count, forMs: number) {
  latencies.sort((a, b) => a - b);
  const percentile = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? 0;
  return {
    acceptedInAll,
    accepted,
    refused,
    acceptedPerSecond: (accepted / forMs) * 1_000,
    answeredPerSecond: ((accepted + refused) / forMs) * 1_000,
    p50Ms: percentile(0.5),
    p99Ms: percentile(0.99),
  };
}

const bidFrame = (lotId: string, amount: number): string =>
  `{"t":"bid","commandId":"${randomUUID()}","lotId":"${lotId}","amount":{"amount":${amount},"currency":"CNY"}}`;

interface Refused {
  readonly asking?: number;
  readonly problem?: { readonly facts?: { readonly asking?: { readonly amount: number } } };
}

/** `null`: accepted. The asking price of a refusal, in minor units; NaN for whatever is not an answer to a bid. */
function askingOf(text: string): number | null {
  if (text.startsWith('{"t":"accepted"') || text.startsWith('{"t":"bid"')) return null;
  if (!text.startsWith('{"t":"refused"')) return NaN;
  const { asking, problem } = JSON.parse(text) as Refused;
  return asking ?? problem?.facts?.asking?.amount ?? NaN;
}

answerAs(commands);
