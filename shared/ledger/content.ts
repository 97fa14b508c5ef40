import { canonicalJson, type JsonObject } from '../verify/canonical-json.ts';
import { ownerOf } from './account.ts';
import type { Entry, LedgerCommand } from './types.ts';

/**
 * What the same key must come with again, and what the digest of a day stands for: RFC 8785 of what makes the command this
 * one, whatever else an object carries.
 */
export function contentText(command: LedgerCommand): string {
  const { type, key, reason, reference, actor } = command;
  const booking = { type, key, reason, reference, actor };
  if (command.type === 'Post') return canonicalJson({ ...booking, entries: command.entries.map(entryOf) });
  if (command.type !== 'Reserve') return canonicalJson({ ...booking, pending: command.pending });
  const { expiresAt, entries } = command;
  return canonicalJson({ ...booking, expiresAt, entries: entries.map(entryOf) });
}

function entryOf({ account, side, amount }: Entry): JsonObject {
  const { channel, registration, lot, organisation } = ownerOf(account);
  const owner = Object.entries({ channel, registration, lot, organisation }).filter(
    ([, id]) => id !== undefined,
  );
  return {
    account: { kind: account.kind, currency: account.currency, ...Object.fromEntries(owner) },
    side,
    amount: { amount: amount.amount, currency: amount.currency },
  };
}
