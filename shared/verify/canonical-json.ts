import { assert } from '../kernel/assert.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/**
 * RFC 8785 (JCS) for the values a log holds: one text per value, so that anyone recomputes the same hash.
 * Numbers are safe integers only: the log never holds a fraction.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    assert(Number.isSafeInteger(value), 'a log holds whole numbers only');
    return Object.is(value, -0) ? '0' : String(value);
  }
  if (typeof value === 'string') {
    assert(value.isWellFormed(), 'a log holds well-formed Unicode only');
    return JSON.stringify(value);
  }
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  let members = '';
  for (const key of Object.keys(value).sort()) {
    members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`;
  }
  return `{${members}}`;
}

const isList = (value: readonly Json[] | JsonObject): value is readonly Json[] => Array.isArray(value);
