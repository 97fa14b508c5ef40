import { clockPacing } from '../clock-pacing.ts';
import { generateKeyPairSync } from 'node:crypto';
import type { LotCommand, LotState } from '@reassign/shared/auctions/types.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { later } from '@reassign/shared/kernel/instant.ts';
import { heldRules, type LotSequencer } from '../../../server/auctions/held-lot.ts';
import { createSequencer, createSigner } from '../../../server/platform/sequencer/index.ts';
import type { LogStore } from '../../../server/platform/log-store.ts';
import { testSealer } from '../test-sealer.ts';
import type { SimulatedDatabase } from './log-store.ts';
import { bidderNumbers, commitmentOf } from './lots.ts';
import { skewedClock, type World } from './world.ts';

const keys = generateKeyPairSync('ed25519');
export const { publicKey } = keys;
const signer = createSigner('reassign.test', keys.privateKey);

/** One process of the marketplace; once dead it neither acts nor answers, though its statements may still arrive. */
export interface SimulatedServer {
  readonly id: string;
  readonly sequencer: LotSequencer;
  isAlive(): boolean;
  kill(): void;
}

export interface ServerOptions {
  readonly id: string;
  readonly skewMs: number;
  /** Renews a lease, so that nobody else takes its lots while it lives. */
  readonly hasLease: boolean;
  readonly lots: readonly LotId[];
  /** Plants a bug between sequencer and database. */
  readonly spoil?: (store: LogStore) => LogStore;
  readonly onCheckpoint: (lotId: LotId, checkpoint: string) => void;
}

const LEASE_MS = 2_000;
const RENEW_MS = 500;

export function startServer(
  world: World,
  database: SimulatedDatabase,
  options: ServerOptions,
): SimulatedServer {
  const { id, skewMs, hasLease, lots, spoil, onCheckpoint } = options;
  let isAlive = true;
  let heldUntil = -Infinity;
  const clock = skewedClock(world, skewMs, () => isAlive);

  const store = database.storeFor(id);
  const sequencer: LotSequencer = createSequencer({
    rules: heldRules(testSealer),
    store: spoil?.(store) ?? store,
    clock,
    signer,
    lease: { holds: () => world.now() < heldUntil },
    bell: { ring: () => undefined },
    wake: (lotId, { lot }) => void sequencer.submit(lotId, clockCommand(lot)),
    dueLots: () => Promise.resolve(lots),
    report: () => undefined,
    mostAppends: 1 + world.dice.below(3),
    defer: (run) =>
      void world.after(0, () => {
        if (isAlive) run();
      }),
  });
  sequencer.onCommitted(({ lotId, checkpoint }) => {
    if (isAlive) onCheckpoint(lotId, checkpoint);
  });

  function renew(): void {
    if (!isAlive) return;
    database.renewLease(id, LEASE_MS);
    heldUntil = world.now() + LEASE_MS;
    clock.schedule(later(clock.now(), RENEW_MS), renew);
  }
  if (hasLease) renew();
  sequencer.start(clockPacing(clock));
  return {
    id,
    sequencer,
    isAlive: () => isAlive,
    kill: () => {
      isAlive = false;
    },
  };
}

const clockCommand = (
  state: LotState,
): { type: 'CloseLot' } | { type: 'OpenLot'; admissions: readonly Admission[] } =>
  state.phase === 'notice' ? { type: 'OpenLot', admissions: everybody } : { type: 'CloseLot' };

type Admission = Extract<LotCommand, { type: 'OpenLot' }>['admissions'][number];
const everybody = bidderNumbers.map((bidderNumber) => ({
  bidderNumber,
  commitment: commitmentOf(bidderNumber),
}));
