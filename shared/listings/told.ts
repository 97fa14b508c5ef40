import { addDays, type CalendarDay } from '../kernel/instant.ts';
import { isSameName } from '../kernel/same-name.ts';
import type { Profile } from './profile.ts';

/** Told in person, or, because it cannot be reached, by a posting (法释〔2016〕18号 art. 16). */
export const tellingWays = ['told', 'posted'] as const;

/** A party of the case, or somebody with a priority in the right: to buy it, or to be paid from it. */
export const tellingRoles = ['party', 'priority-holder'] as const;

/** How somebody who has to know of a sale was told of it. */
export interface Telling {
  readonly name: string;
  readonly role: (typeof tellingRoles)[number];
  readonly way: (typeof tellingWays)[number];
  /** When it was told, or since when it is posted. */
  readonly on: CalendarDay;
  /** By which letter, or why it cannot be reached. */
  readonly how: string;
}

/** What a case says of it: whom it names was told, and whether it states that no holder of a priority is known. */
export interface Tellings {
  readonly told: readonly Telling[];
  readonly noPriorityHolders: boolean;
}

/** Why a notice of today comes too early. */
export interface Untold {
  /** Who was not told. */
  readonly missing: readonly string[];
  /** Who was told too late, and from which day a notice is in time. */
  readonly early: readonly { readonly name: string; readonly earliest: CalendarDay }[];
  /** Neither is a holder of a priority named, nor is it stated that none is known. */
  readonly prioritiesUnsaid: boolean;
}

/**
 * The first day on which a notice may be published after somebody was told. Whole days: neither the day of the telling nor that
 * on which a posting begins counts (民法典 201), and a posting counts as told once its days are full. `null`: the route knows no
 * posting, so nobody is told by one.
 */
function earliestNotice(
  { way, on }: Telling,
  { daysBefore, postedDays }: Profile['partiesTold'],
): CalendarDay | null {
  if (way === 'told') return addDays(on, daysBefore + 1);
  return postedDays === 0 ? null : addDays(on, postedDays + daysBefore + 1);
}

/**
 * Who stands in the way of a notice of `today`: of the `parties`, and of whoever else the case names, as a holder of a priority.
 * Told twice, the earlier telling counts. `null`: nobody, or the route tells them by the notice itself.
 */
export function untoldOf(
  parties: readonly string[],
  { told, noPriorityHolders }: Tellings,
  today: CalendarDay,
  { partiesTold }: Pick<Profile, 'partiesTold'>,
): Untold | null {
  if (partiesTold.daysBefore === 0) return null;
  const all = [...parties, ...told.map(({ name }) => name)];
  const everybody = all.filter((name, nth) => all.findIndex((other) => isSameName(other, name)) === nth);
  const missing: string[] = [];
  const early: { name: string; earliest: CalendarDay }[] = [];
  for (const name of everybody) {
    const [earliest] = told
      .filter((one) => isSameName(one.name, name))
      .map((one) => earliestNotice(one, partiesTold))
      .filter((day) => day !== null)
      .sort();
    if (earliest === undefined) missing.push(name);
    else if (earliest > today) early.push({ name, earliest });
  }
  const prioritiesUnsaid = !noPriorityHolders && told.every(({ role }) => role === 'party');
  if (missing.length === 0 && early.length === 0 && !prioritiesUnsaid) return null;
  return { missing, early, prioritiesUnsaid };
}
