import type { Problem } from '@reassign/shared/kernel/problems.ts';
import type { Translate } from '@reassign/shared/i18n/messages.ts';

/** What is wrong in a bank's file, in one sentence with its row; `null` for a refusal that says it all. */
export function statementFault({ code, facts = {} }: Problem, t: Translate): string | null {
  if (code !== 'statement-refused') return null;
  const text = (name: string): string => {
    const value = facts[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const row = text('row') || text('line');
  switch (facts['reason']) {
    case 'no-lines':
      return t('transfers.fault-no-lines');
    case 'cut-off':
      return t('transfers.fault-cut-off', { row });
    case 'bad-cell':
      return t('transfers.fault-bad-cell', { row, column: text('column'), value: text('value') });
    case 'balance-differs':
      return t('transfers.fault-balance-differs', { row, expected: text('expected'), found: text('found') });
    case 'totals-differ':
      return t('transfers.fault-totals-differ', { expected: text('expected'), found: text('found') });
    case 'entry-twice':
      return t('transfers.fault-entry-twice', { entryId: text('entryId') });
    case 'two-accounts':
      return t('transfers.fault-two-accounts', { row });
    case 'two-currencies':
      return t('transfers.fault-two-currencies', { row });
    case 'foreign-account':
      return t('transfers.fault-foreign-account');
    case 'entry-changed':
      return t('transfers.fault-entry-changed', { entryId: text('entryId') });
    default:
      return null;
  }
}
