import type { Profile } from '@reassign/shared/listings/profile.ts';
import type { Rule } from '@reassign/shared/listings/route-rules.ts';

/** A number of a profile that a next version may change: `deposit.minBps`. */
export interface ProfileNumber {
  readonly rule: Rule;
  readonly path: string;
  readonly value: number;
}

/** The numbers of the table; commission tiers change as a whole and are not among them. */
export function numbersOf(profile: Profile): ProfileNumber[] {
  return (Object.keys(profile.articles) as Rule[]).flatMap((rule): ProfileNumber[] => {
    const value: unknown = profile[rule];
    if (typeof value === 'number') return [{ rule, path: rule, value }];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
      typeof inner === 'number' ? [{ rule, path: `${rule}.${name}`, value: inner }] : [],
    );
  });
}

/** The next version with other numbers, as typed; `null` where one is not a whole number. */
export function withNumbers(profile: Profile, typed: Readonly<Record<string, string>>): Profile | null {
  const next = structuredClone(profile) as unknown as Record<string, unknown>;
  for (const { rule, path } of numbersOf(profile)) {
    const text = (typed[path] ?? '').trim();
    if (!/^\d{1,15}$/.test(text)) return null;
    const [, name] = path.split('.');
    if (name === undefined) next[rule] = Number(text);
    else (next[rule] as Record<string, unknown>)[name] = Number(text);
  }
  return { ...(next as unknown as Profile), version: profile.version + 1 };
}
