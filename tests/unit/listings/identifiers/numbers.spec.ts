import { describe, expect, it } from 'vitest';
import type { Reading } from '@reassign/shared/kernel/decision.ts';
import type { IdentifierFault } from '@reassign/shared/kernel/identifier.ts';
import { readCopyrightNumber } from '@reassign/shared/listings/identifiers/copyright.ts';
import {
  readEpApplication,
  readPctApplication,
  readUsApplication,
} from '@reassign/shared/listings/identifiers/foreign-application.ts';
import { readLei } from '@reassign/shared/listings/identifiers/lei.ts';
import { readPledgeRegistration } from '@reassign/shared/listings/identifiers/pledge-registration.ts';
import { readPublicationNumber } from '@reassign/shared/listings/identifiers/publication.ts';
import { readTrademarkNumber } from '@reassign/shared/listings/identifiers/trademark.ts';
import { vectors } from '../../../support/vectors.ts';

const reasonOf = (reading: Reading<unknown, IdentifierFault>) => (reading.ok ? null : reading.fault.reason);
const wholeOf = (reading: Reading<unknown, IdentifierFault>) =>
  reading.ok ? undefined : reading.fault.expected?.whole;

describe('a publication number', () => {
  interface Vectors {
    valid: { in: string; office: string; number: string; kind: string }[];
    equivalent_spellings: string[][];
    invalid: { in: string; reason: string }[];
  }
  const given = vectors('publication-numbers') as Vectors;

  it.each(given.valid)('$in is read', ({ in: text, office, number, kind }) => {
    expect(readPublicationNumber(text)).toEqual({ ok: true, value: { office, number, kind, text } });
  });

  it.each(given.equivalent_spellings)('%s is the same number in every spelling', (...spellings) => {
    const read = spellings.map((spelling) => readPublicationNumber(spelling));
    expect(read.every((reading) => reading.ok)).toBe(true);
    expect(new Set(read.map((reading) => JSON.stringify(reading))).size).toBe(1);
  });

  it.each(given.invalid)('$in is refused: $reason', ({ in: text }) => {
    expect(readPublicationNumber(text).ok).toBe(false);
  });

  it.each([
    ['', 'empty'],
    ['CN112330675Z', 'unknown-kind'],
    ['CN212330675B', 'kind-of-other-series'],
    ['CN412330675B', 'unknown-type'],
    ['CN11233067B', 'wrong-length'],
    ['CN112330675', 'missing-kind'],
    ['CND12330675B', 'unknown-prefix'],
    ['CN11233O675B', 'wrong-character'],
    ['202110991218.8', 'application-number'],
    ['CN202110991218.8', 'application-number'],
    ['DE1234567A1', 'unknown-office'],
    ['USD452599B2', 'kind-of-other-series'],
    ['USXX452599B2', 'unknown-prefix'],
    ['US123456789B2', 'wrong-length'],
    ['US20000004437A1', 'impossible-year'],
    ['EP2400812C1', 'unknown-kind'],
    ['WO0512345A1', 'impossible-year'],
  ])('%s is refused: %s', (text, reason) => {
    expect(reasonOf(readPublicationNumber(text))).toBe(reason);
  });

  it.each([
    ['USD0452599S1', 'USD452599S1'],
    ['US D452,599 S', 'USD452599S1'],
    ['USPP025432P2', 'USPP25432P2'],
    ['USRE045678E1', 'USRE45678E1'],
    ['WO 02/12345 A1', 'WO0212345A1'],
    ['CN1234567C', 'CN1234567C'],
  ])('%s is read as %s', (text, whole) => {
    expect(readPublicationNumber(text)).toMatchObject({ ok: true, value: { text: whole } });
  });
});

