import { describe, expect, it } from 'vitest';
import { parseDay } from '@reassign/shared/kernel/instant.ts';
import { readCpc, readIpc, readLocarno } from '@reassign/shared/listings/identifiers/classification.ts';
import {
  currentNiceEdition,
  niceEditionOn,
  readNiceClass,
  readNiceEdition,
} from '@reassign/shared/listings/identifiers/nice.ts';
import { vectors } from '../../../support/vectors.ts';

interface Vectors {
  ipc: { valid: string[]; st8_pairs: [string, string][]; invalid: string[] };
  cpc: { valid: string[]; accepted_spellings_cpc: [string, string][]; invalid: string[] };
  locarno: { valid: string[]; accepted_spellings: [string, string][]; invalid: string[] };
}
const { ipc, cpc, locarno } = vectors('classification-symbols') as Vectors;

describe.each([
  { name: 'IPC', read: readIpc, valid: ipc.valid, spellings: ipc.st8_pairs, invalid: ipc.invalid },
  {
    name: 'CPC',
    read: readCpc,
    valid: cpc.valid,
    spellings: cpc.accepted_spellings_cpc,
    invalid: cpc.invalid,
  },
  {
    name: 'Locarno',
    read: readLocarno,
    valid: locarno.valid,
    spellings: locarno.accepted_spellings,
    invalid: locarno.invalid,
  },
])('a symbol of $name', ({ read, valid, spellings, invalid }) => {
  it.each(valid)('%s is read', (symbol) => {
    expect(read(symbol)).toEqual({ ok: true, value: symbol });
  });

  it.each(spellings)('%s is read as %s', (text, symbol) => {
    expect(read(text)).toEqual({ ok: true, value: symbol });
  });

  it.each([...invalid, ''])('%s is refused', (text) => {
    expect(read(text).ok).toBe(false);
  });
});

it('a symbol in lower case is refused, with the right one', () => {
  expect(readIpc('C07d251/18')).toEqual({
    ok: false,
    fault: { reason: 'wrong-case', expected: { whole: 'C07D 251/18' } },
  });
});

it('section Y and the 2000 series are only in CPC', () => {
  expect(readIpc('Y02E 10/50').ok).toBe(false);
  expect(readCpc('Y02E 10/50').ok).toBe(true);
});

describe('a class of the Nice Classification', () => {
  interface Nice {
    classes: { n: number; kind: string }[];
  }

  it.each((vectors('nice-classes') as Nice).classes)('$n covers $kind', ({ n, kind }) => {
    expect(readNiceClass(String(n))).toEqual({ ok: true, value: { number: n, covers: kind } });
  });

  it.each(['第9类', '09', '９'])('%s is class 9', (text) => {
    expect(readNiceClass(text)).toMatchObject({ value: { number: 9 } });
  });

  it.each([
    ['', 'empty'],
    ['0', 'unknown-class'],
    ['46', 'unknown-class'],
    ['9,25', 'wrong-shape'],
    ['9.5', 'wrong-shape'],
  ])('%s is refused: %s', (text, reason) => {
    expect(readNiceClass(text)).toEqual({ ok: false, fault: { reason } });
  });
});

describe('an edition of the Nice Classification', () => {
  it.each(['NCL 13-2026', 'ncl13-2026', 'NCL(13-2026)', '13-2026'])('%s is the one in force', (text) => {
    expect(readNiceEdition(text)).toEqual({ ok: true, value: currentNiceEdition });
  });

  it.each([
    ['', 'empty'],
    ['NCL thirteen', 'wrong-shape'],
    ['NCL 14-2030', 'unknown-edition'],
    ['NCL 13-2025', 'unknown-edition'],
    ['NCL 12-2026', 'unknown-edition'],
  ])('%s is refused: %s', (text, reason) => {
    expect(readNiceEdition(text)).toEqual({ ok: false, fault: { reason } });
  });

  it.each([
    ['2026-01-01', 'NCL 13-2026'],
    ['2025-12-31', 'NCL 12-2025'],
    ['2017-01-01', 'NCL 11-2017'],
    ['2011-12-31', 'NCL 9'],
    ['1996-12-31', null],
  ])('on %s it was %s', (text, edition) => {
    const day = parseDay(text);
    expect(day && niceEditionOn(day)).toBe(edition);
    if (edition !== null) expect(readNiceEdition(edition)).toEqual({ ok: true, value: edition });
  });
});
