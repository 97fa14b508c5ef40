import type { CalendarDay } from '../../kernel/instant.ts';

/** Ranks from 1 by the day of registration, in the order given: the same day is the same rank (民法典 414, 415). */
export function ranksByRegistration(registeredOn: readonly CalendarDay[]): number[] {
  const days = [...new Set(registeredOn)].sort();
  return registeredOn.map((day) => days.indexOf(day) + 1);
}
