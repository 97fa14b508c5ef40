import { read, type Reading, unreadable } from '../../kernel/decision.ts';
import { type IdentifierFault, plainText } from '../../kernel/identifier.ts';
import type { CalendarDay } from '../../kernel/instant.ts';

/** A class of the Nice Classification: 1–34 goods, 35–45 services. */
export interface NiceClass {
  readonly number: number;
  readonly covers: 'goods' | 'services';
}

/** `NCL 13-2026`: edition and version; a mark keeps the edition under which it was filed. */
export type NiceEdition = string & { readonly __brand: 'NiceEdition' };

const CLASSES = 45;
const LAST_OF_GOODS = 34;

/** In force since 2026-01-01. */
export const currentNiceEdition = 'NCL 13-2026' as NiceEdition;

/** First year of each edition; from 2013 on there is a version a year. General knowledge, WIPO's nclpub. */
const EDITIONS = [
  { from: 2026, edition: 13 },
  { from: 2023, edition: 12 },
  { from: 2017, edition: 11 },
  { from: 2012, edition: 10 },
  { from: 2007, edition: 9 },
  { from: 2002, edition: 8 },
  { from: 1997, edition: 7 },
] as const;
const FIRST_YEAR_OF_VERSIONS = 2012;

/** Reads `9`, `09` and `第9类`; one number has one class, so a list is refused. */
export function readNiceClass(text: string): Reading<NiceClass, IdentifierFault> {
  const bare = plainText(text)
    .replaceAll(' ', '')
    .replace(/^第(.+)类$/, '$1');
  if (bare === '') return unreadable({ reason: 'empty' });
  if (!/^\d{1,2}$/.test(bare)) return unreadable({ reason: 'wrong-shape' });
  const number = Number(bare);
  if (number < 1 || number > CLASSES) return unreadable({ reason: 'unknown-class' });
  return read({ number, covers: number <= LAST_OF_GOODS ? 'goods' : 'services' });
}

/** Reads `NCL 13-2026`, `NCL(13-2026)`, `13-2026`; before versions `NCL 9`. */
export function readNiceEdition(text: string): Reading<NiceEdition, IdentifierFault> {
  const bare = plainText(text).toUpperCase().replace(/^NCL/, '').replace(/[ ()]/g, '');
  if (bare === '') return unreadable({ reason: 'empty' });
  const [, edition, version] = /^(\d{1,2})(?:-(\d{4}))?$/.exec(bare) ?? [];
  if (edition === undefined) return unreadable({ reason: 'wrong-shape' });
  const known = EDITIONS.find((candidate) => candidate.edition === Number(edition));
  if (known === undefined) return unreadable({ reason: 'unknown-edition' });
  if (version === undefined) return read(`NCL ${known.edition}` as NiceEdition);
  if (editionOfYear(Number(version)) !== known.edition) return unreadable({ reason: 'unknown-edition' });
  return read(`NCL ${known.edition}-${version}` as NiceEdition);
}

const editionOfYear = (year: number): number | undefined =>
  EDITIONS.find((candidate) => year >= candidate.from)?.edition;

/** The edition in force on the day a mark was filed; `null` before 1997. */
export function niceEditionOn(day: CalendarDay): NiceEdition | null {
  const year = Number(day.slice(0, 4));
  const edition = editionOfYear(year);
  if (edition === undefined) return null;
  return (year >= FIRST_YEAR_OF_VERSIONS ? `NCL ${edition}-${year}` : `NCL ${edition}`) as NiceEdition;
}
