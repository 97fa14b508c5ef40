import { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import type { Standing } from '@reassign/shared/deposits/types.ts';
import type { BidderNumber, LotId, OrganisationId } from '@reassign/shared/kernel/ids.ts';
import { problem } from '@reassign/shared/kernel/problems.ts';
import { createFeed, type Feed } from '../../../server/auctions/live/feed.ts';
import { LiveSocket } from '../../../server/auctions/live/socket.ts';
import { clockPacing } from '../../support/clock-pacing.ts';
import { lotId, yuan } from '../../support/lot.ts';
import { turn } from '../../support/memory-log-store.ts';
import { testClock } from '../../support/test-clock.ts';

/** The client's end of the wire: what it was sent, and how it was closed. */
class Wire extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  readonly sent: { t: string; [key: string]: unknown }[] = [];
  closedWith: number | null = null;
  /** The connection below, which takes whole frames. */
  readonly stream = {
    writableLength: 0,
    write: (frame: Buffer) => this.sent.push(JSON.parse(textOf(frame)) as { t: string }),
  } as unknown as Duplex;
  close(code: number): void {
    this.readyState = 3;
    this.closedWith = code;
    this.emit('close');
  }
  receives(frame: object): void {
    this.emit('message', Buffer.from(JSON.stringify(frame)), false);
  }
}

/** Of an unmasked frame below 64 KiB (RFC 6455 §5.2). */
const textOf = (frame: Buffer): string => frame.subarray(frame[1] === 126 ? 4 : 2).toString();

const agency = {
  id: '019cd000-0000-7000-9000-000000000009' as OrganisationId,
  kind: 'agency',
  accredited: true,
} as Principal['organisation'];
const broker = { organisation: agency, roles: ['broker'], twoFactor: true } as unknown as Principal;
const organisation = (agency?.id ?? '') as OrganisationId;
const bidder: Standing = { kind: 'bidder', bidderNumber: '104' as BidderNumber };
const foreign = (n: number) => `019cd000-0000-7000-8001-${String(n).padStart(12, '0')}` as LotId;

let feed: Feed;
let wire: Wire;
let live: LiveSocket;
let now: Principal | null;
let standing: () => Promise<Standing>;
let asked: LotId[];
let snapshotRead: Promise<void>;
let faults: unknown[];

beforeEach(() => {
  const clock = testClock();
  const pacing = clockPacing(clock);
  asked = [];
  now = broker;
  faults = [];
  standing = () => Promise.resolve({ kind: 'stranger' });
  snapshotRead = Promise.resolve();
  const report = (error: unknown): void => void faults.push(error);
  feed = createFeed({
    pacing,
    snapshot: async (id) => {
      await snapshotRead;
      return id === lotId ? { seq: 1, text: '{"t":"snapshot"}' } : null;
    },
    report,
  });
  wire = new Wire();
  live = new LiveSocket(wire as unknown as ConstructorParameters<typeof LiveSocket>[0], wire.stream, broker, {
    auctions: {
      standing: (id) => {
        asked.push(id);
        return standing();
      },
      denialOf: () => Promise.resolve(null),
      maximumOf: () => Promise.resolve(null),
      placeBid: () => Promise.resolve({ ok: false, problem: problem('unknown-lot') }),
    },
    feed,
    clock,
    pacing,
    framesPerSecond: 1_000,
    secondFactorRequired: false,
    principalNow: () => Promise.resolve(now),
    standingChanged: () => undefined,
    report,
  });
});

const bid = (id: LotId) => ({ t: 'bid', commandId: foreign(0), lotId: id, amount: yuan(100_000) });
const kinds = (): string[] => wire.sent.map(({ t }) => t);

