import type { UserId } from '@reassign/shared/kernel/ids.ts';
import type { LotId, OrganisationId } from '@reassign/shared/kernel/ids.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import { conditions } from '@reassign/shared/deposits/conditions.ts';
import { type DepositReference, readDepositReference } from '@reassign/shared/deposits/reference.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { DAY, instant } from '@reassign/shared/kernel/instant.ts';
import { bidding, type Profile } from '@reassign/shared/listings/profile.ts';
import { createDeposits, type Deposits } from '../../server/deposits/index.ts';
import { createLedger, type Ledger } from '../../server/ledger/index.ts';
import type { Purpose } from '@reassign/shared/payments/types.ts';
import { createPayments, type PaidFor, type Payments } from '../../server/payments/index.ts';
import { connect, type Database, type Db } from '../../server/platform/db.ts';
import { realPacing } from '../../server/platform/pacing.ts';
import { createSealer, type Sealer } from '../../server/platform/secrets.ts';
import { createTransfersModule, expected } from '../../server/transfers/index.ts';
import { ownAccount } from './bank-files.ts';
import { freshDatabase } from './database.ts';
import { closesAt, march, opensAt, yuan } from './lot.ts';
import { type TestClock, testClock } from './test-clock.ts';

export const operator = '019cd000-0000-7000-8000-0000000000f1' as UserId;
export const otherOperator = '019cd000-0000-7000-8000-0000000000f2' as UserId;

const sealer = createSealer({
  sealingKey: new Uint8Array(32).fill(2),
  pepper: new Uint8Array(32).fill(3),
});

const dates = march('02T10:00:00.000');
let ids = 0;
const newId = <Kind extends string>() =>
  uuidv7<Kind>(dates, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, ++ids >> 8, ids & 255));

/** An accredited agency, by its number. */
export const agency = (number: number) => ({
  organisation: {
    id: `019cd000-0000-7000-9000-${String(number).padStart(12, '0')}` as OrganisationId,
    name: `代理机构${String(number)}`,
    kind: 'agency' as const,
    creditCode: `CODE${String(number)}`,
    accredited: true,
  },
  roles: ['broker'] as const,
  userId: `019cd000-0000-7000-a000-${String(number).padStart(12, '0')}` as UserId,
});

/** Who sells where a price goes to a court. */
export const court = {
  id: '019cd000-0000-7000-9000-0000000000e0' as OrganisationId,
  ...{ name: '太原示范法院', number: 'SX-2026-0001' },
};

/** Every round of these lots ends on time. */
export const endedOnTime = { at: closesAt, endedAt: closesAt, rules: bidding };

interface DepositMove {
  readonly deposit: string;
  readonly status: string;
  readonly actor: string;
  readonly at: number;
  readonly dueAt: number | null;
}

export interface OpenDeposits {
  readonly deposits: Deposits;
  readonly ledger: Ledger;
  readonly payments: Payments;
  /** Takes what comes for deposits; of prices it knows none. */
  readonly transfers: ReturnType<typeof createTransfersModule>;
  readonly app: Database;
  /** Superuser's, to look at everything and to hold what somebody else waits for. */
  readonly admin: Database;
  readonly clock: TestClock;
  readonly sealer: Sealer;
  /** A lot that takes registrations until 18 March 10:00; deposit 10,000.00. */
  newLot(): LotId;
  /** Registered; the money is still to come. */
  register(lotId: LotId, number: number): Promise<DepositReference>;
  confirm(reference: DepositReference, actor?: UserId): ReturnType<Deposits['confirmReceipt']>;
  /** Registered with a held deposit: its bidder number. */
  admit(lotId: LotId, number: number): Promise<string>;
  endLot(lotId: LotId, winner: string | null): Promise<void>;
  /** Every lot takes registrations for a month more. */
  nextRound(): void;
  /** The round of every lot is over. */
  takesNoBidders(): void;
  /** Every move of every deposit of a lot, in the order of a deposit's life. */
  movesOf(lotId: LotId): Promise<DepositMove[]>;
  /** Resolves when so many statements of this database wait for a lock: nothing else shows that a race is on. */
  untilWaiting(statements: number): Promise<void>;
  close(): Promise<void>;
}

const noPrices = {
  openPayments: () => Promise.resolve([]),
  payerOf: () => Promise.resolve(null),
  receive: () => Promise.resolve({ ok: false, refusal: 'not-found' } as const),
};

/** Nobody listens there. */
const noStripe = {
  secretKey: 'sk_test_nobody',
  webhookSecret: 'whsec_nobody',
  at: { host: '127.0.0.1', port: 1 },
};

type DepositsDeps = Parameters<typeof createDeposits>[0];

