import { beforeEach, describe, expect, it } from 'vitest';
import type { ClientFrame, ServerFrame } from '@reassign/shared/live/protocol.ts';
import { type Line, LiveLine, retryDelay, type SocketEvents } from '../../../web/live/line.ts';
import { FakePacing } from '../../support/fake-pacing.ts';

/** The server's side of one socket. */
interface Wire {
  readonly events: SocketEvents;
  readonly said: ClientFrame[];
  isClosed: boolean;
  /** Whether pings are answered. */
  answers: boolean;
}

let pacing: FakePacing;
let wires: Wire[];
let lines: Line[];
let heard: ServerFrame[];
let offsets: number[];
let line: LiveLine;

const SERVER_AHEAD = 3_600_000;
const say = (wire: Wire | undefined, frame: ServerFrame): void => {
  wire?.events.received(JSON.stringify(frame));
};
const hello = (wire = wires.at(-1)): void => {
  say(wire, { t: 'hello', protocol: 1, serverTime: pacing.now() + SERVER_AHEAD, canBid: true });
};

beforeEach(() => {
  pacing = new FakePacing();
  [wires, lines, heard, offsets] = [[], [], [], []];
  line = new LiveLine(
    {
      pacing,
      random: () => 0.5,
      open: (events) => {
        const wire: Wire = { events, said: [], isClosed: false, answers: true };
        wires.push(wire);
        return {
          send: (text) => {
            const frame = JSON.parse(text) as ClientFrame;
            wire.said.push(frame);
            if (frame.t === 'ping' && wire.answers)
              say(wire, { t: 'pong', n: frame.n, serverTime: pacing.now() + SERVER_AHEAD });
          },
          close: () => {
            wire.isClosed = true;
          },
        };
      },
    },
    {
      changed: (now) => lines.push(now),
      measured: ({ offsetMs }) => offsets.push(offsetMs),
      greeted: () => undefined,
      received: (frame) => heard.push(frame),
    },
  );
  line.start();
});

const cut = (): void => {
  const wire = wires.at(-1);
  if (wire) wire.answers = false;
};
const kinds = (): string[] => lines.map((now) => (now.kind === 'open' && !now.isFresh ? 'stale' : now.kind));

describe('the line to the live feed', () => {
  it('is open with the first word of the server, and stays so while pings are answered', () => {
    hello();
    pacing.advance(60_000);
    expect(kinds().filter((kind) => kind !== 'open')).toEqual([]);
    expect(wires).toHaveLength(1);
  });

  it('is shown as dropped within three seconds of the last word, though the socket says nothing', () => {
    hello();
    pacing.advance(20_000);
    cut();
    pacing.advance(1_999);
    expect(lines.at(-1)?.kind).toBe('open');
    pacing.advance(1_001);
    expect(lines.at(-1)).toMatchObject({ kind: 'offline' });
    expect(wires[0]?.isClosed).toBe(true);
  });

  it('says since when: the last word, not the moment it was noticed', () => {
    hello();
    cut();
    pacing.advance(400);
    say(wires[0], { t: 'problem', problem: { type: '', title: '', status: 404, code: 'unknown-lot' } });
    pacing.advance(3_000);
    expect(lines.find(({ kind }) => kind === 'offline')).toMatchObject({ since: 400 });
  });

  it('takes any frame for a sign of life, and asks only in silence', () => {
    hello();
    cut();
    for (let second = 0; second < 10; second++) {
      pacing.advance(900);
      say(wires[0], { t: 'problem', problem: { type: '', title: '', status: 404, code: 'unknown-lot' } });
    }
    expect(lines.at(-1)?.kind).toBe('open');
    // Its first one, and one for the clock.
    expect(wires[0]?.said.filter(({ t }) => t === 'ping')).toHaveLength(2);
  });

  it('comes back by itself, after longer and longer waits, and starts afresh once greeted', () => {
    hello();
    wires[0]?.events.closed();
    expect(lines.at(-1)).toMatchObject({ kind: 'offline', retrying: false });
    for (const wait of [225, 450, 900]) {
      const before = wires.length;
      pacing.advance(wait - 1);
      expect(wires).toHaveLength(before);
      pacing.advance(1);
      expect(wires).toHaveLength(before + 1);
      expect(lines.at(-1)).toMatchObject({ kind: 'offline', retrying: true });
      wires.at(-1)?.events.closed();
    }
    pacing.advance(1_800);
    hello();
    expect(lines.at(-1)).toEqual({ kind: 'open', isFresh: true });
    wires.at(-1)?.events.closed();
    pacing.advance(225);
    expect(wires).toHaveLength(6);
  });

  it('gives up an attempt that is not greeted, and keeps saying since when', () => {
    hello();
    pacing.advance(5_000);
    wires[0]?.events.closed();
    const since = lines.at(-1);
    pacing.advance(225 + 4_500);
    expect(wires[1]?.isClosed).toBe(true);
    expect(lines.at(-1)).toEqual(since);
  });

  it('does not wait when the network is back', () => {
    wires[0]?.events.closed();
    line.hurry();
    expect(wires).toHaveLength(2);
    line.hurry();
    expect(wires).toHaveLength(2);
  });

  it('hears nothing more from a socket that was given up', () => {
    hello();
    wires[0]?.events.closed();
    hello(wires[0]);
    expect(lines.at(-1)?.kind).toBe('offline');
  });

  it('leaves nothing behind when it is stopped', () => {
    hello();
    line.stop();
    expect(pacing.pending).toBe(0);
    expect(wires[0]?.isClosed).toBe(true);
  });
});

describe('a tab that slept', () => {
  it('is no error: it is stale until the first answer after waking, then open again on the same socket', () => {
    hello();
    pacing.advance(10_000);
    lines = [];
    pacing.sleep(600_000);
    expect(kinds()).toEqual(['stale', 'open']);
    expect(wires).toHaveLength(1);
  });

  it('finds out within three seconds that the line died meanwhile', () => {
    hello();
    pacing.advance(10_000);
    cut();
    lines = [];
    pacing.sleep(600_000);
    expect(kinds()).toEqual(['stale']);
    pacing.advance(3_000);
    expect(lines.at(-1)?.kind).toBe('offline');
  });

  it('is noticed also where monotonic time slept with it', () => {
    hello();
    pacing.advance(10_000);
    lines = [];
    pacing.wallAhead += 600_000;
    pacing.advance(500);
    expect(kinds()).toEqual(['stale', 'open']);
  });
});

describe("the server's clock", () => {
  it('is measured at once, and is not moved by what is done to the clock of the machine', () => {
    hello();
    pacing.wallAhead -= 3_600_000;
    pacing.advance(10_000);
    expect(new Set(offsets)).toEqual(new Set([SERVER_AHEAD]));
  });
});

describe('waiting before the next attempt', () => {
  it.each([
    [0, 0, 150],
    [0, 1, 300],
    [3, 0, 1_200],
    [20, 0, 4_000],
    [20, 1, 8_000],
  ])('after %i attempts with chance %f: %i ms', (attempts, chance, wait) => {
    expect(retryDelay(attempts, chance)).toBe(wait);
  });
});
