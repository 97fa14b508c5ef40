import { read, type Reading, unreadable } from '../../kernel/decision.ts';
import { type IdentifierFault, plainText } from '../../kernel/identifier.ts';
import { readCnApplication } from './cn-application.ts';

export const offices = ['CN', 'US', 'EP', 'WO'] as const;
export type Office = (typeof offices)[number];

/** The number of a published document, a series of its own: never derived from the application number. */
export interface PublicationNumber {
  readonly office: Office;
  readonly number: string;
  /** What kind of document (WIPO ST.16): `A` published application, `B` granted patent … */
  readonly kind: string;
  /** `CN112330675B`. */
  readonly text: string;
}

type Parsed = Reading<{ readonly number: string; readonly kind: string }, IdentifierFault>;

const faulty = (reason: IdentifierFault['reason']): Parsed => unreadable({ reason });

/** Chinese kinds by the first digit of the number: 1 invention, 2 utility model, 3 design (ZC 0008-2004). */
const CN_KINDS: Readonly<Record<string, RegExp>> = {
  1: /^(A[89]?|B[89]?|C[1-7]?)$/,
  2: /^(U[89]?|Y[1-7]?)$/,
  3: /^(S[1-9]?|D)$/,
};

function parseCn(digits: string, kind: string): Parsed {
  if (digits.length !== 7 && digits.length !== 9) return faulty('wrong-length');
  const series = CN_KINDS[digits.charAt(0)];
  if (series === undefined) return faulty('unknown-type');
  if (series.test(kind)) return read({ number: digits, kind });
  const isKindOfAnother = Object.values(CN_KINDS).some((pattern) => pattern.test(kind));
  return faulty(isKindOfAnother ? 'kind-of-other-series' : 'unknown-kind');
}

const US_APPLICATION_KIND = /^A[129]$/;
/** Kinds of a grant by the prefix of its number. */
const US_GRANT_KINDS: Readonly<Record<string, RegExp>> = {
  '': /^(A|B[12]|C1)$/,
  D: /^S1?$/,
  RE: /^E1?$/,
  PP: /^P[23]?$/,
  H: /^H1?$/,
};
const FIRST_US_PUBLICATION_YEAR = 2001;

function parseUs(text: string, kind: string): Parsed {
  const [, prefix = '', digits = ''] = /^([A-Z]*)(\d+)$/.exec(text) ?? [];
  if (prefix === '' && US_APPLICATION_KIND.test(kind)) return parseUsApplication(digits, kind);
  const kinds = US_GRANT_KINDS[prefix];
  if (kinds === undefined) return faulty('unknown-prefix');
  const serial = digits.replace(/^0+/, '');
  if (serial === '' || serial.length + prefix.length > 8) return faulty('wrong-length');
  // WIPO says S, the patent prints S1.
  if (kinds.test(kind)) return read({ number: prefix + serial, kind: kind === 'S' ? 'S1' : kind });
  const isKindOfAnother = Object.values(US_GRANT_KINDS).some((pattern) => pattern.test(kind));
  return faulty(isKindOfAnother ? 'kind-of-other-series' : 'unknown-kind');
}

/** `YYYY` and seven digits; EPODOC leaves out the first zero of the seven. */
function parseUsApplication(digits: string, kind: string): Parsed {
  if (digits.length !== 10 && digits.length !== 11) return faulty('wrong-length');
  const year = digits.slice(0, 4);
  if (Number(year) < FIRST_US_PUBLICATION_YEAR) return faulty('impossible-year');
  return read({ number: year + digits.slice(4).padStart(7, '0'), kind });
}

function parseEp(digits: string, kind: string): Parsed {
  const number = digits.length === 8 ? digits.replace(/^0/, '') : digits;
  if (number.length !== 7) return faulty('wrong-length');
  if (!/^(A[1-489]|B[12389])$/.test(kind)) return faulty('unknown-kind');
  return read({ number, kind });
}

/** `YYYY` and six digits; before July 2004 `YY` and five. */
function parseWo(digits: string, kind: string): Parsed {
  if (digits.length !== 10 && digits.length !== 7) return faulty('wrong-length');
  if (!/^A[1-489]$/.test(kind)) return faulty('unknown-kind');
  const year = Number(digits.slice(0, digits.length === 10 ? 4 : 2));
  const isPossible = digits.length === 10 ? year >= 1978 && year <= 2099 : year >= 78 || year <= 4;
  return isPossible ? read({ number: digits, kind }) : faulty('impossible-year');
}

const PARSERS: Readonly<Record<Office, (number: string, kind: string) => Parsed>> = {
  CN: parseCn,
  US: parseUs,
  EP: parseEp,
  WO: parseWo,
};

/**
 * Reads a publication number with its kind; blanks, hyphens, commas, slashes and padding do not matter.
 * Sources: WIPO ST.16, ZC 0008-2004; 4-domain §1.2.
 */
export function readPublicationNumber(text: string): Reading<PublicationNumber, IdentifierFault> {
  const plain = plainText(text).toUpperCase();
  const bare = plain.replace(/[ ,/-]/g, '');
  if (bare === '') return unreadable({ reason: 'empty' });
  if (isApplication(plain)) return unreadable({ reason: 'application-number' });
  const office = offices.find((code) => bare.startsWith(code));
  if (office === undefined) return unreadable({ reason: 'unknown-office' });
  const [, number, kind] = /^([A-Z]{0,2}\d+)([A-Z]\d?)?$/.exec(bare.slice(2)) ?? [];
  if (number === undefined) return unreadable({ reason: 'wrong-character' });
  if (kind === undefined) return unreadable({ reason: 'missing-kind' });
  if (office !== 'US' && !/^\d+$/.test(number)) return unreadable({ reason: 'unknown-prefix' });
  const parsed = PARSERS[office](number, kind);
  if (!parsed.ok) return parsed;
  return read({ office, ...parsed.value, text: office + parsed.value.number + parsed.value.kind });
}

/** A Chinese application number, perhaps with a kind behind it: the mistake that people make. */
function isApplication(plain: string): boolean {
  return readCnApplication(plain).ok || readCnApplication(plain.replace(/[A-Z]\d?$/, '')).ok;
}
