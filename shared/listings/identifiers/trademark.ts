import { read, type Reading, unreadable } from '../../kernel/decision.ts';
import { type IdentifierFault, plainText } from '../../kernel/identifier.ts';

/** The number of a Chinese mark: registration and application share it, and each class has its own. */
export type TrademarkNumber = string & { readonly __brand: 'TrademarkNumber' };

/**
 * Reads `1682310`, `12345678A` (after a division) and `G1234567` (Madrid). Source: 4-domain §1.2, general knowledge.
 */
export function readTrademarkNumber(text: string): Reading<TrademarkNumber, IdentifierFault> {
  const bare = plainText(text).replaceAll(' ', '').toUpperCase();
  if (bare === '') return unreadable({ reason: 'empty' });
  const [, ofClass] = /^第?\d{1,2}类(.+)$/.exec(bare) ?? [];
  if (ofClass !== undefined) return unreadable({ reason: 'class-in-number', ...suggest(ofClass) });
  const printed = bare.replace(/^第(.+)号$/, '$1');
  const [, prefix = '', digits, rest = ''] = /^([A-Z]*)(\d+)(.*)$/.exec(printed) ?? [];
  if (digits === undefined || !/^[A-Z]?$/.test(rest)) return unreadable({ reason: 'wrong-character' });
  if (prefix !== '' && prefix !== 'G')
    return unreadable({ reason: 'unknown-prefix', ...suggest(digits + rest) });
  if (digits.startsWith('0')) {
    return unreadable({ reason: 'leading-zero', ...suggest(prefix + digits.replace(/^0+/, '') + rest) });
  }
  if (digits.length > 8) return unreadable({ reason: 'wrong-length' });
  return read(printed as TrademarkNumber);
}

function suggest(candidate: string): Pick<IdentifierFault, 'expected'> {
  const reading = candidate === '' ? unreadable({ reason: 'empty' }) : readTrademarkNumber(candidate);
  return reading.ok ? { expected: { whole: reading.value } } : {};
}
