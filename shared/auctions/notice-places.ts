import type { Json } from '../verify/canonical-json.ts';
import type { NoticeChange } from './life-events.ts';

/**
 * The text at a place of a notice (RFC 6901) after its corrections; `null` when nothing is there yet. `undefined`: no text
 * can be there, or the published notice is not at hand and no correction says it.
 */
export function textAt(
  published: Json | undefined,
  corrections: readonly NoticeChange[],
  pointer: string,
): string | null | undefined {
  if (pointer.endsWith('/-')) return published === undefined ? undefined : appendable(published, pointer);
  const corrected = corrections.findLast((change) => change.pointer === pointer);
  if (corrected !== undefined) return corrected.after;
  return published === undefined ? undefined : publishedText(published, pointer);
}

function publishedText(published: Json, pointer: string): string | null | undefined {
  const { parent, name } = holderOf(published, pointer);
  if (isObject(parent)) return Object.hasOwn(parent, name) ? scalar(parent[name]) : null;
  return /^(?:0|[1-9]\d*)$/.test(name) ? scalar(member(parent, name)) : undefined;
}

/** One more at the end of a list. */
const appendable = (published: Json, pointer: string): null | undefined =>
  Array.isArray(holderOf(published, pointer).parent) ? null : undefined;

function holderOf(
  published: Json,
  pointer: string,
): { readonly parent: Json | undefined; readonly name: string } {
  const names = pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  const name = names.pop() ?? '';
  return { parent: names.reduce<Json | undefined>(member, published), name };
}

function member(value: Json | undefined, name: string): Json | undefined {
  if (Array.isArray(value)) return (value as readonly Json[])[Number(name)];
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function scalar(value: Json | undefined): string | null | undefined {
  if (value === null || typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
