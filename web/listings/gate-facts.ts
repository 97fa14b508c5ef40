import { readMoney } from '@reassign/shared/kernel/codecs.ts';
import { parseInstant } from '@reassign/shared/kernel/instant.ts';
import type { Format } from '@reassign/shared/i18n/format.ts';
import type { Translate } from '@reassign/shared/i18n/messages.ts';
import type { BrokenRung } from '@reassign/shared/listings/ladder.ts';
import type { StatementCode } from '@reassign/shared/listings/statements.ts';
import type { FallFault } from '@reassign/shared/listings/gates.ts';
import type { SealedFault } from '@reassign/shared/listings/keepers.ts';
import type { PaymentFault } from '@reassign/shared/listings/payment-terms.ts';
import type { Untold } from '@reassign/shared/listings/told.ts';
import type { ClosedGate } from '@reassign/shared/listings/types.ts';
import { brokenRungText } from './ladder-words.ts';

/** What a gate would accept, as a sentence: the minimum, the range, the earliest opening; `null` when it says all itself. */
export function gateFact(
  { gate, facts }: ClosedGate,
  { t, format }: { t: Translate; format: Format },
): string | null {
  const amount = (name: string): string => {
    const read = readMoney(facts[name]);
    return read === null ? '—' : format.price(read);
  };
  const day = (name: string): string => {
    const value = facts[name];
    return typeof value === 'string' ? format.day(value) : '—';
  };
  switch (gate) {
    case 'fall-unlawful':
      return (facts['faults'] as FallFault[]).map((fault) => t(`listings.fault-${fault}`)).join('');
    case 'payment-unlawful':
      return (facts['faults'] as PaymentFault[])
        .map((fault) => t(`listings.payment-fault-${fault}`))
        .join(' ');
    case 'sealed-unlawful':
      return (facts['faults'] as SealedFault[]).map((fault) => t(`sealed.fault-${fault}`)).join('');
    case 'amount-too-large':
      return t('checks.fact-amount', { maximum: amount('maximum') });
    case 'start-out-of-range':
      return t('checks.fact-start', { minimum: amount('minimum'), appraised: amount('appraised') });
    case 'deposit-out-of-range':
      if (facts['maximum'] === null) return t('checks.fact-deposit-minimum', { minimum: amount('minimum') });
      return t('checks.fact-deposit', { minimum: amount('minimum'), maximum: amount('maximum') });
    case 'notice-too-short': {
      const earliest = parseInstant(String(facts['earliest']));
      return earliest && t('checks.fact-notice', { earliest: format.dateTime(earliest) });
    }
    case 'parties-not-told':
      return untoldText(facts as unknown as Untold, { t, format });
    case 'pledge-not-of-seller':
      return t('checks.fact-pledgee', {
        pledgee: String(facts['pledgee']),
        seller: String(facts['seller']),
      });
    case 'claim-time-barred':
      return t('checks.fact-barred', { day: day('barredAfter') });
    case 'pledge-above-cap':
      return t('checks.fact-cap', { maximum: amount('maximum') });
    case 'right-frozen':
      return t('checks.fact-frozen', { court: String(facts['frozenBy']) });
    case 'fee-overdue':
      return t('checks.fact-fees', { day: day('feesPaidUntil') });
    case 'approval-missing':
      return t('checks.fact-approval', { from: String(facts['from']) });
    case 'viewing-too-short':
      return t('checks.fact-viewing', { days: String(facts['viewingDays']) });
    case 'notice-content-missing':
    case 'public-item-missing':
      return t('checks.fact-missing', {
        missing: (facts['missing'] as StatementCode[])
          .map((code) => t(`statements.${code}`))
          .join(t('common.list-separator')),
      });
    case 'ladder-unlawful':
      return (facts['broken'] as BrokenRung[])
        .map((one) => `${t('ladder.rung', { rung: one.rung })}: ${brokenRungText(one, { t, format })}`)
        .join(' ');
    case 'sell-off-too-early':
      return t('checks.fact-sell-off', {
        rung: String(facts['rung']),
        failed: String(facts['failed']),
        needed: String(facts['needed']),
      });
    case 'right-expired':
      return t('checks.fact-expired', { day: day('endsOn') });
    case 'appraisal-expired':
      return t('checks.fact-appraisal', { validUntil: day('validUntil'), sellUntil: day('sellUntil') });
    default:
      return null;
  }
}

function untoldText(
  { missing, early, prioritiesUnsaid }: Untold,
  { t, format }: { t: Translate; format: Format },
): string {
  const names = missing.join(t('common.list-separator'));
  return [
    ...(missing.length > 0 ? [t('checks.fact-told-missing', { names })] : []),
    ...early.map(({ name, earliest }) => t('checks.fact-told-early', { name, day: format.day(earliest) })),
    ...(prioritiesUnsaid ? [t('checks.fact-told-priorities')] : []),
  ].join(' ');
}
