/*
 * What a notice says beside the terms (法释〔2016〕18号 12–15, 拍卖法 46). Some of it the platform knows: it is derived; the
 * rest somebody states in words, and may state that there is none.
 */

/** The ten contents of a court's notice (法释〔2016〕18号 12). */
export const courtNoticeContents = [
  'property',
  'price',
  'deposit',
  'bidder-conditions',
  'known-defects',
  'rights-and-duties',
  'liability',
  'time',
  'platform',
  'seller',
] as const;

/** The five contents of an auction house's notice (拍卖法 46). */
export const auctionNoticeContents = ['time', 'property', 'viewing', 'procedure', 'others'] as const;

/** The eleven public items (法释〔2016〕18号 13). */
export const publicItems = [
  'notice',
  'enforcement-document',
  'appraisal',
  'rules',
  'condition',
  'priority-holders',
  'service',
  'payment',
  'taxes',
  'contact',
  'others',
] as const;

/** The seven warnings (法释〔2016〕18号 14). */
export const warnings = [
  'capacity',
  'agent-confirmed',
  'defects',
  'as-it-is',
  'full-knowledge',
  'buyer-published',
  'deposit-kept',
] as const;

export type WarningCode = (typeof warnings)[number];

/** What somebody states in words. The rest of a notice's contents follow from the terms, the rights and the seller. */
export const statementCodes = [
  'bidder-conditions',
  'procedure',
  'viewing',
  'known-defects',
  'condition',
  'rights-and-duties',
  'liability',
  'enforcement-document',
  'priority-holders',
  'service',
  'payment',
  'taxes',
  'contact',
  'others',
] as const;
export type StatementCode = (typeof statementCodes)[number];

const isStatement = (code: string): code is StatementCode =>
  (statementCodes as readonly string[]).includes(code);

/** The statements that a list of contents asks for, in the order of the form. */
export const statementsIn = (contents: readonly string[]): StatementCode[] =>
  statementCodes.filter((code) => contents.filter(isStatement).includes(code));
