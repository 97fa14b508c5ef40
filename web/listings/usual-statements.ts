import type { Translate } from '@reassign/shared/i18n/messages.ts';
import type { StatementCode } from '@reassign/shared/listings/statements.ts';

/** What most notices say in the same words; the rest only the bank knows. */
const usual = [
  'bidder-conditions',
  'procedure',
  'viewing',
  'rights-and-duties',
  'liability',
  'payment',
  'taxes',
] as const satisfies StatementCode[];

export const usualStatements = (t: Translate): Partial<Record<StatementCode, string>> =>
  Object.fromEntries(usual.map((code) => [code, t(`statements.usual-${code}`)]));
