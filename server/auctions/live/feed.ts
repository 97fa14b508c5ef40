import { assert } from '@reassign/shared/kernel/assert.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Scheduled } from '../../platform/clock.ts';
import type { Pacing } from '../../platform/pacing.ts';

/** One frame of a lot's log, serialised once for everybody who watches. */
export interface LogFrame {
  readonly seq: number;
  readonly text: string;
}

/** A socket that follows a lot. */
export interface Watcher {
  send(frames: readonly string[]): void;
  /** What it misses cannot be sent: it ends here, and the client comes back by itself. */
  giveUp(): void;
}

/** What a newcomer gets: the lot as committed, as a frame, and the seq it stands at. */
export interface Snapshot {
  readonly seq: number;
  readonly text: string;
}

/** Frames kept for those who come back after a short silence. */
const RING_SIZE = 256;
/** A hot lot reaches its watchers at most this often; a quiet one at once. */
const FLUSH_EVERY_MS = 50;
/** Beyond this many frames in one flush a fresh snapshot is smaller. */
const SNAPSHOT_ABOVE = 64;

interface Room {
  readonly watchers: Map<Watcher, number>;
  /** Without a gap, up to `seq`. */
  ring: LogFrame[];
  /** Where the lot stands as far as is known here; -1 until the first snapshot is read. */
  seq: number;
  /** Milliseconds of the pacing. */
  flushedAt: number;
  timer: Scheduled | null;
}

export interface FeedDeps {
  readonly pacing: Pacing;
  readonly snapshot: (lotId: LotId) => Promise<Snapshot | null>;
  readonly report: (error: unknown, lotId: LotId) => void;
}

/**
 * Fans the committed log out to watchers. Every watcher's sequence is gapless: it gets the frames after the seq it
 * has, or a snapshot when those are gone.
 */
export function createFeed({ pacing, snapshot, report }: FeedDeps) {
  const rooms = new Map<LotId, Room>();

  /** Called after the commit, never before. */
  function publish(lotId: LotId, frames: readonly LogFrame[]): void {
    const room = rooms.get(lotId);
    const [first] = frames;
    const last = frames.at(-1);
    if (!room || !first || !last) return;
    const before = first.seq === room.seq + 1 ? room.ring : [];
    room.ring = [...before, ...frames].slice(-RING_SIZE);
    room.seq = last.seq;
    if (room.timer) return;
    const wait = room.flushedAt + FLUSH_EVERY_MS - pacing.now();
    if (wait <= 0) flush(lotId, room);
    else {
      room.timer = pacing.after(wait, () => {
        flush(lotId, room);
      });
    }
  }

  function flush(lotId: LotId, room: Room): void {
    room.timer = null;
    room.flushedAt = pacing.now();
    bringUpToDate(lotId, room);
  }

  function bringUpToDate(lotId: LotId, room: Room): void {
    for (const [watcher, seq] of room.watchers) {
      const isFar = room.seq - seq > SNAPSHOT_ABOVE;
      if (isFar || !sendAfter(room, watcher, seq)) void refreshSoon(lotId, room, watcher);
    }
  }

  /** Nobody waits for it: a watcher that would stay behind for ever is given up. */
  async function refreshSoon(lotId: LotId, room: Room, watcher: Watcher): Promise<void> {
    try {
      assert(await refresh(lotId, room, watcher), 'a lot that is watched exists');
    } catch (error) {
      report(error, lotId);
      leave(lotId, watcher);
      watcher.giveUp();
    }
  }

  /** `false` when the ring no longer holds what follows `seq`. */
  function sendAfter(room: Room, watcher: Watcher, seq: number): boolean {
    const frames = room.ring.filter((frame) => frame.seq > seq);
    if (room.seq > seq && frames[0]?.seq !== seq + 1) return false;
    room.watchers.set(watcher, Math.max(seq, room.seq));
    if (frames.length > 0) watcher.send(frames.map((frame) => frame.text));
    return true;
  }

  /** `false` when there is no such lot. */
  async function refresh(lotId: LotId, room: Room, watcher: Watcher): Promise<boolean> {
    // While the snapshot is read nothing else is sent to this watcher: it counts as up to date.
    room.watchers.set(watcher, Number.MAX_SAFE_INTEGER);
    const fresh = await snapshot(lotId);
    if (!fresh) return false;
    if (!room.watchers.has(watcher)) return true;
    watcher.send([fresh.text]);
    room.watchers.set(watcher, fresh.seq);
    if (fresh.seq > room.seq) {
      // The log went on without a frame for this room: what the ring holds leads nowhere.
      room.ring = [];
      room.seq = fresh.seq;
      bringUpToDate(lotId, room);
    }
    return sendAfter(room, watcher, fresh.seq) || refresh(lotId, room, watcher);
  }

  /** Starts following; `after` is the seq the client has, if any. `false` when there is no such lot. */
  async function follow(lotId: LotId, watcher: Watcher, after: number | null): Promise<boolean> {
    // The room is there before the lot is read: what is committed in between is kept for the newcomer.
    const room = rooms.get(lotId) ?? openRoom(lotId);
    if (after !== null && after <= room.seq && sendAfter(room, watcher, after)) return true;
    const exists = await refresh(lotId, room, watcher);
    if (!exists) leave(lotId, watcher);
    return exists;
  }

  function openRoom(lotId: LotId): Room {
    const room: Room = { watchers: new Map(), ring: [], seq: -1, flushedAt: -FLUSH_EVERY_MS, timer: null };
    rooms.set(lotId, room);
    return room;
  }

  function leave(lotId: LotId, watcher: Watcher): void {
    const room = rooms.get(lotId);
    room?.watchers.delete(watcher);
    if (room?.watchers.size !== 0) return;
    room.timer?.cancel();
    rooms.delete(lotId);
  }

  return {
    isWatched: (lotId: LotId): boolean => rooms.has(lotId),
    publish,
    follow,
    leave,
    watching: () => [...rooms.values()].reduce((sum, room) => sum + room.watchers.size, 0),
  };
}

export type Feed = ReturnType<typeof createFeed>;