describe('a European application number', () => {
  const given = vectors('ep-application') as { valid: string[]; exception: string[]; invalid: string[] };

  it.each(given.valid)('%s is read and checked', (number) => {
    expect(readEpApplication(number)).toMatchObject({ ok: true, value: { number, isChecked: true } });
  });

  it.each([...given.exception, ...given.invalid])('%s is read with a warning, never refused', (number) => {
    expect(readEpApplication(number)).toMatchObject({ ok: true, value: { number, isChecked: false } });
  });

  it('says the check digit it expected', () => {
    expect(readEpApplication('21741385.6')).toMatchObject({ value: { expectedCheck: '5' } });
  });

  it.each(['EP 21741385.5', 'ep217413855', 'EP20210741385'])('%s is another spelling', (text) => {
    expect(readEpApplication(text)).toMatchObject({ value: { number: '21741385.5', isChecked: true } });
  });

  it.each([
    ['EP', 'empty'],
    ['EP2174138x.5', 'wrong-character'],
    ['2174138', 'wrong-length'],
    ['21741385', 'missing-check'],
    ['EP20219741385', 'wrong-shape'],
    ['EP19770741385', 'impossible-year'],
  ])('%s is refused: %s', (text, reason) => {
    expect(reasonOf(readEpApplication(text))).toBe(reason);
  });
});

describe('other application numbers', () => {
  it.each(['13648029', 'US 13/648,029', '13/648029'])('%s is a US application', (text) => {
    expect(readUsApplication(text)).toEqual({ ok: true, value: '13/648029' });
  });

  it.each(['', '1364802', '13/64802x'])('%s is none', (text) => {
    expect(readUsApplication(text).ok).toBe(false);
  });

  it.each(['PCT/CN2021/123456', 'pct cn2021 123456'])('%s is an international application', (text) => {
    expect(readPctApplication(text)).toEqual({ ok: true, value: 'PCT/CN2021/123456' });
  });

  it.each(['', 'PCT/CN21/123456', 'PCT/CN1977/123456'])('%s is none', (text) => {
    expect(readPctApplication(text).ok).toBe(false);
  });
});

describe('a trademark number', () => {
  interface Vectors {
    valid: { office: string; registration?: string }[];
    invalid: { registration: string; reason: string }[];
  }
  const given = vectors('trademark-numbers') as Vectors;
  const chinese = given.valid.flatMap(({ office, registration }) =>
    office === 'CN' && registration !== undefined ? [registration] : [],
  );

  it.each([...chinese, '1', '12345678A', 'G1234567'])('%s is read', (number) => {
    expect(readTrademarkNumber(number)).toEqual({ ok: true, value: number });
  });

  it('is read from 第…号', () => {
    expect(readTrademarkNumber('第１５９０５５７号')).toEqual({ ok: true, value: '1590557' });
  });

  it.each(given.invalid)('$registration is refused: $reason', ({ registration }) => {
    expect(readTrademarkNumber(registration).ok).toBe(false);
  });

  it.each([
    ['', 'empty', undefined],
    ['第9类1590557', 'class-in-number', '1590557'],
    ['第9类', 'wrong-character', undefined],
    ['0159055', 'leading-zero', '159055'],
    ['123456789', 'wrong-length', undefined],
    ['TM1590557', 'unknown-prefix', '1590557'],
    ['1590-557', 'wrong-character', undefined],
    ['000', 'leading-zero', undefined],
  ])('%s is refused: %s, suggesting %s', (text, reason, whole) => {
    const reading = readTrademarkNumber(text);
    expect(reasonOf(reading)).toBe(reason);
    expect(wholeOf(reading)).toBe(whole);
  });
});

