import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import type { BidderNumber, CommandId, LotId } from '@reassign/shared/kernel/ids.ts';
import { SECOND } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { heldRules, type LotSequencer } from '../../../server/auctions/held-lot.ts';
import { connect, type Database } from '../../../server/platform/db.ts';
import { beginLog, openLogStore } from '../../../server/platform/log-store.ts';
import { createSequencer, createSigner } from '../../../server/platform/sequencer/index.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import {
  bidderNumbers,
  commitmentOf,
  contentHash,
  newId,
  publishedLot,
} from '../../support/simulation/lots.ts';
import { dice } from '../../support/simulation/world.ts';
import { testClock } from '../../support/test-clock.ts';
import { testSealer } from '../../support/test-sealer.ts';

const signer = createSigner('reassign.test', generateKeyPairSync('ed25519').privateKey);
const clock = testClock();
const random = dice(17);

let fresh: FreshDatabase;
let admin: Database;
let store: ReturnType<typeof openLogStore>;
let sequencer: LotSequencer;

const build = (): LotSequencer =>
  createSequencer({
    rules: heldRules(testSealer),
    store,
    clock,
    signer,
    lease: { holds: () => true },
    bell: { ring: () => undefined },
    wake: () => undefined,
    dueLots: () => Promise.resolve([]),
    report: () => undefined,
  });

beforeAll(async () => {
  fresh = await freshDatabase();
  admin = connect(fresh.url, { max: 3 });
  store = openLogStore({ url: fresh.appUrl, serverId: 'one' });
  sequencer = build();
});

afterAll(async () => {
  await sequencer.close();
  await Promise.all([store.close(), admin.close()]);
  await fresh.drop();
});

async function openLot(): Promise<LotId> {
  const { lotId, first } = publishedLot(random, clock.now());
  const { at, type, body } = first;
  await admin.db.transaction((tx) => beginLog(tx, lotId, { at, type, body }));
  await clock.advance(SECOND);
  const admissions = bidderNumbers.map((number) => ({
    bidderNumber: number,
    commitment: commitmentOf(number),
  }));
  await sequencer.submit(lotId, { type: 'OpenLot', admissions });
  return lotId;
}

const newCommandId = (): CommandId => newId<'command'>(random, clock.now());

const bid = (lotId: LotId, amount: number, bidderNumber: BidderNumber, commandId = newCommandId()) =>
  sequencer.submit(
    lotId,
    {
      type: 'PlaceBid',
      commandId,
      standing: { kind: 'bidder', bidderNumber },
      amount: money(amount, CNY),
      confirmed: false,
    },
    { bidderNumber, commandId, contentHash: contentHash({ amount }) },
  );

const [first, second] = bidderNumbers as [BidderNumber, BidderNumber];

describe('The sequencer on PostgreSQL', () => {
  it('has in its log what it acknowledged, for whoever takes the lot next', async () => {
    const lotId = await openLot();
    const commandId = newCommandId();
    const outcomes = await Promise.all([
      bid(lotId, 100_000, first, commandId),
      bid(lotId, 105_000, second),
      bid(lotId, 110_000, second),
      bid(lotId, 100_000, first, commandId),
    ]);
    expect(outcomes).toMatchObject([
      { ok: true, seq: 9 },
      { ok: false, refusal: { code: 'below-asking' } },
      { ok: true },
      { ok: true, seq: 9 },
    ]);
    const before = sequencer.peek(lotId);
    await sequencer.close();
    sequencer = build();
    const { seq, hash, checkpoint, state } = (await sequencer.view(lotId)) ?? {};
    expect({ seq, hash, checkpoint }).toEqual({
      seq: before?.seq,
      hash: before?.hash,
      checkpoint: before?.checkpoint,
    });
    expect(state?.lot).toMatchObject({
      phase: 'open',
      asking: { amount: 120_000 },
      leader: { bidderNumber: second },
    });
    expect(await bid(lotId, 100_000, first, commandId)).toMatchObject({ ok: true, seq: 9 });
  });

  it('does not say yes when its connection is cut in the middle, and tells the truth afterwards', async () => {
    const lotId = await openLot();
    const commandId = newCommandId();
    const release = Promise.withResolvers<undefined>();
    const locked = Promise.withResolvers<undefined>();
    const holding = admin.sql.begin(async (sql) => {
      await sql`select from lot_head where lot_id = ${lotId} for update`;
      locked.resolve(undefined);
      await release.promise;
    });
    await locked.promise;
    const outcome = bid(lotId, 100_000, first, commandId);
    await cutWhoeverWaits();
    expect(await outcome).toEqual({ ok: false, refusal: { code: 'outcome-unknown' } });
    release.resolve(undefined);
    await holding;
    expect(await bid(lotId, 100_000, first, commandId)).toMatchObject({ ok: true, seq: 9 });
    const bids = await admin.sql`select from lot_event where lot_id = ${lotId} and type = 'BidAccepted'`;
    expect(bids).toHaveLength(1);
  });
});

/** Ends the backend that waits for a lock, once there is one. */
async function cutWhoeverWaits(): Promise<void> {
  for (;;) {
    const cut = await admin.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    if (cut.length > 0) return;
  }
}
