import * as z from 'zod/mini';
import type { LogEntryView } from '../auctions/api.ts';
import { toInstant } from '../kernel/codecs.ts';
import { idSchema } from '../kernel/schemas.ts';
import { type Instant, instant, toRfc3339 } from '../kernel/instant.ts';
import type { Profile } from '../listings/profile.ts';
import { profileSchema } from '../listings/profile-schema.ts';
import type { JsonObject } from './canonical-json.ts';

/*
 * An exported log: newline-delimited JSON, a header and then one entry a line (docs/log-format.md).
 */

export const LOG_KIND = 'reassign-log';
export const LOG_VERSION = 1;

/** No line of ours comes near: a longer one is not read to its end. */
export const MAX_LINE_LENGTH = 1_048_576;

export interface LogHeader {
  readonly lot: string;
  /** The full data of every profile the log refers to. */
  readonly profiles: readonly Profile[];
  /** C2SP verifier key of the checkpoints. */
  readonly key: string;
  /** C2SP signed note over exactly the lines below. */
  readonly checkpoint: string;
}

export function headerLine({ lot, profiles, key, checkpoint }: LogHeader): string {
  return `${JSON.stringify({ kind: LOG_KIND, version: LOG_VERSION, lot, profiles, key, checkpoint })}\n`;
}

export function entryLine({ lot, seq, at, type, body, prev, hash }: LogEntryView): string {
  return `${JSON.stringify({ lot, seq, at, type, body, prev, hash })}\n`;
}

/** An entry as its line says, before anything in it was checked. */
export interface LogLine {
  readonly lot: string;
  readonly seq: number;
  readonly at: Instant;
  readonly type: string;
  readonly body: JsonObject;
  /** Hex. */
  readonly prev: string;
  readonly hash: string;
}

const headerSchema = z.strictObject({
  kind: z.literal(LOG_KIND),
  version: z.literal(LOG_VERSION),
  lot: idSchema,
  profiles: z.array(profileSchema).check(z.minLength(1), z.maxLength(100)),
  key: z.string(),
  checkpoint: z.string(),
});

const hexHash = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** The one spelling that is hashed: UTC with milliseconds, in this millennium. */
const hashedInstant = z.string().check(
  z.refine((text) => {
    const ms = Date.parse(text);
    return text.startsWith('2') && !Number.isNaN(ms) && toRfc3339(instant(ms)) === text;
  }, 'utc-milliseconds'),
);

const lineSchema = z.strictObject({
  lot: idSchema,
  seq: z.int().check(z.minimum(1)),
  at: hashedInstant,
  type: z.string(),
  // As it came, for the schema of its event: a record would drop a member called `__proto__`.
  body: z.unknown().check(z.refine(isObject, 'object')),
  prev: hexHash,
  hash: hexHash,
});

export type HeaderReading =
  | { readonly ok: true; readonly header: LogHeader }
  | { readonly ok: false; readonly fault: 'not-a-log' | 'unknown-version' | 'malformed-header' };

export function readHeader(line: string): HeaderReading {
  const value = readJson(line);
  if (!isObject(value) || value['kind'] !== LOG_KIND) return { ok: false, fault: 'not-a-log' };
  if (value['version'] !== LOG_VERSION) return { ok: false, fault: 'unknown-version' };
  const reading = headerSchema.safeParse(value);
  return reading.success ? { ok: true, header: reading.data } : { ok: false, fault: 'malformed-header' };
}

/** `null` for a line that is not exactly an entry. */
export function readEntryLine(line: string): LogLine | null {
  const reading = lineSchema.safeParse(readJson(line));
  if (!reading.success) return null;
  const { at, body, ...rest } = reading.data;
  return { ...rest, at: toInstant(at), body: body as JsonObject };
}

/** `undefined` for what is not JSON, and for a repeated member: other readers would see another value. */
function readJson(line: string): unknown {
  if (line.length > MAX_LINE_LENGTH) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    // Written back to the same text it has each member once: so are all lines of our own exports.
    if (JSON.stringify(value) === line) return value;
    return countMembers(value) === countNames(line) ? value : undefined;
  } catch {
    return undefined;
  }
}

const NAME_OR_STRING = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

function countNames(json: string): number {
  let names = 0;
  for (const [, colon] of json.matchAll(NAME_OR_STRING)) if (colon !== undefined) names++;
  return names;
}

function countMembers(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countMembers(item), 0);
  if (!isObject(value)) return 0;
  return Object.values(value).reduce<number>((sum, item) => sum + 1 + countMembers(item), 0);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
