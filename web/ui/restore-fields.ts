/** What a draft keeps: the fields as typed, and the stored version they were typed over. */
interface Kept {
  readonly base: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface Restored<Fields> {
  readonly fields: Fields;
  /** Somebody changed the stored version after this was typed. */
  readonly isStale: boolean;
}

export const keptText = (initial: object, fields: object): string =>
  JSON.stringify({ base: JSON.stringify(initial), fields });

/**
 * Fields that were typed earlier, over those of the stored version; `null` when the text is none of ours or holds
 * nothing else. A field that no longer exists, or is of another kind now, stays as stored.
 */
export function restoreFields<Fields extends object>(
  initial: Fields,
  text: string | null,
): Restored<Fields> | null {
  const kept = text === null ? null : parseKept(text);
  if (kept === null) return null;
  const entries = Object.entries(initial).map(([name, value]: [string, unknown]) => {
    const typed = kept.fields[name];
    return [name, typed !== undefined && isSameKind(value, typed) ? typed : value];
  });
  const fields = Object.fromEntries(entries) as Fields;
  const base = JSON.stringify(initial);
  return JSON.stringify(fields) === base ? null : { fields, isStale: kept.base !== base };
}

function parseKept(text: string): Kept | null {
  try {
    const kept: unknown = JSON.parse(text);
    return isKept(kept) ? kept : null;
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isKept = (value: unknown): value is Kept =>
  isRecord(value) && typeof value['base'] === 'string' && isRecord(value['fields']);

/** `null` stands for an amount that is not written yet. */
const isSameKind = (a: unknown, b: unknown): boolean => {
  if (a === null || b === null) return (a ?? b) === null || isRecord(a ?? b);
  return typeof a === typeof b && Array.isArray(a) === Array.isArray(b);
};
