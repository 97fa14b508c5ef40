import { readFileSync } from 'node:fs';

/** `§3.2 window`: where the rule stands in the rule book, and a word for it. */
export type RuleId = string;

export interface CatalogueRule {
  readonly id: RuleId;
  readonly says: string;
  readonly articles?: readonly string[];
  /** Why no scenario stands on the other side: nothing lies there, or another test shows it. */
  readonly oneSided?: string;
}

/** Every rule that the pack shows. */
export const catalogue = JSON.parse(
  readFileSync('tests/conformance/rules.json', 'utf8'),
) as readonly CatalogueRule[];
