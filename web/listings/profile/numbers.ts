import { HOUR, MINUTE } from '@reassign/shared/kernel/instant.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import type { Rule } from '@reassign/shared/listings/route-rules.ts';

/** What people count a number in; the profile has rates in basis points and durations in milliseconds. */
export type Unit = 'percent' | 'hours' | 'minutes' | 'days' | 'years' | 'times' | 'count';

/** A number of a profile that a next version may change: `deposit.minBps`. */
export interface ProfileNumber {
  readonly rule: Rule;
  /** Of a rule with several numbers: `minBps`. */
  readonly part: string | null;
  readonly path: string;
  readonly value: number;
  readonly unit: Unit;
}

const perUnit: Readonly<Record<Unit, number>> = {
  percent: 100,
  hours: HOUR,
  minutes: MINUTE,
  days: 1,
  years: 1,
  times: 1,
  count: 1,
};

function unitOf(name: string): Unit {
  if (name.endsWith('Bps')) return 'percent';
  if (name.endsWith('Ms')) return name.startsWith('extension') ? 'minutes' : 'hours';
  if (/days/i.test(name)) return 'days';
  if (name.endsWith('Years')) return 'years';
  return name.endsWith('Times') ? 'times' : 'count';
}

/** As a person writes it: `70` for 7,000 basis points. */
export const written = ({ value, unit }: ProfileNumber): string => String(value / perUnit[unit]);

/** What was meant by it; `null` where it is no number of that unit: whole, a percentage with up to two places. */
export function meant(text: string, unit: Unit): number | null {
  const shape = unit === 'percent' ? /^\d{1,6}(\.\d{1,2})?$/ : /^\d{1,6}$/;
  return shape.test(text.trim()) ? Math.round(Number(text) * perUnit[unit]) : null;
}

/** The numbers of the table; commission tiers change as a whole and are not among them. */
export function numbersOf(profile: Profile): ProfileNumber[] {
  return (Object.keys(profile.articles) as Rule[]).flatMap((rule): ProfileNumber[] => {
    const value: unknown = profile[rule];
    if (typeof value === 'number') return [{ rule, part: null, path: rule, value, unit: unitOf(rule) }];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
      typeof inner === 'number'
        ? [{ rule, part: name, path: `${rule}.${name}`, value: inner, unit: unitOf(name) }]
        : [],
    );
  });
}

/** The next version with other numbers, as typed; `null` where one is none. */
export function withNumbers(profile: Profile, typed: Readonly<Record<string, string>>): Profile | null {
  const next = structuredClone(profile) as unknown as Record<string, unknown>;
  for (const { rule, part, path, unit } of numbersOf(profile)) {
    const value = meant(typed[path] ?? '', unit);
    if (value === null) return null;
    if (part === null) next[rule] = value;
    else (next[rule] as Record<string, unknown>)[part] = value;
  }
  return { ...(next as unknown as Profile), version: profile.version + 1 };
}
