import { beforeEach, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { createFeed, type Feed, type Watcher } from '../../../server/auctions/live/feed.ts';
import { turn } from '../../support/memory-log-store.ts';
import type { Pacing } from '../../../server/platform/pacing.ts';

const lotId = '019a0000-0000-7000-8000-000000000001' as LotId;
const frames = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({
    seq: from + index,
    text: `e${String(from + index)}`,
  }));

class Listener implements Watcher {
  heard: string[] = [];
  isGivenUp = false;
  giveUp(): void {
    this.isGivenUp = true;
  }
  send(texts: readonly string[]): void {
    this.heard.push(...texts);
  }
}

/** Real time that stands still until told. */
function handPacing() {
  let now = 0;
  let due: { at: number; run: () => void }[] = [];
  const pacing: Pacing = {
    now: () => now,
    after(ms, run) {
      const entry = { at: now + ms, run };
      due.push(entry);
      return { cancel: () => void (due = due.filter((other) => other !== entry)) };
    },
    every: () => ({ cancel: () => undefined }),
  };
  return {
    pacing,
    pass(ms: number) {
      now += ms;
      const ready = due.filter(({ at }) => at <= now);
      due = due.filter(({ at }) => at > now);
      for (const { run } of ready) run();
    },
  };
}

describe('the feed of a lot', () => {
  let committed: number;
  let feed: Feed;
  let time: ReturnType<typeof handPacing>;
  let faults: unknown[];
  let fault: Error | null;
  const snapshot = (id: LotId) =>
    fault === null
      ? Promise.resolve(id === lotId ? { seq: committed, text: `s${String(committed)}` } : null)
      : Promise.reject(fault);
  const publish = (from: number, to: number) => {
    committed = to;
    feed.publish(lotId, frames(from, to));
  };

  beforeEach(() => {
    committed = 3;
    time = handPacing();
    faults = [];
    fault = null;
    feed = createFeed({ pacing: time.pacing, snapshot, report: (error) => faults.push(error) });
  });

  it('answers a newcomer with the committed lot, then with every entry after it', async () => {
    const listener = new Listener();
    expect(await feed.follow(lotId, listener, null)).toBe(true);
    publish(4, 4);
    expect(listener.heard).toEqual(['s3', 'e4']);
  });

  it('knows no lot that does not exist', async () => {
    expect(await feed.follow('no-such-lot' as LotId, new Listener(), null)).toBe(false);
    expect(feed.isWatched('no-such-lot' as LotId)).toBe(false);
  });

  it('sends a quiet lot at once and a hot one at most every 50 ms, without a gap', async () => {
    const listener = new Listener();
    await feed.follow(lotId, listener, null);
    publish(4, 4);
    publish(5, 5);
    publish(6, 6);
    expect(listener.heard).toEqual(['s3', 'e4']);
    time.pass(49);
    expect(listener.heard).toEqual(['s3', 'e4']);
    time.pass(1);
    expect(listener.heard).toEqual(['s3', 'e4', 'e5', 'e6']);
  });

  it('resumes after the seq a client has', async () => {
    const [first, second] = [new Listener(), new Listener()];
    await feed.follow(lotId, first, null);
    publish(4, 8);
    await feed.follow(lotId, second, 6);
    expect(second.heard).toEqual(['e7', 'e8']);
  });

  it('answers a resume that reaches too far back, or ahead of the log, with a snapshot', async () => {
    await feed.follow(lotId, new Listener(), null);
    publish(4, 4 + 256);
    const [old, ahead] = [new Listener(), new Listener()];
    await feed.follow(lotId, old, 3);
    await feed.follow(lotId, ahead, 9_999);
    expect(old.heard).toEqual(['s260']);
    expect(ahead.heard).toEqual(['s260']);
  });

  it('replaces more than 64 entries of one flush by a snapshot', async () => {
    const [listener] = [new Listener()];
    await feed.follow(lotId, listener, null);
    publish(4, 4);
    publish(5, 70);
    time.pass(50);
    await turn();
    expect(listener.heard).toEqual(['s3', 'e4', 's70']);
    time.pass(50);
    publish(71, 71);
    expect(listener.heard.at(-1)).toBe('e71');
  });

  it('sends a snapshot to whom an entry is missing, however few have come since', async () => {
    const listener = new Listener();
    await feed.follow(lotId, listener, null);
    // Entry 4 was committed while nobody watched.
    publish(5, 5);
    await turn();
    expect(listener.heard).toEqual(['s3', 's5']);
    time.pass(50);
    publish(6, 6);
    expect(listener.heard.at(-1)).toBe('e6');
  });

  it('passes over no gap inside the entries it keeps', async () => {
    const listener = new Listener();
    await feed.follow(lotId, listener, null);
    publish(4, 4);
    publish(5, 5);
    publish(7, 7);
    time.pass(50);
    await turn();
    expect(listener.heard).toEqual(['s3', 'e4', 's7']);
  });

  it('brings everybody to where a newcomer finds the lot', async () => {
    const [first, newcomer] = [new Listener(), new Listener()];
    await feed.follow(lotId, first, null);
    committed = 5;
    await feed.follow(lotId, newcomer, null);
    await turn();
    expect(newcomer.heard).toEqual(['s5']);
    expect(first.heard).toEqual(['s3', 's5']);
  });

  it('misses nothing that is committed while the first newcomer reads the lot', async () => {
    const listener = new Listener();
    const following = feed.follow(lotId, listener, null);
    publish(4, 4);
    await following;
    expect(listener.heard).toEqual(['s3', 'e4']);
  });

  it('lets nobody resume before it knows where the lot stands', async () => {
    const [first, second] = [new Listener(), new Listener()];
    await Promise.all([feed.follow(lotId, first, null), feed.follow(lotId, second, 0)]);
    expect(second.heard).toEqual(['s3']);
  });

  it('gives a watcher up when there is no snapshot to send: it comes back by itself', async () => {
    const listener = new Listener();
    await feed.follow(lotId, listener, null);
    fault = new Error('no database');
    publish(4, 70);
    await turn();
    expect(listener.isGivenUp).toBe(true);
    expect(feed.watching()).toBe(0);
    expect(faults).toEqual([fault]);
  });

  it('forgets who left', async () => {
    const listener = new Listener();
    await feed.follow(lotId, listener, null);
    feed.leave(lotId, listener);
    publish(4, 4);
    expect(listener.heard).toEqual(['s3']);
    expect(feed.watching()).toBe(0);
  });
});
