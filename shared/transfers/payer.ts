/*
 * Whether two spellings name one payer. Banks write brackets, blanks and letters in full or half width, put the kind of
 * account behind the name, and one legal form in two ways. Nothing that tells two companies apart is thrown away.
 */

/** Kinds of bank accounts, which some banks print behind the holder's name. */
const ACCOUNT_NOTES =
  /(?:\((?:基本|一般|专用|临时|保证金|结算)?(?:账户|帐户|户)\)|[-_](?:基本|一般|专用|临时)户)$/u;

/** One legal form, written in full and in short (公司法 art. 7). */
const LEGAL_FORMS: readonly (readonly [RegExp, string])[] = [
  [/有限责任公司/gu, '有限公司'],
  [/股份有限公司/gu, '股份公司'],
  [/CO(?:MPANY)?(?:LIMITED|LTD)$/u, 'COLTD'],
];

/** The one spelling of a name that others are compared with: nothing about it can be made plainer. */
export function payerKey(name: string): string {
  const key = plainer(name);
  return key === name ? key : payerKey(key);
}

function plainer(name: string): string {
  const plain = name
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[〔【［[{]/gu, '(')
    .replace(/[〕】］\]}]/gu, ')')
    .replace(/[\s\p{Cf}]/gu, '');
  const bare = plain.replace(ACCOUNT_NOTES, '').replace(/[.,·•・'’"“”、。]/gu, '');
  return LEGAL_FORMS.reduce((text, [form, short]) => text.replace(form, short), bare);
}

/** An empty name is nobody's. */
export const isSamePayer = (a: string, b: string): boolean =>
  payerKey(a) !== '' && payerKey(a) === payerKey(b);
