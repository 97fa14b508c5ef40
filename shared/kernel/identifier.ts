/** Why a number from a register cannot be read. Texts for people: `i18n/identifiers.zh.ts` and `.en.ts`. */
export const identifierReasons = [
  'empty',
  'wrong-character',
  'wrong-length',
  'wrong-shape',
  'wrong-case',
  'wrong-check',
  'missing-check',
  'wrong-check-character',
  'wrong-organisation-check',
  'misplaced-blank',
  'standard-form',
  'impossible-year',
  'unknown-type',
  'unknown-office',
  'missing-kind',
  'unknown-kind',
  'kind-of-other-series',
  'application-number',
  'unknown-prefix',
  'leading-zero',
  'class-in-number',
  'unknown-class',
  'unknown-edition',
  'acceptance-number',
  'registration-in-certificate',
  'missing-category',
  'placeholder',
] as const;
export type IdentifierReason = (typeof identifierReasons)[number];

export interface IdentifierFault {
  readonly reason: IdentifierReason;
  /** What would be right, supposing that everything else was typed as meant. */
  readonly expected?: {
    /** The check character that belongs to the other characters. */
    readonly character?: string;
    /** The whole corrected number; it reads without a fault. */
    readonly whole?: string;
  };
}

const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const DASHES = /[\u2010-\u2015\u2212]/g;

/**
 * Text as people paste it, in one spelling: full-width letters and digits become plain ones (NFKC), every dash a
 * hyphen, every run of blanks one blank, invisible characters nothing.
 */
export const plainText = (text: string): string =>
  text.replace(INVISIBLE, '').normalize('NFKC').replace(DASHES, '-').replace(/\s+/g, ' ').trim();
