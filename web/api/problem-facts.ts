import { barGrounds } from '@reassign/shared/deposits/types.ts';
import { readMoney } from '@reassign/shared/kernel/codecs.ts';
import { parseInstant } from '@reassign/shared/kernel/instant.ts';
import type { Problem } from '@reassign/shared/kernel/problems.ts';
import type { Format } from '@reassign/shared/i18n/format.ts';
import type { Translate } from '@reassign/shared/i18n/messages.ts';

/** Sentences for what a problem carries: the asking price, the end, the ground, the number under which a fault was recorded. */
export function factsOf({ facts = {} }: Problem, { t, format }: { t: Translate; format: Format }): string[] {
  const sentences: string[] = [];
  const asking = readMoney(facts['asking']);
  const closesAt = instantOf(facts['closesAt']);
  const opensAt = instantOf(facts['opensAt']);
  if (asking !== null) sentences.push(t('common.problem-asking', { amount: format.price(asking) }));
  const missing = readMoney(facts['missing']);
  if (missing !== null) sentences.push(t('common.problem-missing', { amount: format.money(missing) }));
  if (closesAt !== null) sentences.push(t('common.problem-closes', { time: format.dateTime(closesAt) }));
  if (opensAt !== null) sentences.push(t('common.problem-opens', { time: format.dateTime(opensAt) }));
  for (const { pointer, stands } of differencesOf(facts['differs']))
    sentences.push(t('common.problem-differs', { pointer, text: stands ?? t('common.nothing') }));
  const ground = barGrounds.find((known) => known === facts['ground']);
  if (ground) sentences.push(t(`common.problem-barred-${ground}`));
  if (typeof facts['requestId'] === 'string') {
    sentences.push(t('common.problem-request', { id: facts['requestId'] }));
  }
  return sentences;
}

/** What the notice says at the places of a refused correction. */
const differencesOf = (value: unknown) =>
  Array.isArray(value)
    ? (value as readonly { readonly pointer: string; readonly stands: string | null }[])
    : [];

const instantOf = (value: unknown) => (typeof value === 'string' ? parseInstant(value) : null);
