import type { Format } from '@reassign/shared/i18n/format.ts';
import type { Translate } from '@reassign/shared/i18n/messages.ts';
import { toMoney } from '@reassign/shared/kernel/codecs.ts';
import { moneySchema } from '@reassign/shared/kernel/schemas.ts';
import { parseInstant } from '@reassign/shared/kernel/instant.ts';
import type { BrokenRung } from '@reassign/shared/listings/ladder.ts';

/** Why a rung is refused, and what would be accepted. */
export function brokenRungText(
  { fault, facts }: BrokenRung,
  { t, format }: { t: Translate; format: Format },
): string {
  const amount = (name: string): string => {
    const read = moneySchema.safeParse(facts[name]);
    return read.success ? format.price(toMoney(read.data)) : '—';
  };
  const time = (name: string): string => {
    const at = parseInstant(String(facts[name]));
    return at === null ? '—' : format.dateTime(at);
  };
  switch (fault) {
    case 'too-many-rounds':
      return t('ladder.fault-too-many-rounds', { maximum: String(facts['maximum']) });
    case 'start-out-of-range':
      return t('ladder.fault-start-out-of-range', {
        minimum: amount('minimum'),
        maximum: amount('maximum'),
      });
    case 'below-floor':
      return t('ladder.fault-below-floor', { minimum: amount('minimum') });
    case 'opens-too-early':
      return t('ladder.fault-opens-too-early', { earliest: time('earliest') });
    case 'opens-too-late':
      return t('ladder.fault-opens-too-late', { before: time('before') });
    case 'sell-off-too-long':
      return t('ladder.fault-sell-off-too-long', { latest: time('latest') });
    case 'fall-off-schedule':
      return t('ladder.fault-fall-off-schedule', { levels: String(facts['levels']) });
    case 'format-not-of-route':
    case 'sell-off-not-last':
    case 'sealed-not-first':
    case 'currency-mixed':
    case 'bidding-too-short':
      return t(`ladder.fault-${fault}`);
  }
}
