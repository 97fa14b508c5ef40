import type { RightView } from './api.ts';

/** What a register calls a right, in normal form: the same in every case and at every bank. */
export interface RegisterNumber {
  readonly type: RightView['type'];
  readonly jurisdiction: string;
  readonly number: string;
}

/**
 * Every number by which the right may be listed: one file has its application, another its publication. The kind at the
 * end of a publication says which document it is (`A`, `B1`), not which right.
 */
export function registerNumbers(right: RightView): RegisterNumber[] {
  const { type, jurisdiction } = right;
  const numbers =
    right.type === 'patent'
      ? [right.applicationNumber, right.publicationNumber?.replace(/[A-Z]\d?$/, '')]
      : [right.registrationNumber];
  return numbers.flatMap((number) => (number === undefined ? [] : [{ type, jurisdiction, number }]));
}