describe('a copyright registration', () => {
  interface Vectors {
    valid: { in?: string; cert?: string; work?: string }[];
    invalid: { in: string }[];
  }
  const given = vectors('copyright-registration') as Vectors;
  const all = given.valid.flatMap((one) => [one.in, one.cert, one.work].filter((text) => text !== undefined));

  it.each(all)('%s is read', (number) => {
    expect(readCopyrightNumber(number)).toMatchObject({ ok: true, value: { number } });
  });

  it.each(given.invalid)('$in is refused', ({ in: text }) => {
    expect(readCopyrightNumber(text).ok).toBe(false);
  });

  it.each([
    ['2019R11L885247', 'acceptance-number', undefined],
    ['软著登字第2016SR172900号', 'registration-in-certificate', '2016SR172900'],
    ['软著登字第—待填写', 'placeholder', undefined],
    ['软著登字第12号', 'wrong-shape', undefined],
    ['国作登字-2021-268255', 'missing-category', undefined],
    ['国作登字-2021-L-268255', 'wrong-shape', undefined],
    ['国作登字-待填写', 'placeholder', undefined],
    ['外作登字-2021-L-00268255', 'unknown-prefix', undefined],
    ['2020SR03694', 'wrong-shape', undefined],
    ['', 'empty', undefined],
  ])('%s is refused: %s, suggesting %s', (text, reason, whole) => {
    const reading = readCopyrightNumber(text);
    expect(reasonOf(reading)).toBe(reason);
    expect(wholeOf(reading)).toBe(whole);
  });

  it.each([
    ['２０２０sr０３６９４６６', '2020SR0369466'],
    ['软著登字第 4317518', '软著登字第4317518号'],
    ['晋作登字－2021－F－00268255', '晋作登字-2021-F-00268255'],
  ])('%s is read as %s', (text, number) => {
    expect(readCopyrightNumber(text)).toMatchObject({ ok: true, value: { number } });
  });
});

describe('a pledge registration number', () => {
  const given = vectors('pledge-registration') as {
    valid: { in: string }[];
    invalid: { in: string; reason: string }[];
  };
  const reasons: Record<string, string> = {
    'too short': 'wrong-length',
    letter: 'wrong-character',
    year: 'impossible-year',
  };

  it.each(given.valid)('$in is read', ({ in: number }) => {
    expect(readPledgeRegistration(number)).toEqual({ ok: true, value: number });
  });

  it.each(given.invalid)('$in has a fault: $reason', ({ in: number, reason }) => {
    expect(reasonOf(readPledgeRegistration(number))).toBe(reasons[reason]);
  });

  it('is missing when only Y is there', () => {
    expect(reasonOf(readPledgeRegistration('Y'))).toBe('empty');
  });
});

describe('a legal entity identifier', () => {
  const given = vectors('lei') as { valid: { lei: string; name: string }[]; invalid: string[] };

  it.each(given.valid)('$lei ($name) is read', ({ lei }) => {
    expect(readLei(lei)).toEqual({ ok: true, value: lei });
  });

  it.each(given.invalid)('%s is refused', (text) => {
    expect(readLei(text).ok).toBe(false);
  });

  it.each([
    ['01', '98'],
    ['00', '97'],
    ['99', '02'],
  ])('with check digits %s is refused, for a remainder has one spelling: %s', (alias, digits) => {
    const codes = Array.from(
      { length: 97 },
      (_, serial) => `5493002ERZU2K9PZ${String(serial).padStart(2, '0')}`,
    );
    const code = codes.find((bare) => readLei(bare + digits).ok) ?? expect.fail('every remainder occurs');
    const reading = readLei(code + alias);
    expect([reasonOf(reading), wholeOf(reading)]).toEqual(['wrong-check', code + digits]);
  });

  it.each([
    ['5493002ERZU2K9PZDL41', 'wrong-check', '5493002ERZU2K9PZDL40'],
    ['5493002erzu2k9pzdl40', 'wrong-case', '5493002ERZU2K9PZDL40'],
    ['5493002ERZU2K9PZDL4', 'wrong-length', undefined],
    ['5493002ERZU2K9PZDL4!', 'wrong-character', undefined],
    ['', 'empty', undefined],
  ])('%s is refused: %s, suggesting %s', (text, reason, whole) => {
    const reading = readLei(text);
    expect(reasonOf(reading)).toBe(reason);
    expect(wholeOf(reading)).toBe(whole);
  });
});