interface DepositsOptions {
  /** Of Stripe; nobody answers unless told. */
  readonly access?: Parameters<typeof createPayments>[0]['access'];
  readonly publicUrl?: string;
  /** Who takes the money of a price; nobody unless told. */
  readonly balances?: () => PaidFor;
  /** Stands between the modules and their database. */
  readonly through?: (db: Db) => Db;
  /** Who bids as a person; nobody unless told. */
  readonly personOf?: DepositsDeps['personOf'];
  /** Who else than the bank is something to a lot. */
  readonly rolesOf?: DepositsDeps['rolesOf'];
  /** Of every round; those of a bank's sale unless told. */
  readonly rules?: Profile;
}

/** The deposits over a database of their own, for lots that need no listing. */
export async function openDeposits(options: DepositsOptions = {}): Promise<OpenDeposits> {
  const { access = noStripe, publicUrl = 'http://127.0.0.1:1', through = (same: Db) => same } = options;
  const paidFor = (purpose: Purpose): PaidFor => {
    if (purpose === 'portable') return deposits.portable.payIns;
    return purpose === 'balance' && options.balances ? options.balances() : deposits;
  };
  const fresh = await freshDatabase();
  const app = connect(fresh.appUrl, { max: 24 });
  const admin = connect(fresh.url, { max: 3 });
  const clock = testClock(dates);
  const lots = new Set<LotId>();
  const seller = { ground: 'seller', creditCode: 'BANK' } as const;
  let round = {
    deposit: yuan(10_000),
    rules: options.rules ?? bidding,
    opensAt,
    closesAt,
    takesBidders: true,
  };
  const db = through(app.db);
  const ledger = createLedger({ db, clock });
  const payments = createPayments({ db, clock, ledger, access, publicUrl, paidFor });
  const deposits: Deposits = createDeposits({
    ...{ db, clock, sealer, ledger, payments },
    payouts: {
      prepare: (tx, order) => transfers.payouts.prepare(tx, order),
      statesOf: (ids) => transfers.payouts.statesOf(ids),
    },
    refundByBank: (tx, due) => transfers.refunds.refund(tx, due),
    courts: {
      pay: (tx, due) => transfers.refunds.court.pay(tx, due),
      counted: () => transfers.refunds.court.counted(),
      uninstructed: (until) => transfers.refunds.court.uninstructed(until),
    },
    rolesOf: async (lotId) =>
      lots.has(lotId) ? [seller, ...((await options.rolesOf?.(lotId)) ?? [])] : null,
    roundOf: () => Promise.resolve(round),
    organisationsOf: () => Promise.resolve([]),
    personOf: options.personOf ?? (() => Promise.resolve(null)),
    hasTechnology: () => Promise.resolve(true),
    sellerOf: () => Promise.resolve(null),
  });
  const transfers = createTransfersModule({
    ...{ db, clock, ledger, sealer, pacing: realPacing, stripe: payments },
    account: { holder: '质转', bank: '银行', number: ownAccount },
    payments: expected(deposits, noPrices, ledger),
    instructed: deposits.instructed,
    courtOf: () => Promise.resolve(court),
  });

  async function register(lotId: LotId, number: number): Promise<DepositReference> {
    const registered = await deposits.register(lotId, agency(number), conditions);
    assert(registered.ok, 'the agency registers');
    const reading = readDepositReference(registered.registration.deposit.reference);
    assert(reading.ok, 'our own reference reads');
    return reading.value;
  }

  const confirm: OpenDeposits['confirm'] = (reference, actor = operator) =>
    deposits.confirmReceipt(reference, { amount: yuan(10_000), payer: 'payer', receivedAt: dates }, actor);

  return {
    ...{ sealer, deposits, ledger, payments, transfers, app, admin, clock, register, confirm },
    newLot() {
      const lotId: LotId = newId<'lot'>();
      lots.add(lotId);
      return lotId;
    },
    async admit(lotId, number) {
      await confirm(await register(lotId, number));
      const standing = await deposits.standing(lotId, agency(number).organisation.id);
      assert(standing.kind === 'bidder', 'a held deposit makes a bidder');
      return standing.bidderNumber;
    },
    nextRound() {
      round = { ...round, closesAt: instant(closesAt + 30 * DAY) };
    },
    takesNoBidders() {
      round = { ...round, takesBidders: false };
    },
    endLot: (lotId, winner) => app.db.transaction((tx) => deposits.endLot(tx, lotId, winner, endedOnTime)),
    movesOf: (lotId) => admin.sql`
      select d.reference as deposit, m.status, m.actor, (extract(epoch from m.at) * 1000)::float8 as at,
        (extract(epoch from m.due_at) * 1000)::float8 as "dueAt"
      from deposit_move m join deposit d on d.id = m.deposit_id join registration r on r.id = d.registration_id
      where r.lot_id = ${lotId} order by array_position(array['requested', 'held', 'applied', 'released'], m.status)`,
    async untilWaiting(statements) {
      for (;;) {
        const [row] = await admin.sql<[{ waiting: number }]>`
          select count(*)::int as waiting from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`;
        if (row.waiting >= statements) return;
      }
    },
    async close() {
      await Promise.all([app.close(), admin.close()]);
      await fresh.drop();
    },
  };
}