describe('a live socket', () => {
  it('keeps nothing of bids on lots that do not exist: it may still follow others', async () => {
    for (let n = 1; n <= 100; n++) wire.receives(bid(foreign(n)));
    await turn();
    wire.receives({ t: 'follow', lotId });
    await turn();
    expect(kinds().slice(-2)).toEqual(['snapshot', 'you']);
    wire.receives(bid(foreign(1)));
    await turn();
    expect(asked.filter((id) => id === foreign(1))).toHaveLength(2);
  });

  it('asks for the standing of a bidder once, so that a bid waits for no database', async () => {
    standing = () => Promise.resolve(bidder);
    wire.receives({ t: 'follow', lotId });
    await turn();
    wire.receives(bid(lotId));
    wire.receives(bid(lotId));
    await turn();
    expect(asked).toEqual([lotId]);
  });

  it('keeps no standing that was read before it changed', async () => {
    let answer: (read: Standing) => void = () => undefined;
    standing = () => new Promise((read) => (answer = read));
    wire.receives(bid(lotId));
    await turn();
    live.standingChanged(lotId, organisation);
    answer(bidder);
    await turn();
    standing = () => Promise.resolve({ kind: 'unconfirmed' });
    wire.receives(bid(lotId));
    await turn();
    expect(asked).toHaveLength(2);
  });

  it('follows 50 lots, and no 51st', async () => {
    for (let n = 1; n <= 51; n++) wire.receives({ t: 'follow', lotId: foreign(n) });
    await turn();
    const problems = wire.sent.filter(({ t }) => t === 'problem').map((frame) => frame['problem']);
    expect(problems.filter((one) => (one as { code: string }).code === 'rate-limited')).toHaveLength(1);
  });

  it.each([
    [
      'left',
      (): void => {
        wire.receives({ t: 'unfollow', lotId });
      },
    ],
    [
      'was closed',
      (): void => {
        wire.close(1001);
      },
    ],
  ])('that %s while the lot was read watches nothing', async (_what, end) => {
    const reading = Promise.withResolvers<undefined>();
    snapshotRead = reading.promise;
    wire.receives({ t: 'follow', lotId });
    await turn();
    end();
    reading.resolve(undefined);
    await turn();
    expect(feed.watching()).toBe(0);
  });

  it('tells the latest standing, whichever answer comes last', async () => {
    wire.receives({ t: 'follow', lotId });
    await turn();
    const slow = Promise.withResolvers<Standing>();
    standing = () => slow.promise;
    live.standingChanged(lotId, organisation);
    await turn();
    standing = () => Promise.resolve(bidder);
    live.standingChanged(lotId, organisation);
    await turn();
    slow.resolve({ kind: 'deposit-open' });
    await turn();
    expect(wire.sent.at(-1)).toEqual({ t: 'you', lotId, you: { standing: 'bidder', bidderNumber: '104' } });
  });

  describe('of somebody who', () => {
    const elsewhere = { ...agency, id: foreign(9) } as unknown as Principal['organisation'];
    beforeEach(async () => {
      standing = () => Promise.resolve(bidder);
      wire.receives({ t: 'follow', lotId });
      await turn();
      expect(wire.sent.at(-1)).toMatchObject({ you: { bidderNumber: '104' } });
      wire.sent.length = 0;
    });
    const stranger = { t: 'you', lotId, you: { standing: 'stranger', bidderNumber: null } };

    it.each<[string, Principal | null]>([
      ['was removed from the agency', { ...broker, organisation: null }],
      ['acts for another agency now', { ...broker, organisation: elsewhere }],
      ['has no session any more', null],
    ])('%s learns no bidder number of the agency', async (_who, principal) => {
      now = principal;
      live.standingChanged(lotId, organisation);
      await turn();
      wire.receives({ t: 'unfollow', lotId });
      wire.receives({ t: 'follow', lotId });
      await turn();
      expect(wire.sent.filter(({ t }) => t === 'you')).toEqual([stranger, stranger]);
    });

    it('still belongs to it learns what changed', async () => {
      standing = () => Promise.resolve({ kind: 'deposit-open' });
      live.standingChanged(lotId, organisation);
      await turn();
      expect(wire.sent).toMatchObject([{ t: 'you', you: { standing: 'deposit-open' } }]);
    });
  });

  it('ends with 1011 and a line in the log when a standing cannot be read; the server lives on', async () => {
    wire.receives({ t: 'follow', lotId });
    await turn();
    standing = () => Promise.reject(new Error('no database'));
    live.standingChanged(lotId, organisation);
    await turn();
    expect(wire.closedWith).toBe(1011);
    expect(faults).toEqual([new Error('no database')]);
    expect(feed.watching()).toBe(0);
  });
});
