import type { Translate } from '@reassign/shared/i18n/messages.ts';
import type { Problem } from '@reassign/shared/kernel/problems.ts';
import { columnText } from './fault-text.ts';

/** Sentences for what a refusal of a whole file carries (`ImportRefusal`): which columns, which line, which entity. */
export function importFacts({ facts = {} }: Problem, t: Translate): string[] {
  const sentences: string[] = [];
  const missing = names(facts['missing']);
  const repeated = names(facts['repeated']);
  const and = t('common.list-separator');
  const columns = (list: readonly string[]): string =>
    list.map((name) => `${columnText(t, name)} (${name})`).join(and);
  if (missing.length > 0) sentences.push(t('listings.import-missing-columns', { columns: columns(missing) }));
  if (repeated.length > 0)
    sentences.push(t('listings.import-repeated-columns', { columns: columns(repeated) }));
  for (const { column, suggestion } of strangers(facts['unknown'])) {
    sentences.push(
      suggestion === undefined
        ? t('listings.import-unknown-column', { column })
        : t('listings.import-meant-column', { column, suggestion }),
    );
  }
  const { line, what } = facts;
  if (typeof line === 'number') sentences.push(t('listings.import-line', { line }));
  if (typeof what === 'string') sentences.push(t('listings.import-unsafe', { what }));
  return sentences;
}

const names = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];

interface Stranger {
  readonly column: string;
  readonly suggestion?: string;
}

const strangers = (value: unknown): Stranger[] =>
  Array.isArray(value) ? value.filter((entry: unknown): entry is Stranger => isStranger(entry)) : [];

const isStranger = (entry: unknown): boolean =>
  typeof entry === 'object' && entry !== null && 'column' in entry && typeof entry.column === 'string';
