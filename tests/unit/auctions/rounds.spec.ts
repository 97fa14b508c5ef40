import { generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { BidderNumber } from '@reassign/shared/kernel/ids.ts';
import { type Instant, later, MINUTE, SECOND } from '@reassign/shared/kernel/instant.ts';
import { entryHash, GENESIS } from '@reassign/shared/verify/chain.ts';
import { heldRules, type LotSequencer } from '../../../server/auctions/held-lot.ts';
import { createRounds } from '../../../server/auctions/rounds.ts';
import { createSequencer, createSigner } from '../../../server/platform/sequencer/index.ts';
import { closesAt, lotId, notice, opensAt } from '../../support/lot.ts';
import { type MemoryLogStore, memoryLogStore, turn } from '../../support/memory-log-store.ts';
import { testClock, type TestClock } from '../../support/test-clock.ts';
import { testSealer } from '../../support/test-sealer.ts';

const signer = createSigner('reassign.test', generateKeyPairSync('ed25519').privateKey);
const { type, body: terms, at, seq, lot } = notice();
const body = { ...terms };
const published = {
  ...{ seq, at, type, body, sealed: null, identity: null },
  hash: entryHash(GENESIS, { lot, seq, at, type, body }),
};

let clock: TestClock;
let store: MemoryLogStore;
let sequencer: LotSequencer;
let rounds: ReturnType<typeof createRounds>;
/** Numbers whose deposit is held. */
let held: string[];
/** What happens elsewhere just after somebody looked at the deposits. */
let afterLook: () => void;
let faults: unknown[];

beforeEach(async () => {
  clock = testClock(later(opensAt, -1 * SECOND));
  store = memoryLogStore();
  store.begin(lotId, published);
  held = [];
  faults = [];
  afterLook = () => undefined;
  const report = (error: unknown): void => void faults.push(error);
  sequencer = createSequencer({
    rules: heldRules(testSealer),
    store,
    clock,
    signer,
    lease: { holds: () => true },
    bell: { ring: () => undefined },
    wake: (id, { lot }) => {
      rounds.wakeSoon(id, lot);
    },
    dueLots: () => Promise.resolve([lotId]),
    report,
    mostAppends: 1,
  });
  const barredIn = () => Promise.resolve([]);
  const heldIn = () => {
    const found = held.map((bidderNumber) => ({ bidderNumber, commitment: 'c'.repeat(64) }));
    afterLook();
    return Promise.resolve(found);
  };
  rounds = createRounds({ sequencer, deposits: { heldIn, barredIn }, clock, report });
  await sequencer.sweep();
});

async function advanceTo(moment: Instant): Promise<void> {
  await clock.advanceTo(moment);
  await turn();
  while (store.sent.length > 0) await store.commit();
}

const isAdmitted = (bidderNumber: string): boolean => {
  const state = sequencer.peek(lotId)?.state.lot;
  return state?.phase === 'open' && state.admitted.has(bidderNumber as BidderNumber);
};

describe('a deposit held before the opening', () => {
  it('enters the log with the opening', async () => {
    held = ['104'];
    await advanceTo(opensAt);
    expect(isAdmitted('104')).toBe(true);
  });

  it('enters at the next full minute when it was confirmed elsewhere just while the lot opened', async () => {
    afterLook = () => {
      if (!held.includes('104')) held.push('104');
    };
    await advanceTo(opensAt);
    expect(isAdmitted('104')).toBe(false);
    await advanceTo(later(opensAt, MINUTE));
    expect(isAdmitted('104')).toBe(true);
  });
});

describe('a deposit held while the lot is open', () => {
  const minute = later(opensAt, 2 * MINUTE);

  beforeEach(async () => {
    await advanceTo(later(minute, -20 * SECOND));
    held = ['104'];
    rounds.admitSoon(lotId);
  });

  it('enters at the next full minute, and not a millisecond before', async () => {
    await advanceTo(later(minute, -1));
    expect(isAdmitted('104')).toBe(false);
    await advanceTo(minute);
    expect(isAdmitted('104')).toBe(true);
  });

  it('enters a minute later when the clock is uncertain just then', async () => {
    clock.setCertain(false);
    await advanceTo(minute);
    clock.setCertain(true);
    await advanceTo(later(minute, MINUTE - 1));
    expect(isAdmitted('104')).toBe(false);
    await advanceTo(later(minute, MINUTE));
    expect(isAdmitted('104')).toBe(true);
    expect(faults).toEqual([]);
  });

  it('enters a minute later when the deposits could not be read', async () => {
    afterLook = () => {
      afterLook = () => undefined;
      throw new Error('no database');
    };
    await advanceTo(minute);
    expect(isAdmitted('104')).toBe(false);
    expect(faults).toHaveLength(1);
    await advanceTo(later(minute, MINUTE));
    expect(isAdmitted('104')).toBe(true);
  });

  it('is not waited for any more once the lot has closed, nor once the server stops', async () => {
    await advanceTo(minute);
    await advanceTo(closesAt);
    rounds.admitSoon(lotId);
    await advanceTo(later(closesAt, MINUTE));
    expect(clock.pending()).toBe(0);
    rounds.admitSoon(lotId);
    rounds.stop();
    rounds.admitSoon(lotId);
    expect(clock.pending()).toBe(0);
  });
});
