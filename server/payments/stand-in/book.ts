import { randomBytes } from 'node:crypto';
import { type Instant, instant, SECOND } from '@reassign/shared/kernel/instant.ts';
import type { JsonObject } from '@reassign/shared/verify/canonical-json.ts';
import type { Db } from '../../platform/db.ts';
import * as repo from './repo.ts';

/** One of Stripe's objects: as open as they are. */
export type Obj = Record<string, unknown> & { readonly id: string };

/** What Stripe answers when it will not. */
export class StandInRefusal extends Error {
  override readonly name = 'StandInRefusal';
  readonly status: number;
  readonly error: { readonly type: string; readonly code?: string; readonly message: string };

  constructor(status: number, error: StandInRefusal['error']) {
    super(error.message);
    this.status = status;
    this.error = error;
  }
}

export const invalid = (code: string, message: string): StandInRefusal =>
  new StandInRefusal(400, { type: 'invalid_request_error', code, message });

export interface PageQuery {
  readonly since: number;
  readonly after: string | null;
  readonly limit: number;
}

/** What one call sees and writes, and the events it leads to. */
export interface Book {
  readonly now: number;
  readonly events: Obj[];
  newId(prefix: string): string;
  find(kind: string, id: string): Promise<Obj>;
  list(kind: string): Promise<Obj[]>;
  /** Newest first, in pages as Stripe gives them; `since` in seconds. */
  page(kind: string, query: PageQuery): Promise<{ readonly data: Obj[]; readonly hasMore: boolean }>;
  put(kind: string, object: Obj): Promise<Obj>;
  emit(type: string, object: Obj): Promise<void>;
}

export function openBook(tx: Db, at: Instant, apiVersion: string): Book {
  const now = Math.floor(at / SECOND);
  const events: Obj[] = [];
  const newId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`;
  const put = async (kind: string, object: Obj): Promise<Obj> => {
    await repo.put(tx, object.id, kind, object as JsonObject, at);
    return object;
  };
  return {
    now,
    events,
    newId,
    put,
    async find(kind, id) {
      const found = await repo.get(tx, id, kind);
      if (found) return found as Obj;
      const message = `No such ${kind}: '${id}'`;
      throw new StandInRefusal(404, { type: 'invalid_request_error', code: 'resource_missing', message });
    },
    list: async (kind) => (await repo.list(tx, kind)) as Obj[],
    async page(kind, { since, after, limit }) {
      const from = instant(since * SECOND);
      const found = (await repo.page(tx, kind, { since: from, after, limit: limit + 1 })) as Obj[];
      return { data: found.slice(0, limit), hasMore: found.length > limit };
    },
    async emit(type, object) {
      const event: Obj = {
        ...{ id: newId('evt'), object: 'event', api_version: apiVersion, created: now, livemode: false },
        ...{ pending_webhooks: 1, request: null, type, data: { object: structuredClone(object) } },
      };
      events.push(await put('event', event));
    },
  };
}
