import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { Encoding } from './encoding.ts';

/** Whether what was read still is what is committed; asked at every use, so it looks at memory only. */
export type Freshness = () => boolean;

/** An answer as it was made, before anybody's wishes about its encoding. */
export interface Made {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** `null` for what is made for one visitor only: personal pages, redirects, refusals. */
  readonly isFresh: Freshness | null;
}

/** Below this the head of an answer is the larger part. */
const COMPRESSED_FROM_BYTES = 1_000;
/** Fast enough for a lot that changes with every bid. */
const BROTLI_QUALITY = 5;
/** What shows a time left is not served older than this; and should an event ever be missed, it is missed this long. */
const KEPT_MS = 10_000;
const MEBIBYTE = 1024 * 1024;

const compressors: Readonly<Record<Exclude<Encoding, 'identity'>, (body: Buffer) => Promise<Buffer>>> = {
  br: (body) =>
    promisify(brotliCompress)(body, {
      params: {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
  gzip: (body) => promisify(gzip)(body),
};

/** One answer for everybody: its bytes, made once in each encoding, each with an ETag of its own (RFC 9110 §8.8.3). */
export class Answer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly isFresh: Freshness;
  /** When its making began, on the monotonic clock. */
  readonly madeAt: number;
  readonly isCompressible: boolean;
  readonly #digest: string;
  readonly #encoded: Partial<Record<Encoding, Buffer>> = {};
  readonly #encoding: Partial<Record<Encoding, Promise<Buffer>>> = {};

  constructor({ headers, body }: Made, isFresh: Freshness, madeAt: number) {
    this.madeAt = madeAt;
    this.headers = headers;
    this.body = Buffer.from(body);
    this.isFresh = isFresh;
    this.isCompressible = this.body.length >= COMPRESSED_FROM_BYTES;
    this.#digest = createHash('sha256').update(this.body).digest('base64url').slice(0, 22);
    this.#encoded.identity = this.body;
  }

  /** Of its bytes alone: the same after a restart, another after a deployment that changes any of them. */
  etag(encoding: Encoding): string {
    return encoding === 'identity' ? `"${this.#digest}"` : `"${this.#digest}-${encoding}"`;
  }

  /** At once when these bytes were asked for before. */
  bytes(encoding: Encoding): Buffer | Promise<Buffer> {
    if (encoding === 'identity') return this.body;
    const ready = this.#encoded[encoding];
    if (ready) return ready;
    this.#encoding[encoding] ??= compressors[encoding](this.body).then((bytes) => {
      this.#encoded[encoding] = bytes;
      return bytes;
    });
    return this.#encoding[encoding];
  }
}

interface Making {
  /** Counts makings: one with a higher number than a reader saw on arrival began after that reader came. */
  readonly number: number;
  readonly answer: Promise<Answer | null>;
}

export interface AnswersOptions {
  readonly clock: { monotonic(): number };
  readonly mostBytes?: number;
}

/**
 * What strangers are shown, ready to send, by address. Nothing tells it of changes: each answer knows whether it still
 * shows what is committed, so one that was being made during a commit is no danger either.
 */
export class Answers {
  readonly #clock: AnswersOptions['clock'];
  readonly #plain: LRUCache<string, Answer>;
  /** Answers with a query live in a room of their own: nobody's made-up searches push out the lots. */
  readonly #queries: LRUCache<string, Answer>;
  readonly #making = new Map<string, Making>();
  #makings = 0;

  constructor({ clock, mostBytes = 64 * MEBIBYTE }: AnswersOptions) {
    this.#clock = clock;
    const room = (maxSize: number): LRUCache<string, Answer> =>
      new LRUCache({
        maxSize,
        // Both compressed forms together are smaller than what they are made from.
        sizeCalculation: ({ body }, key) => 2 * body.length + key.length + 1_000,
      });
    this.#plain = room((mostBytes * 3) / 4);
    this.#queries = room(mostBytes / 4);
  }

  /** An answer that still is right. */
  find(key: string): Answer | null {
    const answer = this.#room(key).get(key);
    if (answer === undefined || this.#clock.monotonic() - answer.madeAt >= KEPT_MS) return null;
    return answer.isFresh() ? answer : null;
  }

  /** One maker per key at a time; those who wait get nothing that is older than their own question and not fresh. */
  async get(key: string, make: () => Promise<Made>): Promise<Answer | Made> {
    const arrived = this.#makings;
    for (;;) {
      const kept = this.find(key);
      if (kept) return kept;
      const making = this.#making.get(key);
      if (!making) return this.#make(key, make);
      const answer = await making.answer;
      // It was for that visitor alone, or failed: this one asks for itself.
      if (answer === null) return make();
      if (making.number > arrived) return answer;
    }
  }

  async #make(key: string, make: () => Promise<Made>): Promise<Answer | Made> {
    const { promise, resolve } = Promise.withResolvers<Answer | null>();
    this.#making.set(key, { number: ++this.#makings, answer: promise });
    let answer: Answer | null = null;
    const madeAt = this.#clock.monotonic();
    try {
      const made = await make();
      if (made.status !== 200 || made.isFresh === null) return made;
      answer = new Answer(made, made.isFresh, madeAt);
      if (answer.isFresh()) this.#room(key).set(key, answer);
      return answer;
    } finally {
      this.#making.delete(key);
      resolve(answer);
    }
  }

  #room(key: string): LRUCache<string, Answer> {
    return key.includes('?') ? this.#queries : this.#plain;
  }
}
