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

/** Bytes with the head that goes before them: name, value, name, value, as the wire takes them fastest. */
export interface Form {
  readonly etag: string;
  /** A character per byte (latin1): with a text the head leaves in the same write. */
  readonly bytes: string;
  readonly head: readonly string[];
  /** For whoever has the bytes already. */
  readonly shortHead: readonly string[];
}

/** One answer for everybody: its bytes, made once in each encoding, each with an ETag of its own (RFC 9110 §8.8.3). */
export class Answer {
  readonly headers: Made['headers'];
  readonly isFresh: Freshness;
  /** When its making began, on the monotonic clock. */
  readonly madeAt: number;
  readonly #bytes: Buffer;
  readonly #digest: string;
  readonly #forms: Partial<Record<Encoding, Form>> = {};
  readonly #making: Partial<Record<Encoding, Promise<Form>>> = {};

  constructor({ headers, body }: Made, isFresh: Freshness, madeAt: number) {
    this.headers = headers;
    this.isFresh = isFresh;
    this.madeAt = madeAt;
    this.#bytes = Buffer.from(body);
    // Of its bytes alone: the same after a restart, another after a deployment that changes any of them.
    this.#digest = createHash('sha256').update(this.#bytes).digest('base64url').slice(0, 22);
    this.#forms.identity = this.#form('identity', this.#bytes);
  }

  get size(): number {
    return this.#bytes.length;
  }

  /** At once when it was asked for before. */
  form(wished: Encoding): Form | Promise<Form> {
    const encoding = this.size < COMPRESSED_FROM_BYTES ? 'identity' : wished;
    const ready = this.#forms[encoding];
    if (ready || encoding === 'identity') return ready ?? this.#form(encoding, this.#bytes);
    this.#making[encoding] ??= compressors[encoding](this.#bytes).then(
      (bytes) => (this.#forms[encoding] = this.#form(encoding, bytes)),
    );
    return this.#making[encoding];
  }

  #form(encoding: Encoding, bytes: Buffer): Form {
    const isPlain = encoding === 'identity';
    const etag = isPlain ? `"${this.#digest}"` : `"${this.#digest}-${encoding}"`;
    const { 'content-type': type = '', ...headers } = this.headers;
    const shortHead = Object.entries({ ...headers, etag }).flat();
    const content = ['content-type', type, 'content-length', String(bytes.length)];
    const coding = isPlain ? [] : ['content-encoding', encoding];
    return { etag, bytes: bytes.toString('latin1'), head: [...shortHead, ...content, ...coding], shortHead };
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
        sizeCalculation: ({ size }, key) => 2 * size + key.length + 4_000,
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
