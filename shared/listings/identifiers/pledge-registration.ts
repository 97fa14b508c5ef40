import { read, type Reading, unreadable } from '../../kernel/decision.ts';
import { type IdentifierFault, plainText } from '../../kernel/identifier.ts';

/** The number under which an office entered a pledge. It has no check character. */
export type PledgeRegistrationNumber = string & { readonly __brand: 'PledgeRegistrationNumber' };

/**
 * Reads an optional Y, the year, three digits of the office and six of the serial. The structure is known from
 * published events only, so a fault here is a reason to look again, not to refuse. Source: 4-domain §1.2.
 */
export function readPledgeRegistration(text: string): Reading<PledgeRegistrationNumber, IdentifierFault> {
  const bare = plainText(text).replaceAll(' ', '').toUpperCase();
  const digits = bare.replace(/^Y/, '');
  if (digits === '') return unreadable({ reason: 'empty' });
  if (!/^\d+$/.test(digits)) return unreadable({ reason: 'wrong-character' });
  if (digits.length !== 13) return unreadable({ reason: 'wrong-length' });
  if (!digits.startsWith('20')) return unreadable({ reason: 'impossible-year' });
  return read(bare as PledgeRegistrationNumber);
}
