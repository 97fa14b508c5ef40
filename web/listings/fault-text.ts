import type { Translate } from '@reassign/shared/i18n/messages.ts';
import { type IdentifierReason, identifierReasons } from '@reassign/shared/kernel/identifier.ts';
import { type SheetFault, sheetFaults } from '@reassign/shared/listings/claim-sheet.ts';
import {
  faultReasons,
  templateColumns,
  type WarningReason,
  warningReasons,
} from '@reassign/shared/listings/import.ts';
import { patentKinds } from '@reassign/shared/listings/right.ts';

type Reason = (typeof faultReasons)[number];

const isOneOf = <Known extends string>(known: readonly Known[], word: string): word is Known =>
  (known as readonly string[]).includes(word);

/** A fault's reason as a sentence; a reason this page does not know yet stands as it is. */
export function reasonText(t: Translate, reason: string): string {
  if (isOneOf<IdentifierReason>(identifierReasons, reason)) return t(`identifiers.${reason}`);
  if (isOneOf<Reason>(faultReasons, reason)) return t(`imports.fault-${reason}`);
  if (isOneOf<WarningReason>(warningReasons, reason)) return t(`imports.warning-${reason}`);
  if (isOneOf<SheetFault>(sheetFaults, reason)) return t(`claims.fault-${reason}`);
  if (reason === 'rate-wanted') return t('claims.fault-rate');
  if (reason === 'number-wanted') return t('listings.number-wanted');
  if (reason === 'tiers-out-of-order') return t('listings.tiers-out-of-order');
  if (reason === 'wrong-kind') return t('imports.fault-type-mismatch');
  return reason === 'wrong-office' ? t('imports.fault-office-mismatch') : reason;
}

export function columnText(t: Translate, column: string): string {
  if (column === 'abstract' || column === 'row') return t(`imports.column-${column}`);
  return isOneOf(templateColumns, column) ? t(`imports.column-${column}`) : column;
}

/** What could stand there instead; a kind of patent by its name, with the code that files use. */
export function suggestionText(t: Translate, suggestion: string | undefined): string {
  if (suggestion === undefined) return '';
  return isOneOf(patentKinds, suggestion)
    ? `${t(`auctions.kind-${suggestion}`)} (${suggestion})`
    : suggestion;
}
