import { generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { later, SECOND } from '@reassign/shared/kernel/instant.ts';
import { createSequencer, createSigner, type Sequencer } from '../../../server/platform/sequencer/index.ts';
import { clockPacing } from '../../support/clock-pacing.ts';
import {
  type Amount,
  type MemoryLogStore,
  memoryLogStore,
  type Raise,
  type Raised,
  turn,
} from '../../support/memory-log-store.ts';
import { type Refusal, rules } from '../../support/raise-rules.ts';
import { testClock, type TestClock } from '../../support/test-clock.ts';

const A = '0192f0c1-0000-7000-8000-00000000000a' as LotId;
const signer = createSigner('reassign.test', generateKeyPairSync('ed25519').privateKey);

let clock: TestClock;
let store: MemoryLogStore;
let sequencer: Sequencer<Amount, Raise, Raised, Refusal>;
let due: LotId[];

function build(): void {
  sequencer = createSequencer({
    rules,
    store,
    clock,
    signer,
    lease: { holds: () => true },
    bell: { ring: () => undefined },
    wake: (lotId) => void sequencer.submit(lotId, { type: 'Ring' }),
    dueLots: () => Promise.resolve(due),
    report: (error) => {
      throw error;
    },
    mostAppends: 1,
  });
}

beforeEach(() => {
  clock = testClock();
  store = memoryLogStore();
  store.begin(A);
  due = [];
  build();
});

describe('The alarm of the sequencer', () => {
  const rang = (): boolean =>
    store.sent.some((batch) => batch.some(({ entries }) => entries[0]?.type === 'Rang'));

  async function raiseUntil(ms: number): Promise<void> {
    void sequencer.submit(A, { type: 'Raise', to: 10, until: later(clock.now(), ms) });
    await turn();
    await store.commit();
  }

  it('wakes a lot at its time, not a millisecond before', async () => {
    await raiseUntil(SECOND);
    await clock.advance(SECOND - 1);
    expect(rang()).toBe(false);
    await clock.advance(1);
    expect(rang()).toBe(true);
  });

  it('follows an end that moved', async () => {
    await raiseUntil(SECOND);
    void sequencer.submit(A, { type: 'Raise', to: 20, until: later(clock.now(), 2 * SECOND) });
    await turn();
    await store.commit();
    await clock.advance(2 * SECOND - 1);
    expect(rang()).toBe(false);
    await clock.advance(1);
    expect(rang()).toBe(true);
  });

  it('wakes a lot again that could not be closed the first time', async () => {
    await raiseUntil(SECOND);
    sequencer.start(clockPacing(clock));
    clock.setCertain(false);
    await clock.advance(SECOND);
    expect(rang()).toBe(false);
    clock.setCertain(true);
    await clock.advance(2 * SECOND);
    expect(rang()).toBe(true);
  });

  it('takes lots that nobody asked for ahead of their time', async () => {
    await raiseUntil(10 * SECOND);
    build();
    due = [A];
    sequencer.start(clockPacing(clock));
    await turn();
    expect(sequencer.peek(A)).not.toBeNull();
    await clock.advance(10 * SECOND);
    expect(rang()).toBe(true);
  });
});
