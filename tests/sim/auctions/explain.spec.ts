import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain } from '@reassign/shared/auctions/explain.ts';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import type { BidAccepted } from '@reassign/shared/auctions/formats/english-events.ts';
import { toInstant } from '@reassign/shared/kernel/codecs.ts';
import { instant, later, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { history } from '../../support/history.ts';

/*
 * What the rules decide, the public verifier explains; and no wrong outcome gets past it. TEST_SEED repeats a run.
 */
const testSeed = process.env['TEST_SEED'];
const parameters = { numRuns: 2_000, ...(testSeed !== undefined && { seed: Number(testSeed) }) };

describe('explain(public(decide(random history)))', () => {
  it('is ok', () => {
    fc.assert(
      fc.property(history, (entries) => {
        expect(explain(entries)).toMatchObject({ ok: true });
      }),
      parameters,
    );
  });
  it('reaches every phase and extends the end', () => {
    const seen = new Set(
      fc
        .sample(history, { ...parameters, numRuns: 500 })
        .flat()
        .map(({ type }) => type),
    );
    expect([...seen].toSorted()).toEqual([
      'AutomaticBid',
      'BidAccepted',
      'BidMatched',
      'ListingPublished',
      'LotClosed',
      'LotExtended',
      'LotOpened',
      'LotSold',
      'LotUnsold',
      'MaximumOpened',
      'MaximumSet',
      'Registered',
    ]);
  });
});

/** Changes one entry of a log so that the outcome is wrong; `null` when the log has no such entry. */
type Forgery = (
  log: readonly LotEntry[],
  pick: number,
) => { readonly log: LotEntry[]; readonly seq: number } | null;

/** Some entry for which `change` has something else to say; everything before it stays as it was. */
const forge =
  (change: (entry: LotEntry, before: readonly LotEntry[]) => LotEntry | 'omit' | 'repeat' | null): Forgery =>
  (log, pick) => {
    const options = log.flatMap((entry, index) => {
      const changed = change(entry, log.slice(0, index));
      if (changed === null) return [];
      if (changed === 'omit') return [{ index, put: [] as LotEntry[] }];
      return [{ index, put: changed === 'repeat' ? [entry, entry] : [changed] }];
    });
    const option = options[pick % Math.max(options.length, 1)];
    if (option === undefined) return null;
    const forged = log
      .toSpliced(option.index, 1, ...option.put)
      .map((entry, index) => ({ ...entry, seq: index + 1 }));
    return { log: forged, seq: option.index + (option.put.length === 2 ? 2 : 1) };
  };

const isBid = (entry: LotEntry): entry is LotEntry & BidAccepted => entry.type === 'BidAccepted';

const endBefore = (before: readonly LotEntry[]): string | undefined =>
  before.reduce<string | undefined>(
    (end, { type, body }) => (type === 'ListingPublished' || type === 'LotExtended' ? body.closesAt : end),
    undefined,
  );

const forgeries: Record<string, Forgery> = {
  'a price below the asking price': forge((entry, before) => {
    const price = before.findLast(isBid)?.body.amount;
    return isBid(entry) && price
      ? { ...entry, body: { ...entry.body, amount: { ...price, amount: price.amount + 99_999 } } }
      : null;
  }),
  'an extension that is a millisecond off': forge((entry) =>
    entry.type === 'LotExtended'
      ? { ...entry, body: { closesAt: toRfc3339(later(toInstant(entry.body.closesAt), 1)) } }
      : null,
  ),
  'a missing extension': forge((entry) => (entry.type === 'LotExtended' ? 'omit' : null)),
  'another winner': forge((entry) =>
    entry.type === 'LotSold' ? { ...entry, body: { ...entry.body, bidderNumber: '505' } } : null,
  ),
  'another hammer price': forge((entry) =>
    entry.type === 'LotSold'
      ? {
          ...entry,
          body: { ...entry.body, hammer: { ...entry.body.hammer, amount: entry.body.hammer.amount - 1 } },
        }
      : null,
  ),
  'a bid at the end': forge((entry, before) => {
    const end = endBefore(before);
    return isBid(entry) && end !== undefined ? { ...entry, at: toInstant(end) } : null;
  }),
  'an unregistered bidder': forge((entry) =>
    isBid(entry) ? { ...entry, body: { ...entry.body, bidderNumber: '909' } } : null,
  ),
  'a second close': forge((entry) => (entry.type === 'LotClosed' ? 'repeat' : null)),
  'a repeated bid': forge((entry) => (isBid(entry) ? 'repeat' : null)),
  'an early close': forge((entry, before) => {
    const end = endBefore(before);
    const last = before.at(-1);
    if (entry.type !== 'LotClosed' || end === undefined || last === undefined) return null;
    const early = Math.max(last.at, toInstant(end) - 1);
    return early < toInstant(end) ? { ...entry, at: instant(early) } : null;
  }),
  'unsold in spite of a bid': forge((entry) =>
    entry.type === 'LotSold' ? { ...entry, type: 'LotUnsold', body: { reason: 'no-bid' } } : null,
  ),
  'an automatic bid of one fen more': forge((entry) =>
    entry.type === 'AutomaticBid'
      ? {
          ...entry,
          body: { ...entry.body, amount: { ...entry.body.amount, amount: entry.body.amount.amount + 1 } },
        }
      : null,
  ),
  'a bid that a maximum does not answer': forge((entry) => (entry.type === 'AutomaticBid' ? 'omit' : null)),
  'an opening of another amount': forge((entry) =>
    entry.type === 'MaximumOpened'
      ? {
          ...entry,
          body: { ...entry.body, amount: { ...entry.body.amount, amount: entry.body.amount.amount + 1 } },
        }
      : null,
  ),
  'an opening repeated': forge((entry) => (entry.type === 'MaximumOpened' ? 'repeat' : null)),
  'a maximum of somebody else': forge((entry) =>
    entry.type === 'MaximumSet' ? { ...entry, body: { ...entry.body, bidderNumber: '505' } } : null,
  ),
  'a missing registration': forge((entry, before) =>
    isBid(entry) && !before.some(isBid) ? { ...entry, body: { ...entry.body, bidderNumber: '808' } } : null,
  ),
};

describe('every wrong outcome is refused at its seq', () => {
  it.each(Object.keys(forgeries))('%s', (name) => {
    let forged = 0;
    fc.assert(
      fc.property(history, fc.nat(1_000), (entries, pick) => {
        const forgery = forgeries[name]?.(entries, pick);
        if (!forgery) return;
        forged++;
        expect(explain(forgery.log)).toMatchObject({ ok: false, seq: forgery.seq });
      }),
      { ...parameters, numRuns: 500 },
    );
    expect(forged, 'forgeries tried').toBeGreaterThan(20);
  });
});
