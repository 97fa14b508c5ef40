import fc from 'fast-check';
import { expect } from 'vitest';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { explain } from '@reassign/shared/auctions/explain.ts';

/*
 * Wrong outcomes: one entry of a lawful log says something else, is left out, or stands there twice. Everything before it
 * stays as it was.
 */

/** What an entry says instead; `null` when it has nothing else to say. */
export type Change = (entry: LotEntry, before: readonly LotEntry[]) => LotEntry | 'omit' | 'repeat' | null;

interface Forged {
  readonly log: readonly LotEntry[];
  /** Of what is wrong. */
  readonly seq: number;
}

/** Every way to make that change. */
function forgeries(log: readonly LotEntry[], change: Change): Forged[] {
  return log.flatMap((entry, index) => {
    const changed = change(entry, log.slice(0, index));
    // A log may end before any command: what is left out must be missed by what follows.
    if (changed === null || (changed === 'omit' && index === log.length - 1)) return [];
    const put = changed === 'omit' ? [] : changed === 'repeat' ? [entry, entry] : [changed];
    const wrong = log.toSpliced(index, 1, ...put).map((one, nth) => ({ ...one, seq: nth + 1 }));
    return [{ log: wrong, seq: index + Math.max(put.length, 1) }];
  });
}

/** Lets the public verifier read such logs of random histories: it refuses each, and mostly says where. */
export function expectRefused(
  histories: fc.Arbitrary<{ readonly log: readonly LotEntry[] }>,
  change: Change,
  parameters: fc.Parameters<[{ readonly log: readonly LotEntry[] }, number]>,
  saysWhere = false,
): void {
  let forged = 0;
  fc.assert(
    fc.property(histories, fc.nat(1_000), ({ log }, pick) => {
      const options = forgeries(log, change);
      const wrong = options[pick % Math.max(options.length, 1)];
      if (!wrong) return;
      forged++;
      expect(explain(wrong.log)).toMatchObject({ ok: false, ...(saysWhere && { seq: wrong.seq }) });
    }),
    parameters,
  );
  expect(forged, 'forgeries tried').toBeGreaterThan(20);
}

/** A fen more, or as many as told. */
export const dearer = <Amount extends { readonly amount: number }>(money: Amount, by = 1): Amount => ({
  ...money,
  amount: money.amount + by,
});
