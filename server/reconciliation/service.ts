import { createHash, randomBytes } from 'node:crypto';
import chineseDays from 'chinese-days';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import { DAY, dayOf, HOUR, type Instant, later, startOfDay } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import { transfer } from '@reassign/shared/ledger/entries.ts';
import type { Account } from '@reassign/shared/ledger/account.ts';
import { compare, type ReconciliationInputs } from '@reassign/shared/reconciliation/compare.ts';
import {
  decideMove,
  type DifferenceMove,
  type MoveRefusal,
  type Standing,
  standingOf,
} from '@reassign/shared/reconciliation/difference.ts';
import type { Finding } from '@reassign/shared/reconciliation/types.ts';
import { canonicalJson, type JsonObject } from '@reassign/shared/verify/canonical-json.ts';
import type { Ledger } from '../ledger/index.ts';
import { isAway, type Payments } from '../payments/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import type { TransfersModule } from '../transfers/index.ts';
import * as repo from './repo.ts';

export interface ReconciliationDeps {
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
  readonly ledger: Pick<Ledger, 'cashMovements' | 'stated' | 'post'>;
  readonly payments: Pick<Payments, 'balance'>;
  readonly transfers: Pick<TransfersModule, 'statementEntries' | 'statementSpans'>;
  /** What people are called. */
  readonly namesOf: (userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** A difference, where it stands. */
export interface KnownDifference extends repo.StoredDifference {
  readonly standing: Standing;
}

export interface WantedMove extends Pick<DifferenceMove, 'type' | 'by' | 'reason' | 'isCost'> {
  readonly difference: string;
}

/** After the day is closed, and before anybody works. */
const NIGHTLY_AT_MS = 2 * HOUR;
const LATE_MS = DAY;
const RESOLVED_SHOWN = 50;
const RUNS_SHOWN = 30;

export type Reconciliation = ReturnType<typeof createReconciliation>;

/** The ledger against the books of Stripe and the bank. It finds and says; only people do something about it. */
export function createReconciliation(deps: ReconciliationDeps) {
  const { db, clock, ledger, payments, transfers } = deps;

  /** One after the other: first what is booked, so that what it was booked for is there as well. */
  async function inputs(at: Instant): Promise<ReconciliationInputs> {
    const [stripe, bank] = [await ledger.cashMovements('stripe', at), await ledger.cashMovements('bank', at)];
    const stated = await ledger.stated();
    return {
      stripe: { booked: stripe, entries: await payments.balance.entries() },
      bank: {
        ...{ booked: bank, stated: stated.filter((one) => one.at <= at) },
        ...{ lines: await transfers.statementEntries(at), spans: await transfers.statementSpans(at) },
      },
    };
  }

  /** Compares, and writes down what is found: what is new, what changed, and what is found no more. */
  async function compareAll(tx: Db, by: UserId | null): Promise<number> {
    const at = clock.now();
    const compared = await inputs(at);
    const { terms, totals, findings } = compare(compared, at, (day) => chineseDays.isWorkday(day));
    const nth = ((await repo.lastRun(tx))?.nth ?? 0) + 1;
    const known = new Map((await repo.unresolved(tx)).map((one) => [one.finding.key, one]));
    const { stripe, bank } = compared;
    await repo.insertRun(tx, {
      ...{ nth, cause: by === null ? 'nightly' : 'on-demand', day: dayOf(at), by, at, totals },
      ...{ termsVersion: terms.version, inputsHash: hashOf(compared) },
      movements: stripe.booked.length + bank.booked.length,
      entries: stripe.entries.length + bank.lines.length,
    });
    const found = findings.map((finding) => {
      const before = known.get(finding.key);
      return { finding, before, id: before?.id ?? uuidv7(at, randomBytes(10)) };
    });
    const fresh = found.filter(({ before }) => before === undefined);
    await repo.insertDifferences(
      tx,
      fresh.map(({ id, finding: { key } }) => ({ id, key, firstRun: nth, firstAt: at })),
    );
    const changed = found.filter(({ before, finding }) => !before || isOther(before.finding, finding));
    await repo.insertFindings(tx, nth, changed);
    const keys = new Set(findings.map(({ key }) => key));
    const gone = [...known.values()].filter(({ finding }) => !keys.has(finding.key));
    await repo.insertResolutions(
      tx,
      gone.map(({ id }) => id),
      nth,
    );
    return nth;
  }

  /** Whether Stripe told what it has; while it does not answer, nothing can be said. */
  async function hasRead(): Promise<boolean> {
    try {
      await payments.balance.read();
      return true;
    } catch (error) {
      if (isAway(error)) return false;
      throw error;
    }
  }

  /** `null`: Stripe does not answer. */
  async function run(by: UserId): Promise<number | null> {
    if (!(await hasRead())) return null;
    return db.transaction(async (tx) => {
      await repo.lockRuns(tx);
      return compareAll(tx, by);
    });
  }

  const isDue = async (where: Db): Promise<boolean> => {
    const at = clock.now();
    const day = dayOf(at);
    return at >= later(startOfDay(day), NIGHTLY_AT_MS) && !(await repo.hasNightly(where, day));
  };

  /** Before the first money there is nothing to compare. */
  async function hasMoved(): Promise<boolean> {
    const { stripe, bank } = await inputs(clock.now());
    return [stripe.booked, bank.booked, bank.stated, bank.lines].some(({ length }) => length > 0);
  }

  /** Once a night, by whichever server looks first; while Stripe does not answer it stays due. */
  async function runNightly(): Promise<boolean> {
    if (!(await isDue(db)) || !(await hasMoved()) || !(await hasRead())) return false;
    await db.transaction(async (tx) => {
      await repo.lockRuns(tx);
      if (await isDue(tx)) await compareAll(tx, null);
    });
    return false;
  }

  const knownOf = (stored: repo.StoredDifference): KnownDifference => ({
    ...stored,
    standing: standingOf(stored.moves, stored.finding),
  });

  async function move({
    difference,
    ...wanted
  }: WantedMove): Promise<{ readonly state: Standing['state'] } | MoveRefusal | 'not-found'> {
    return db.transaction(async (tx) => {
      const stored = await repo.lockDifference(tx, difference);
      if (!stored) return 'not-found';
      const { finding, moves, resolvedIn } = stored;
      const { standing } = knownOf(stored);
      const decision = decideMove(standing, { ...finding, isResolved: resolvedIn !== null }, wanted);
      if (!decision.ok) return decision.refusal;
      const { kind, amount } = finding;
      const made: DifferenceMove = { ...wanted, at: clock.now(), kind, amount };
      await repo.insertMove(tx, {
        ...{ ...wanted, at: made.at, kind, amountMinor: amount },
        ...{ differenceId: difference, nth: moves.length + 1 },
      });
      if (wanted.type === 'confirm' && standing.explanation?.isCost)
        await bookCost(tx, difference, finding, wanted.by);
      return { state: standingOf([...moves, made], finding).state };
    });
  }

  /** Two people agreed that Stripe or the bank took it for itself: the next run finds it booked. */
  async function bookCost(tx: Db, id: string, { channel, gap, ...of }: Finding, by: UserId): Promise<void> {
    const { currency, outsideReference: reference } = of;
    const cost: Account = { kind: 'payment-cost', channel, currency };
    const cash: Account = { kind: 'cash', channel, currency };
    const answer = await ledger.post(
      {
        ...{ key: `reconciliation:${id}`, reason: 'payment-cost', reference, actor: `user:${by}` },
        entries: transfer(cost, cash, money(-gap, currency)),
      },
      tx,
    );
    assert(answer.ok, 'a cost can be booked');
  }

  return {
    run,
    runNightly,
    move,
    namesOf: deps.namesOf,
    /** The last runs, everything that is not resolved, and what was lately; newest and oldest first. */
    async overview() {
      const [runs, standing, gone] = await Promise.all([
        repo.latestRuns(db, RUNS_SHOWN),
        repo.unresolved(db),
        repo.resolvedLately(db, RESOLVED_SHOWN),
      ]);
      return { runs, differences: [...standing, ...gone].map(knownOf) };
    },
    /** What waits for a person, and what has for more than a day. */
    async watch(): Promise<{
      readonly open: number;
      readonly late: number;
      /** Since the last run; `null` before the first. */
      readonly sinceMs: number | null;
    }> {
      const last = await repo.lastRun(db);
      const waiting = (await repo.unresolved(db))
        .map(knownOf)
        .filter(({ standing, finding }) => standing.state !== 'explained' && finding.kind !== 'in-transit');
      const since = later(clock.now(), -LATE_MS);
      const late = waiting.filter(({ firstAt }) => firstAt <= since).length;
      return { open: waiting.length, late, sinceMs: last && clock.now() - last.at };
    },
  };
}

const isOther = (before: Finding, now: Finding): boolean =>
  canonicalJson(before as unknown as JsonObject) !== canonicalJson(now as unknown as JsonObject);

const hashOf = (compared: ReconciliationInputs): Uint8Array =>
  createHash('sha256')
    .update(canonicalJson(compared as unknown as JsonObject))
    .digest();
