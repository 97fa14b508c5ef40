import { beforeEach, describe, expect, it } from 'vitest';
import type { ReceiptView } from '@reassign/shared/auctions/api.ts';
import { readPlatformKeys } from '../../../web/live/platform-keys.ts';
import { MOST_RECEIPTS, ReceiptBook } from '../../../web/live/receipt-book.ts';
import { keyListOf, testSigner } from '../../support/signers.ts';

const lot = '019cd000-0000-7000-8000-000000000001';
const other = '019cd000-0000-7000-8000-000000000002';
const receipt = (seq: number, change: Partial<ReceiptView> = {}): ReceiptView => ({
  lot,
  seq,
  hash: String(seq % 10).repeat(64),
  checkpoint: `note over ${String(seq)}`,
  ...change,
});

/** As a browser keeps it; full once it holds so many. */
function storageOf(most = Infinity) {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (name: string) => kept.get(name) ?? null,
    removeItem: (name: string) => void kept.delete(name),
    setItem: (name: string, text: string) => {
      if (!kept.has(name) && kept.size >= most) throw new DOMException('full', 'QuotaExceededError');
      kept.set(name, text);
    },
  };
}

let storage: ReturnType<typeof storageOf>;
let book: ReceiptBook;
beforeEach(() => {
  storage = storageOf();
  book = new ReceiptBook(storage);
});

describe('receipts in this browser', () => {
  it('survive the page, in the order of the log and by lot', () => {
    for (const seq of [12, 5, 100]) book.keep(receipt(seq));
    book.keep(receipt(7, { lot: other }));
    const later = new ReceiptBook(storage);
    expect(later.of(lot).map(({ seq }) => seq)).toEqual([5, 12, 100]);
    expect(later.count(other)).toBe(1);
  });

  it('of two tabs are never overwritten by each other', () => {
    const tab = new ReceiptBook(storage);
    book.keep(receipt(5));
    tab.keep(receipt(6));
    book.keep(receipt(7));
    expect(tab.of(lot).map(({ seq }) => seq)).toEqual([5, 6, 7]);
  });

  it('stay with the first checkpoint that covered the entry', () => {
    book.keep(receipt(5));
    expect(book.keep(receipt(5, { checkpoint: 'a later note' }))).toBe(true);
    expect(book.of(lot)).toEqual([receipt(5)]);
  });

  it('that contradict each other are both kept: that is the proof', () => {
    book.keep(receipt(5));
    book.keep(receipt(5, { hash: 'f'.repeat(64) }));
    expect(book.count(lot)).toBe(2);
  });

  it('are bounded: the oldest are let go', () => {
    for (let seq = 1; seq <= MOST_RECEIPTS + 1; seq++) book.keep(receipt(seq));
    expect(book.count(lot)).toBe(MOST_RECEIPTS);
    expect(book.of(lot)[0]?.seq).toBe(2);
  });

  it('say so when there is no room for them', () => {
    const small = new ReceiptBook(storageOf(1));
    expect(small.keep(receipt(5))).toBe(true);
    expect(small.keep(receipt(6))).toBe(false);
    expect(small.of(lot)).toEqual([receipt(5)]);
  });

  it('pass over what somebody else wrote there', () => {
    storage.setItem(`reassign.receipt.${lot}.1.x`, 'hello');
    storage.setItem(`reassign.receipt.${lot}.2.x`, '{}');
    book.keep(receipt(5));
    expect(book.of(lot)).toEqual([receipt(5)]);
  });
});

describe('the key of the platform', () => {
  const [first, second, stranger] = [testSigner(7), testSigner(8), testSigner(9)];
  const listOf = (...signers: Parameters<typeof keyListOf>[0]) => JSON.stringify(keyListOf(signers));

  it('is kept at first sight', async () => {
    expect(await readPlatformKeys(listOf(first), book)).toMatchObject({ ok: true });
    expect(book.key()).toBe(first.key.text);
  });

  it('may change by a rotation that the known one signed, and the newest is known from then on', async () => {
    book.pin(first.key.text);
    expect(await readPlatformKeys(listOf(first, second), book)).toMatchObject({ ok: true });
    expect(book.key()).toBe(second.key.text);
  });

  it('is called another one when nothing leads to it', async () => {
    book.pin(first.key.text);
    expect(await readPlatformKeys(listOf(stranger), book)).toEqual({ ok: false, fault: 'another-key' });
    expect(book.key()).toBe(first.key.text);
  });

  it('is not believed from a list with a forged rotation, or none', async () => {
    const list = keyListOf([first, second]);
    const [old, next] = list.keys;
    const forged = JSON.stringify({
      ...list,
      keys: [old, { ...next, rotation: keyListOf([stranger, second]).keys[1]?.rotation }],
    });
    expect(await readPlatformKeys(forged, book)).toEqual({ ok: false, fault: 'forged-rotation' });
    expect(await readPlatformKeys('hello', book)).toEqual({ ok: false, fault: 'malformed-key-list' });
    expect(book.key()).toBeNull();
  });
});
