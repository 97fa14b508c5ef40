import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { underSeal } from '@reassign/shared/auctions/under-seal.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import type { BidderNumber, LotId } from '@reassign/shared/kernel/ids.ts';
import { SECOND } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { heldRules, type LotSequencer } from '../../../server/auctions/held-lot.ts';
import { connect, type Database } from '../../../server/platform/db.ts';
import { beginLog, openLogStore } from '../../../server/platform/log-store.ts';
import { createSequencer, createSigner } from '../../../server/platform/sequencer/index.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { bidderNumbers, commitmentOf, newId, publishedLot } from '../../support/simulation/lots.ts';
import { dice } from '../../support/simulation/world.ts';
import { testClock } from '../../support/test-clock.ts';
import { testSealer } from '../../support/test-sealer.ts';

/* What is sealed in a log comes back from PostgreSQL after a restart, and is nothing there without the key. */

const clock = testClock();
const random = dice(23);
const signer = createSigner('reassign.test', generateKeyPairSync('ed25519').privateKey);
const [A, B] = bidderNumbers as [BidderNumber, BidderNumber];

let fresh: FreshDatabase;
let admin: Database;
let store: ReturnType<typeof openLogStore>;
let sequencer: LotSequencer;
let lotId: LotId;

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

const bid = (bidderNumber: BidderNumber, amount: number, upTo?: number) =>
  sequencer.submit(lotId, {
    type: 'PlaceBid',
    commandId: newId<'command'>(random, clock.now()),
    standing: { kind: 'bidder', bidderNumber },
    amount: money(amount, CNY),
    confirmed: false,
    ...(upTo !== undefined && { maximum: { amount: money(upTo, CNY), salt: 'ab'.repeat(32) } }),
  });

async function restart(): Promise<void> {
  await sequencer.close();
  sequencer = build();
}

beforeAll(async () => {
  fresh = await freshDatabase();
  admin = connect(fresh.url, { max: 2 });
  store = openLogStore({ url: fresh.appUrl, serverId: 'one' });
  sequencer = build();
  const { lotId: id, first } = publishedLot(random, clock.now());
  lotId = id;
  const { at, type, body } = first;
  await admin.db.transaction((tx) => beginLog(tx, lotId, { at, type, body }));
  await clock.advance(SECOND);
  const admissions = bidderNumbers.map((bidderNumber) => ({
    bidderNumber,
    commitment: commitmentOf(bidderNumber),
  }));
  await sequencer.submit(lotId, { type: 'OpenLot', admissions });
  await bid(A, 100_000, 543_210);
});

afterAll(async () => {
  await sequencer.close();
  await Promise.all([store.close(), admin.close()]);
  await fresh.drop();
});

const sealedRows = async () =>
  admin.sql<{ seq: number; type: string; sealed: Buffer }[]>`
    select seq, type, sealed from lot_event where lot_id = ${lotId} and sealed is not null`;

it('a maximum is in the log encrypted, and only that', async () => {
  const rows = await sealedRows();
  expect(rows.map(({ type }) => type)).toEqual(['MaximumSet']);
  expect(rows[0]?.sealed.toString('latin1')).not.toMatch(/543210|abab/);
});

it('answers a bid after a restart as it would have before', async () => {
  await restart();
  const sealed = (await sequencer.view(lotId))?.state.sealed ?? null;
  expect(underSeal(sealed, A)?.amount.amount).toBe(543_210);
  const outcome = await bid(B, 200_000);
  expect(outcome.ok && outcome.entries.map(({ entry }) => entry.type)).toEqual([
    'BidAccepted',
    'AutomaticBid',
  ]);
  expect((await sequencer.view(lotId))?.state.lot).toMatchObject({
    leader: { bidderNumber: A, amount: { amount: 210_000 } },
  });
});

it('does not open in another place of the log', async () => {
  const [row] = await sealedRows();
  await admin.sql`alter table lot_event disable trigger user`;
  await admin.sql`update lot_event set sealed = null where lot_id = ${lotId} and seq = ${row?.seq ?? 0}`;
  await admin.sql`
    update lot_event set sealed = ${row?.sealed ?? Buffer.alloc(0)} where lot_id = ${lotId} and seq = ${(row?.seq ?? 0) + 1}`;
  await restart();
  await expect(sequencer.view(lotId)).rejects.toThrow();
});
