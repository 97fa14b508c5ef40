import { generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { later, SECOND } from '@reassign/shared/kernel/instant.ts';
import { openCheckpoint } from '@reassign/shared/verify/checkpoint.ts';
import {
  type CommandIdentity,
  createSequencer,
  createSigner,
  type Sequencer,
  type SequencerOptions,
} from '../../../server/platform/sequencer/index.ts';
import {
  type Amount,
  type MemoryLogStore,
  memoryLogStore,
  type Raise,
  type Raised,
  turn,
} from '../../support/memory-log-store.ts';
import { identity, type Refusal, rules, soFar } from '../../support/raise-rules.ts';
import { testClock, type TestClock } from '../../support/test-clock.ts';

const A = '0192f0c1-0000-7000-8000-00000000000a' as LotId;
const B = '0192f0c1-0000-7000-8000-00000000000b' as LotId;
const signer = createSigner('reassign.test', generateKeyPairSync('ed25519').privateKey);

let clock: TestClock;
let store: MemoryLogStore;
let sequencer: Sequencer<Amount, Raise, Raised, Refusal>;
let hasLease: boolean;
let due: LotId[];
let errors: unknown[];

function build(more: Partial<SequencerOptions<Amount, Raise, Raised, Refusal>> = {}): void {
  sequencer = createSequencer({
    rules,
    store,
    clock,
    signer,
    lease: { holds: () => hasLease },
    bell: { ring: () => undefined },
    wake: (lotId) => void sequencer.submit(lotId, { type: 'Ring' }),
    dueLots: () => Promise.resolve(due),
    report: (error) => errors.push(error),
    mostAppends: 1,
    ...more,
  });
}

beforeEach(() => {
  clock = testClock();
  store = memoryLogStore();
  store.begin(A);
  store.begin(B);
  hasLease = true;
  due = [];
  errors = [];
  build();
});

const raise = (to: number, lotId = A, identity?: CommandIdentity) =>
  sequencer.submit(lotId, { type: 'Raise', to }, identity);

describe('The sequencer', () => {
  it('answers after the commit, with the place in the log and a receipt', async () => {
    const first = raise(10);
    expect(await soFar(first)).toBeUndefined();
    expect(sequencer.peek(A)).toMatchObject({ seq: 0, state: { to: 0 } });
    await store.commit();
    const outcome = await first;
    expect(outcome).toMatchObject({
      ok: true,
      seq: 1,
      entries: [{ entry: { type: 'Raised', seq: 1, lot: A } }],
    });
    if (!outcome.ok) return;
    expect(outcome.receipt).toMatchObject({ lot: A, seq: 1, hash: outcome.entries[0]?.hash });
    expect(openCheckpoint(outcome.receipt.checkpoint, signer.key)).toMatchObject({
      ok: true,
      checkpoint: { size: 1 },
    });
    expect(sequencer.peek(A)).toMatchObject({
      seq: 1,
      state: { to: 10 },
      checkpoint: outcome.receipt.checkpoint,
    });
  });

  it('decides in order of arrival and appends what came meanwhile together, over all lots', async () => {
    void raise(10);
    await turn();
    void raise(20);
    void raise(30);
    void raise(5, B);
    await turn();
    expect(store.sent).toHaveLength(1);
    await store.commit();
    await turn();
    expect(store.sent).toHaveLength(1);
    const lots = (store.sent[0] ?? []).map(({ lotId, seq, entries }) => [lotId, seq, entries.length]);
    expect(lots.sort()).toEqual([
      [A, 1, 2],
      [B, 0, 1],
    ]);
  });

  it('tells a refusal with the bid it rests on, not before', async () => {
    void raise(10);
    await turn();
    const low = raise(10);
    expect(await soFar(low)).toBeUndefined();
    await store.commit();
    expect(await low).toEqual({ ok: false, refusal: { code: 'too-low', above: 10 } });
  });

  it('tells a refusal alone at once while the lease holds, else after a fenced write', async () => {
    expect(await soFar(raise(0))).toMatchObject({ ok: false });
    hasLease = false;
    const low = raise(0);
    expect(await soFar(low)).toBeUndefined();
    expect(store.sent).toMatchObject([[{ lotId: A, seq: 0, entries: [] }]]);
    await store.commit();
    expect(await low).toMatchObject({ ok: false });
  });

  it('decides again when another server took the lot', async () => {
    const first = raise(10);
    await turn();
    store.steal(A);
    await store.commit();
    expect(store.sent).toMatchObject([[{ lotId: A, seq: 0 }]]);
    await store.commit();
    expect(await first).toMatchObject({ ok: true, seq: 1 });
  });

  it('says that an outcome is unknown, and the truth to whoever asks again', async () => {
    const lost = raise(10, A, identity(1));
    await turn();
    const meanwhile = raise(20);
    await turn();
    await store.lose();
    expect(await lost).toEqual({ ok: false, refusal: { code: 'outcome-unknown' } });
    const again = raise(10, A, identity(1));
    expect(await again).toMatchObject({ ok: true, seq: 1, receipt: { seq: 1 } });
    await store.commit();
    expect(await meanwhile).toMatchObject({ ok: true, seq: 2 });
  });

  it('answers the same command alike, waiting or committed, and refuses the same id with other content', async () => {
    const first = raise(10, A, identity(1));
    await turn();
    const waiting = raise(10, A, identity(1));
    const other = raise(10, A, identity(1, 2));
    expect(await soFar(waiting)).toBeUndefined();
    expect(await soFar(other)).toBeUndefined();
    await store.commit();
    const { receipt, entries } = (await first) as Extract<Awaited<typeof first>, { ok: true }>;
    expect(await waiting).toEqual({ ok: true, seq: 1, receipt, entries });
    expect(await raise(10, A, identity(1))).toEqual({ ok: true, seq: 1, receipt, entries });
    expect(await other).toEqual({ ok: false, refusal: { code: 'idempotency-mismatch' } });
    expect(await raise(10, A, identity(1, 2))).toEqual({
      ok: false,
      refusal: { code: 'idempotency-mismatch' },
    });
  });

  it('is busy above its bound, and not at it', async () => {
    build({ mostWaiting: 2 });
    void raise(10);
    const second = raise(20);
    expect(await raise(30)).toEqual({ ok: false, refusal: { code: 'busy' } });
    await turn();
    await store.commit();
    expect(await second).toMatchObject({ ok: true });
    expect(sequencer.load()).toEqual({ lots: 1, waiting: 0, appending: 0 });
  });

  it('takes nothing while its clock is uncertain', async () => {
    clock.setCertain(false);
    expect(await raise(10)).toEqual({ ok: false, refusal: { code: 'clock-uncertain' } });
  });

  it('knows no lot that has no log', async () => {
    const nobody = '0192f0c1-0000-7000-8000-0000000000ff' as LotId;
    expect(await raise(10, nobody)).toEqual({ ok: false, refusal: { code: 'unknown-lot' } });
    expect(await sequencer.view(nobody)).toBeNull();
    expect(sequencer.load().lots).toBe(0);
  });

  it('keeps a rule that throws to the command that met it', async () => {
    const first = raise(10);
    await expect(raise(666)).rejects.toThrow('a broken rule');
    const last = raise(20);
    await turn();
    await store.commit();
    expect(await Promise.all([first, last])).toMatchObject([{ seq: 1 }, { seq: 2 }]);
  });

  it('keeps a listener that throws from everybody else', async () => {
    const heard: number[] = [];
    sequencer.onCommitted(() => {
      throw new Error('deaf');
    });
    sequencer.onCommitted(({ seq }) => heard.push(seq));
    const first = raise(10);
    await turn();
    await store.commit();
    expect(await first).toMatchObject({ ok: true });
    expect(heard).toEqual([1]);
    expect(errors).toHaveLength(1);
  });

  it('stamps no time below that of the entry before', async () => {
    const start = clock.now();
    await clock.advance(10);
    void raise(10);
    await turn();
    await store.commit();
    clock = testClock(start);
    build();
    const next = raise(20);
    await turn();
    await store.commit();
    expect(await next).toMatchObject({ entries: [{ entry: { at: later(start, 10) } }] });
  });

  it('finishes what it took and takes nothing more when it is closed', async () => {
    const first = raise(10);
    const closing = sequencer.close();
    expect(await raise(20)).toEqual({ ok: false, refusal: { code: 'unavailable' } });
    expect(await soFar(closing)).toBeUndefined();
    await store.commit();
    expect(await first).toMatchObject({ ok: true });
    await closing;
  });

  it('releases the lots that were idle for longest', async () => {
    build({ mostIdle: 1 });
    for (const lot of [A, B]) {
      void raise(10, lot);
      await turn();
      await store.commit();
      await clock.advance(1);
    }
    await sequencer.sweep();
    expect(sequencer.peek(A)).toBeNull();
    expect(sequencer.peek(B)).not.toBeNull();
  });

  it('is read without being taken when it waits for nothing: looking at what has ended writes nothing', async () => {
    void raise(10);
    await turn();
    await store.commit();
    const writer = sequencer;
    build();
    expect(await sequencer.view(A)).toEqual(writer.peek(A));
    expect(sequencer.peek(A)).toBeNull();
    void writer.submit(A, { type: 'Raise', to: 20 });
    await turn();
    await store.commit();
    expect(writer.peek(A)?.seq).toBe(2);
    expect(await sequencer.view(A)).toEqual(writer.peek(A));
  });

  it('is taken when it is read before its time has come', async () => {
    void sequencer.submit(A, { type: 'Raise', to: 10, until: later(clock.now(), SECOND) });
    await turn();
    await store.commit();
    build();
    expect((await sequencer.view(A))?.seq).toBe(1);
    expect(sequencer.peek(A)?.seq).toBe(1);
  });
});
