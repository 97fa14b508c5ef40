import { closing } from './gate-articles.ts';
import type { GateInput } from './gate-question.ts';
import { statementsIn } from './statements.ts';
import type { ClosedGate } from './types.ts';

/** What the notice does not say yet. "None" is a statement; nothing is not. */
export function noticeGates({ profile, terms: { statements } }: GateInput): ClosedGate[] {
  const closed = closing(profile);
  const gates: ClosedGate[] = [];
  const unsaid = (contents: readonly string[]): string[] =>
    statementsIn(contents).filter((code) => (statements.texts[code] ?? '').trim() === '');
  const contents = unsaid(profile.noticeContents);
  const items = unsaid(profile.publicItems);
  const given: ReadonlySet<string> = new Set(statements.warnings);
  const warnings = profile.warnings.filter((warning) => !given.has(warning));
  if (contents.length > 0) gates.push(closed('notice-content-missing', { missing: contents }));
  if (items.length > 0) gates.push(closed('public-item-missing', { missing: items }));
  if (warnings.length > 0) gates.push(closed('warning-missing', { missing: warnings }));
  if (!statements.noWarranty) gates.push(closed('no-warranty-missing'));
  return gates;
}
