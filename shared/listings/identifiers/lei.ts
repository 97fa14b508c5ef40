import { read, type Reading, unreadable } from '../../kernel/decision.ts';
import { type IdentifierFault, plainText } from '../../kernel/identifier.ts';

/** Legal entity identifier (ISO 17442): 18 letters or digits and two check digits. */
export type Lei = string & { readonly __brand: 'Lei' };

/** The whole number modulo 97, letters counted A = 10 … Z = 35. */
const modulo97 = (text: string): number =>
  [...text].reduce((rest, character) => {
    const value = parseInt(character, 36);
    return (rest * (value > 9 ? 100 : 10) + value) % 97;
  }, 0);

/** ISO 7064 MOD 97-10, check digits 02 … 98: 00, 01 and 99 leave the same remainder as 97, 98 and 02. */
export function readLei(text: string): Reading<Lei, IdentifierFault> {
  const bare = plainText(text).replaceAll(' ', '');
  if (bare === '') return unreadable({ reason: 'empty' });
  if (!/^[0-9A-Za-z]+$/.test(bare)) return unreadable({ reason: 'wrong-character' });
  if (bare.length !== 20) return unreadable({ reason: 'wrong-length' });
  const code = bare.toUpperCase();
  const character = String(98 - modulo97(`${code.slice(0, 18)}00`)).padStart(2, '0');
  const expected = { character, whole: code.slice(0, 18) + character };
  if (code.slice(18) !== character) return unreadable({ reason: 'wrong-check', expected });
  if (bare !== code) return unreadable({ reason: 'wrong-case', expected });
  return read(code as Lei);
}
