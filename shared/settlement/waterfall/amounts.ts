import { add, isLess, type Money, subtract } from '../../kernel/money.ts';
import { type ClaimPart, claimParts, type Parts } from './types.ts';

export const nothing = (like: Money): Money => ({ ...like, amount: 0 });
export const least = (a: Money, b: Money): Money => (isLess(b, a) ? b : a);
/** `a` less `b`, and nothing where that is below zero. */
export const beyond = (a: Money, b: Money): Money => (isLess(b, a) ? subtract(a, b) : nothing(a));
export const total = (amounts: readonly Money[], like: Money): Money => amounts.reduce(add, nothing(like));

export const sumOf = (parts: Parts): Money =>
  total(
    claimParts.map((part) => parts[part]),
    parts.principal,
  );

/** Each part by a rule of its own. */
export const partsBy = (amountOf: (part: ClaimPart) => Money): Parts => ({
  costs: amountOf('costs'),
  interest: amountOf('interest'),
  penalty: amountOf('penalty'),
  principal: amountOf('principal'),
});
