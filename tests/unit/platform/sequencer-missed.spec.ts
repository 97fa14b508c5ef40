import { generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { createSequencer, createSigner, type Sequencer } from '../../../server/platform/sequencer/index.ts';
import {
  type Amount,
  type MemoryLogStore,
  memoryLogStore,
  type Raise,
  type Raised,
  turn,
} from '../../support/memory-log-store.ts';
import { type Refusal, rules } from '../../support/raise-rules.ts';
import { testClock } from '../../support/test-clock.ts';

const A = '0192f0c1-0000-7000-8000-00000000000a' as LotId;
const signer = createSigner('reassign.test', generateKeyPairSync('ed25519').privateKey);
const both = [
  { seq: 1, entries: [1] },
  { seq: 2, entries: [2] },
];

let store: MemoryLogStore;
let isAway: boolean;
let sequencer: Sequencer<Amount, Raise, Raised, Refusal>;
let told: { seq: number; entries: number[] }[];
let proofs: { prev: string; hash: string }[];

const raise = async (to: number) => {
  const outcome = sequencer.submit(A, { type: 'Raise', to });
  await turn();
  return { outcome };
};

beforeEach(async () => {
  store = memoryLogStore();
  store.begin(A);
  isAway = false;
  const take: MemoryLogStore['take'] = (lotId) =>
    isAway ? Promise.reject(new Error('no database')) : store.take(lotId);
  sequencer = createSequencer({
    rules,
    store: { ...store, take },
    clock: testClock(),
    signer,
    lease: { holds: () => true },
    bell: { ring: () => undefined },
    wake: () => undefined,
    dueLots: () => Promise.resolve([]),
    report: () => undefined,
  });
  told = [];
  proofs = [];
  sequencer.onCommitted(({ seq, entries }) => {
    told.push({ seq, entries: entries.map(({ entry }) => entry.seq) });
    proofs.push(...entries);
  });
  await raise(10);
  await store.commit();
});

describe('An append that stands though nobody was told', () => {
  it('is told once the lot was read again, each entry with the hash before it', async () => {
    const { outcome } = await raise(20);
    await store.lose();
    expect(await outcome).toEqual({ ok: false, refusal: { code: 'outcome-unknown' } });
    expect(told).toEqual(both);
    const hashes = (await store.read(A, 0, 2)).map(({ hash }) => Buffer.from(hash).toString('hex'));
    expect(proofs[1]).toMatchObject({ prev: hashes[0], hash: hashes[1] });
  });

  it('is told at the next sweep when the database was away meanwhile', async () => {
    await raise(20);
    isAway = true;
    await store.lose();
    expect(told).toHaveLength(1);
    isAway = false;
    await sequencer.sweep();
    expect(told).toEqual(both);
  });

  it('is not told twice, and one that did not stand is no news', async () => {
    await raise(20);
    store.steal(A);
    await store.commit();
    expect(told).toHaveLength(1);
    await store.commit();
    expect(told).toEqual(both);
  });
});
