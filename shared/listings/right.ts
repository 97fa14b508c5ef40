import { type CalendarDay, parseDay } from '../kernel/instant.ts';

/** Somebody named in a register or a contract. */
export interface Party {
  readonly name: string;
  /** 统一社会信用代码; natural persons and foreign companies have none. */
  readonly creditCode?: string;
}

interface Owned {
  readonly title: string;
  /** All co-owners, in the order of the register; never empty. */
  readonly owners: readonly Party[];
  /** The day on which the right ends unless it is renewed. */
  readonly expiresOn?: CalendarDay;
}

export const patentKinds = ['invention', 'utility-model', 'design'] as const;
export type PatentKind = (typeof patentKinds)[number];

/** Numbers are in the normal form of `identifiers/`. A field is absent when it is not known. */
export interface Patent extends Owned {
  readonly type: 'patent';
  readonly kind: PatentKind;
  readonly jurisdiction: 'CN' | 'US' | 'EP' | 'WO';
  readonly applicationNumber?: string;
  readonly publicationNumber?: string;
  /** How many; their names are nobody's business here. */
  readonly inventors?: number;
  readonly filedOn?: CalendarDay;
  readonly grantedOn?: CalendarDay;
  readonly ipc: readonly string[];
  readonly locarno?: string;
  readonly claims?: number;
  readonly abstract?: string;
}

/** One number per class: a mark in three classes is three rights. */
export interface Trademark extends Owned {
  readonly type: 'trademark';
  readonly jurisdiction: 'CN';
  readonly registrationNumber: string;
  readonly niceClass: number;
  /** `NCL 13-2026`. */
  readonly niceEdition: string;
  readonly goods: string;
  readonly registeredOn?: CalendarDay;
}

export interface Copyright extends Owned {
  readonly type: 'copyright';
  readonly jurisdiction: 'CN';
  readonly work: 'software' | 'work';
  readonly registrationNumber: string;
  readonly publishedOn?: CalendarDay;
  readonly registeredOn?: CalendarDay;
}

/** What is pledged and sold. */
export type Right = Patent | Trademark | Copyright;

/** The day from which a design has fifteen years instead of ten (Patent Law as amended in 2020). */
const LONGER_DESIGN_TERM = '2021-06-01';

/** Years a Chinese patent lasts, counted from filing (专利法 42). */
export function cnPatentTermYears(kind: PatentKind, filedOn: CalendarDay): number {
  if (kind === 'invention') return 20;
  if (kind === 'utility-model') return 10;
  return filedOn >= LONGER_DESIGN_TERM ? 15 : 10;
}

/** The day on which a Chinese patent has ended: the anniversary of its filing (期限届满日的次日). */
export const cnPatentExpiry = (kind: PatentKind, filedOn: CalendarDay): CalendarDay =>
  addYears(filedOn, cnPatentTermYears(kind, filedOn));

/** The same day some years later; 29 February becomes 1 March where there is none. */
export function addYears(day: CalendarDay, years: number): CalendarDay {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0');
  return parseDay(year + day.slice(4)) ?? (`${year}-03-01` as CalendarDay);
}
