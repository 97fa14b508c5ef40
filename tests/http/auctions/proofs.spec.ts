import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReceiptView } from '@reassign/shared/auctions/api.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { ConsistencyView, InclusionView, KeyListView } from '@reassign/shared/verify/api.ts';
import { readKeyList, type TrustedKey } from '@reassign/shared/verify/key-list.ts';
import { areConsistent, inOrder, receiptFault } from '@reassign/shared/verify/receipt-check.ts';
import { verifyLog } from '@reassign/shared/verify/verify-log.ts';
import { closesAt, type House, openHouse, opensAt } from '../../support/house.ts';
import { testWitness } from '../../support/signers.ts';
import { isConsistent, isIncluded } from '../../support/strangers-verifier.ts';

const witness = testWitness();
const second = testWitness(41, 'witness.example/w2');
const unknownId = '019a0000-0000-7000-8000-00000000dead';

let house: House;
let lotId: LotId;
let keys: readonly TrustedKey[];
/** Of five bids: each when the log had one entry more. */
const receipts: ReceiptView[] = [];

const of = (path: string) => `/api/v1/lots/${lotId}${path}`;
const get = async <Answer>(path: string) => (await house.watcher.get(path)).body as Answer;
const text = async (path: string) => (await house.app.inject(path)).body;

