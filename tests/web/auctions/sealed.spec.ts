import { describe, expect, it } from 'vitest';
import { HOUR, later, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import { openingOf } from '@reassign/shared/live/opening.ts';
import { openedBidsOf, sealedLinesOf } from '@reassign/shared/live/sealed.ts';
import { makeIdentity } from '@reassign/shared/verify/lot-key.ts';
import { identityIn, keyFile } from '../../../web/auctions/keeping/identity-file.ts';
import { SealedBook } from '../../../web/live/sealed-book.ts';
import { keyShares, seal, sealedNotice, giveShare, openBids, reads } from '../../support/formats.ts';
import { given } from '../../support/given.ts';
import { A, B, closesAt, march, open, yuan } from '../../support/lot.ts';

const noon = march('17T12:00:00.000');
const [first, second, third] = ['Zmlyc3Q=', 'c2Vjb25k', 'dGhpcmQ='];
/** Entries 5, 6 and 7: A bids, B bids, A bids anew. */
const told = given(sealedNotice(), open([A, B]))
  .when(seal(A, first, noon))
  .and.when(seal(B, second, noon))
  .and.when(seal(A, third, later(noon, 1))).and;
type Entries = Parameters<typeof sealedLinesOf>[0];
const wire = ({ entries }: Pick<typeof told, 'entries'>): Entries =>
  entries.map(({ at, ...entry }) => ({ ...entry, at: toRfc3339(at), hash: '' })) as Entries;

describe('what a page shows of sealed bids', () => {
  it('before the opening: who bid when, newest first, and which of them count', () => {
    expect(
      sealedLinesOf(wire(told)).map(({ bidderNumber, ciphertext, isReplaced }) => [
        bidderNumber,
        ciphertext,
        isReplaced,
      ]),
    ).toEqual([
      [A, third, false],
      [B, second, false],
      [A, first, true],
    ]);
    expect(openedBidsOf(wire(told))).toBeNull();
  });

  it('after it: every bid that counted, highest first, what cannot be read last', () => {
    const [a, b] = sealedLinesOf(wire(told));
    const opened = told
      .when(giveShare(0, closesAt))
      .and.when(giveShare(1, closesAt))
      .and.when(openBids(closesAt, reads(b?.seq ?? 0, B, null), reads(a?.seq ?? 0, A, yuan(120_000)))).and;
    expect(openedBidsOf(wire(opened))).toMatchObject([
      { bidderNumber: A, amount: yuan(120_000), fault: null },
      { bidderNumber: B, amount: null, fault: 'unreadable' },
    ]);
  });

  it('from the end on: that the lot waits, for how many shares, and until when', () => {
    const lot = {
      phase: 'open',
      offer: {
        ...{ format: 'sealed', pricing: 'first', recipient: '', openingMs: HOUR },
        shares: [...keyShares],
      },
      course: { step: 'sealed-bids', keepers: [1] },
      closesAt: toRfc3339(closesAt),
      bidCount: 3,
    } as unknown as Parameters<typeof openingOf>[0];
    expect(openingOf(lot, later(closesAt, -1))).toBeNull();
    expect(openingOf(lot, closesAt)).toEqual({ until: later(closesAt, HOUR), given: 1 });
    expect(openingOf({ ...lot, bidCount: 0 }, closesAt), 'nothing to open').toBeNull();
    expect(openingOf({ ...lot, phase: 'sold' }, closesAt)).toBeNull();
    expect(openingOf({ ...lot, course: null }, closesAt)).toBeNull();
  });
});

/** As a browser keeps it. */
function storage(isFull = false) {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    removeItem: (name: string) => void kept.delete(name),
    setItem: (name: string, text: string) => {
      if (isFull) throw new Error('full');
      kept.set(name, text);
    },
  };
}

describe('the amount behind a sealed bid', () => {
  const amount: Money = yuan(812_345.67);

  it('is known to the browser that made it, for that very text', () => {
    const here = storage();
    const book = new SealedBook(here, 'lot', A);
    expect(book.amountOf(first)).toBeNull();
    book.keep(first, amount);
    expect(book.amountOf(first)).toEqual(amount);
    expect(book.amountOf(second), 'made elsewhere').toBeNull();
    expect(new SealedBook(here, 'lot', B).amountOf(first), 'of another number').toBeNull();
    expect(new SealedBook(here, 'other', A).amountOf(first), 'of another lot').toBeNull();
    book.keep(second, yuan(1));
    expect(book.amountOf(first), 'replaced').toBeNull();
    book.forget();
    expect(here.kept.size).toBe(0);
  });

  it('is not known where there is no room, nor where somebody else wrote there', () => {
    const full = new SealedBook(storage(true), 'lot', A);
    full.keep(first, amount);
    expect(full.amountOf(first)).toBeNull();
    const here = storage();
    const book = new SealedBook(here, 'lot', A);
    book.keep(first, amount);
    const [name = ''] = here.kept.keys();
    for (const text of ['', 'null', '7', '{', `{"ciphertext":"${first}"}`]) {
      here.kept.set(name, text);
      expect(book.amountOf(first)).toBeNull();
    }
  });
});

describe('a key file', () => {
  it('has the identity that was made, as age tools write it, and gives it back', async () => {
    const made = await makeIdentity();
    const { name, text } = keyFile(made, '2026-11-27');
    expect(name).toContain(made.recipient.slice(-8));
    expect(text).toContain(`# public key: ${made.recipient}\n`);
    expect(identityIn(text)).toBe(made.identity);
    expect(identityIn(text.replaceAll('\n', '\r\n'))).toBe(made.identity);
  });

  it('is no other file', () => {
    expect(identityIn('')).toBeNull();
    expect(identityIn(`age1${'q'.repeat(58)}`)).toBeNull();
    expect(identityIn(`AGE-SECRET-KEY-1${'Q'.repeat(57)}`)).toBeNull();
    expect(identityIn(`x AGE-SECRET-KEY-1${'Q'.repeat(58)}`)).toBeNull();
  });
});
