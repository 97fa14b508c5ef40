import { read, type Reading, unreadable } from '../../kernel/decision.ts';
import { type IdentifierFault, plainText } from '../../kernel/identifier.ts';

/** A registration in the copyright register: of software by its number or its certificate, or of another work. */
export interface CopyrightNumber {
  readonly work: 'software' | 'work';
  readonly form: 'registration' | 'certificate';
  /** `2014SR001852`, `软著登字第0671096号`, `国作登字-2021-L-00268255`. */
  readonly number: string;
}

/** 国 is the national centre, the others are the short names of the provinces. */
const PLACES = '国京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新';

const SOFTWARE = /^(?:19|20)\d{2}SR\d{6,7}$/;
const ACCEPTANCE = /^(?:19|20)\d{2}R\d{2}[A-Z]\d+$/;
const CERTIFICATE = /^软著登字第(\d{6,8})号?$/;

/** Reads any of the three; the category letter of a work is not checked beyond A–Z. Source: 4-domain §1.2. */
export function readCopyrightNumber(text: string): Reading<CopyrightNumber, IdentifierFault> {
  const bare = plainText(text).replaceAll(' ', '').toUpperCase();
  if (bare === '') return unreadable({ reason: 'empty' });
  if (SOFTWARE.test(bare)) return read({ work: 'software', form: 'registration', number: bare });
  if (ACCEPTANCE.test(bare)) return unreadable({ reason: 'acceptance-number' });
  if (bare.startsWith('软著登字')) return readCertificate(bare);
  if (bare.includes('作登字')) return readWork(bare);
  return unreadable({ reason: 'wrong-shape' });
}

function readCertificate(bare: string): Reading<CopyrightNumber, IdentifierFault> {
  const [, serial] = CERTIFICATE.exec(bare) ?? [];
  if (serial !== undefined) {
    return read({ work: 'software', form: 'certificate', number: `软著登字第${serial}号` });
  }
  if (!/\d/.test(bare)) return unreadable({ reason: 'placeholder' });
  const [registration] = /(?:19|20)\d{2}SR\d{6,7}/.exec(bare) ?? [];
  if (registration === undefined) return unreadable({ reason: 'wrong-shape' });
  return unreadable({ reason: 'registration-in-certificate', expected: { whole: registration } });
}

function readWork(bare: string): Reading<CopyrightNumber, IdentifierFault> {
  const [place = '', rest = ''] = bare.split('作登字');
  if (place === '' || !PLACES.includes(place)) return unreadable({ reason: 'unknown-prefix' });
  if (!/\d/.test(rest)) return unreadable({ reason: 'placeholder' });
  if (/^-?(19|20)\d{2}-\d+$/.test(rest)) return unreadable({ reason: 'missing-category' });
  if (!/^-(19|20)\d{2}-[A-Z]-\d{8}$/.test(rest)) return unreadable({ reason: 'wrong-shape' });
  return read({ work: 'work', form: 'registration', number: bare });
}