beforeAll(async () => {
  house = await openHouse({
    environment: { WITNESS_KEYS: `${witness.key.text}, ${second.key.text}` },
  });
  lotId = await house.publishLot();
  for (const agency of house.agencies) await house.admit(agency, lotId);
  await house.moveTo(opensAt);
  for (const nth of [0, 1, 2, 3, 4]) {
    const amount = { amount: (700_000 + nth * 5_000) * 100, currency: 'CNY' };
    const { browser } = house.agencies[nth % 2] ?? house.agencies[0];
    const { body } = await browser.post(of('/bids'), { commandId: randomUUID(), amount });
    receipts.push((body as { receipt: ReceiptView }).receipt);
  }
  const list = readKeyList(await text('/.well-known/reassign-keys.json'));
  keys = list.ok ? list.keys : [];
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

describe('a receipt', () => {
  it('is proven by the inclusion of its entry in the tree that its checkpoint signs', async () => {
    for (const receipt of receipts) {
      const { seq, checkpoint } = receipt;
      const proof = await get<InclusionView>(of(`/inclusion?seq=${seq}&size=${sizeOf(checkpoint)}`));
      expect(proof).toMatchObject({ lot: lotId, seq, hash: receipt.hash });
      expect(receiptFault(receipt, proof, keys)).toBeNull();
      expect(isIncluded(proof)).toBe(true);
    }
  });

  it('is in the tree of now, too, when no size is said', async () => {
    const [receipt] = receipts;
    const now = await text(of('/checkpoint'));
    const proof = await get<InclusionView>(of(`/inclusion?seq=${receipt?.seq ?? 0}`));
    expect(proof.size).toBe(sizeOf(now));
    expect(receipt && receiptFault({ ...receipt, checkpoint: now }, proof, keys)).toBeNull();
  });

  it('agrees with every other by a proof of consistency', async () => {
    for (const [index, { checkpoint }] of receipts.entries()) {
      const other = receipts[(index + 2) % receipts.length]?.checkpoint ?? '';
      const both = inOrder([checkpoint, other], keys, lotId);
      const [from, to] = both?.map(({ size }) => size) ?? [];
      const proof = await get<ConsistencyView>(of(`/consistency?from=${from ?? 0}&to=${to ?? 0}`));
      expect(both && areConsistent(both, proof)).toBe(true);
      expect(isConsistent(proof)).toBe(true);
    }
  });

  it('a proof about two sizes is kept for ever, one about now is not', async () => {
    const caching = async (path: string) => (await house.app.inject(of(path))).headers['cache-control'];
    expect(await caching('/inclusion?seq=1&size=2')).toContain('immutable');
    expect(await caching('/inclusion?seq=1')).toContain('must-revalidate');
    expect(await caching('/consistency?from=1&to=2')).toContain('immutable');
    expect(await caching('/consistency?from=1')).toContain('must-revalidate');
    expect((await caching('/inclusion?seq=9999&size=9999')) ?? '').not.toContain('immutable');
  });

  it.each([
    ['/inclusion', '?seq'],
    ['/inclusion?seq=0', '?seq'],
    ['/inclusion?seq=x', '?seq'],
    ['/inclusion?seq=1.5', '?seq'],
    ['/inclusion?seq=-1', '?seq'],
    ['/inclusion?seq=1&seq=2', '?seq'],
    ['/inclusion?seq=9999999999', '?seq'],
    ['/inclusion?seq=1&size=0', '?size'],
    ['/inclusion?seq=1&size=9999', '?size'],
    ['/inclusion?seq=3&size=2', '?seq'],
    ['/inclusion?seq=9999', '?seq'],
    ['/inclusion?seq=1&more=1', '?more'],
    ['/consistency', '?from'],
    ['/consistency?from=0', '?from'],
    ['/consistency?from=3&to=2', '?from'],
    ['/consistency?from=1&to=9999', '?to'],
    ['/consistency?from=9999', '?from'],
  ])('%s is malformed at %s', async (path, pointer) => {
    expect(await house.watcher.get(of(path))).toMatchObject({
      status: 400,
      body: { code: 'malformed', faults: [{ pointer }] },
    });
  });

  it('of a lot that does not exist is not proven', async () => {
    for (const path of ['/inclusion?seq=1', '/consistency?from=1'])
      expect(await house.watcher.get(`/api/v1/lots/${unknownId}${path}`)).toMatchObject({
        status: 404,
        body: { code: 'unknown-lot' },
      });
  });
});

describe('the list of keys', () => {
  it('has the one key that signs, where programs look for it', async () => {
    const { name, keys: listed } = await get<KeyListView>('/.well-known/reassign-keys.json');
    expect(listed).toMatchObject([{ status: 'active', until: null, rotation: null, revocation: null }]);
    expect(listed[0]?.key.startsWith(`${name}+`)).toBe(true);
    expect(
      verifyLog((await text(of('/log'))).trimEnd().split('\n'), { key: listed[0]?.key ?? '' }),
    ).toMatchObject({
      ok: true,
      isPinned: true,
    });
  });
});

describe('a witness', () => {
  const cosign = (checkpoint: string, id: string = lotId) =>
    house.watcher.post(`/api/v1/lots/${id}/cosignatures`, { checkpoint });

  it('adds its line to the checkpoint and to the export, while the log stays as it is', async () => {
    const checkpoint = await text(of('/checkpoint'));
    expect(await cosign(witness.cosign(checkpoint, 1_774_000_000))).toMatchObject({
      status: 201,
      body: { size: sizeOf(checkpoint), witness: witness.key.name, at: 1_774_000_000 },
    });
    expect((await cosign(second.cosign(checkpoint))).status).toBe(201);
    const cosigned = await text(of('/checkpoint'));
    expect(cosigned.startsWith(checkpoint)).toBe(true);
    expect(cosigned.trimEnd().split('\n')).toHaveLength(7);
    const lines = (await text(of('/log'))).trimEnd().split('\n');
    const witnesses = [witness.key.text, second.key.text];
    expect(verifyLog(lines, { witnesses })).toMatchObject({ ok: true, witnesses: [{}, {}] });
  });

  it('that signs again is kept once, with the newest time', async () => {
    const checkpoint = (await text(of('/checkpoint'))).split('\n').slice(0, 5).join('\n');
    await cosign(witness.cosign(`${checkpoint}\n`, 1_775_000_000));
    const lines = (await text(of('/log'))).trimEnd().split('\n');
    expect(verifyLog(lines, { witnesses: [witness.key.text] })).toMatchObject({
      witnesses: [{ at: 1_775_000_000 }],
    });
    const rows = await house.admin.sql`select witness from checkpoint_cosignature`;
    expect(rows).toHaveLength(2);
  });

  it.each([
    ['nobody knows', () => testWitness(42).cosign(receipts.at(-1)?.checkpoint ?? ''), 422, 'bad-cosignature'],
    ['did not sign', () => receipts.at(-1)?.checkpoint ?? '', 422, 'bad-cosignature'],
    ['signs an earlier one', () => witness.cosign(receipts[0]?.checkpoint ?? ''), 409, 'stale-checkpoint'],
    ['signs no note', () => 'hello', 409, 'stale-checkpoint'],
  ])('that %s is refused', async (_what, note, status, code) => {
    expect(await cosign(note())).toMatchObject({ status, body: { code } });
  });

  it('of a lot that does not exist is refused', async () => {
    expect(await cosign('hello', unknownId)).toMatchObject({ status: 404, body: { code: 'unknown-lot' } });
  });

  it('that signed before the log grew has signed nothing of what is now', async () => {
    await house.moveTo(closesAt);
    const checkpoint = await text(of('/checkpoint'));
    expect(checkpoint.trimEnd().split('\n')).toHaveLength(5);
    expect((await cosign(witness.cosign(checkpoint))).status).toBe(201);
    expect((await text(of('/checkpoint'))).trimEnd().split('\n')).toHaveLength(6);
  });
});

const sizeOf = (checkpoint: string): number => Number(checkpoint.split('\n')[1]);
