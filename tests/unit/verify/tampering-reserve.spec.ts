import { describe, expect, it } from 'vitest';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import type { LogFault } from '@reassign/shared/verify/faults.ts';
import { verifyLog } from '@reassign/shared/verify/verify-log.ts';
import { exportLog } from '../../support/exported-log.ts';
import { given } from '../../support/given.ts';
import { A, B, bid, close, open, sold, yuan } from '../../support/lot.ts';
import { reservedNotice, reserveMet, reserveNotMet, reserveOpened, soldOver } from '../../support/reserve.ts';

/*
 * What somebody with the platform's own key could make of a lot with a hidden reserve: the chain is whole and signed, and the
 * rules alone refuse it. The reserve is 110,000.
 */

/* 1 notice · 2 3 registered · 4 opened · 5 A below it · 6 B over it · 7 met · 8 closed · 9 sold */
const sale = given(reservedNotice(), open(), bid(A, yuan(105_000)), bid(B, yuan(112_000)), close()).entries;
/* 5 A up to 120,000 · 6 the maximum set · 7 the reserve bid at the close · 8 met · 9 closed · 10 sold */
const raised = given(
  reservedNotice(),
  open(),
  bid(A, yuan(105_000), undefined, { upTo: yuan(120_000) }),
  close(),
).entries;
/* 5 A below it · 6 closed · 7 unsold · 8 the reserve opened */
const unreached = given(reservedNotice(), open(), bid(A, yuan(105_000)), close()).entries;

const numbered = (list: readonly LotEntry[]): LotEntry[] =>
  list.map((entry, index) => ({ ...entry, seq: index + 1 }));
const after = (list: readonly LotEntry[], seq: number, event: object): LotEntry[] =>
  list.flatMap((entry) => (entry.seq === seq ? [entry, { ...entry, ...event }] : [entry]));
const changed = (list: readonly LotEntry[], seq: number, body: object): LotEntry[] =>
  list.map((entry) =>
    entry.seq === seq ? ({ ...entry, body: { ...entry.body, ...body } } as LotEntry) : entry,
  );
const instead = (list: readonly LotEntry[], seq: number, event: object): LotEntry[] =>
  list.map((entry) => (entry.seq === seq ? { ...entry, ...event } : entry));

const table: [what: string, list: readonly LotEntry[], seq: number, fault: LogFault][] = [
  ['met, and not said', sale.toSpliced(6, 1), 8, 'reserve-met-late'],
  ['said to be met too early', after(sale.toSpliced(6, 1), 5, reserveMet), 9, 'reserve-met-early'],
  ['said to be met twice', after(sale, 7, reserveMet), 8, 'reserve-met-out-of-place'],
  ['said to be met before a bid', after(sale, 4, reserveMet), 5, 'reserve-met-out-of-place'],
  ['sold below it', instead(unreached.slice(0, -1), 7, soldOver(A, yuan(105_000))), 7, 'sold-below-reserve'],
  [
    'opened as another amount',
    changed(sale, 9, { reserve: { ...reserveOpened.body, amount: yuan(109_000) } }),
    9,
    'wrong-reserve',
  ],
  [
    'opened with another salt',
    changed(sale, 9, { reserve: { ...reserveOpened.body, salt: '00'.repeat(32) } }),
    9,
    'wrong-reserve',
  ],
  ['committed to another one', changed(sale, 1, { reserve: '0'.repeat(64) }), 9, 'wrong-reserve'],
  ['sold, and not opened', instead(sale, 9, { body: sold(B, yuan(112_000)).body }), 9, 'unopened-reserve'],
  ['the last round over, and not opened', unreached.slice(0, -1), 8, 'unopened-reserve'],
  ['opened while bidding goes on', after(sale, 5, reserveOpened), 6, 'reserve-opened-early'],
  ['unsold although it was met', instead(sale, 9, reserveNotMet), 9, 'wrong-outcome'],
  [
    'a maximum that bids more than the reserve at the close',
    changed(changed(raised, 7, { amount: yuan(111_000) }), 10, { hammer: yuan(111_000) }),
    10,
    'wrong-automatic-bid',
  ],
  ['a maximum that bids at the close, and nothing follows', raised.slice(0, 8), 9, 'missing-outcome'],
];

describe('a log with a hidden reserve', () => {
  it.each([sale, raised, unreached])('holds as it was written', (...entries) => {
    expect(verifyLog(exportLog(entries).lines)).toMatchObject({ ok: true });
  });
  it('says what it does not know while the reserve is sealed, and what of maxima', () => {
    const cannotKnow = (entries: readonly LotEntry[]) => {
      const report = verifyLog(exportLog(entries).lines);
      return report.ok ? report.cannotKnow : [];
    };
    expect(cannotKnow(sale.slice(0, 7))).toContain('sealed-reserve');
    expect(cannotKnow(sale)).not.toContain('sealed-reserve');
    expect(cannotKnow(unreached)).toContain('maxima-at-reserve');
  });
});

describe('is refused, signed by the platform itself:', () => {
  it.each(table)('%s', (_what, list, seq, fault) => {
    expect(verifyLog(exportLog(numbered(list)).lines)).toMatchObject({ ok: false, seq, fault });
  });
});
