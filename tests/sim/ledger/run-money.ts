import { instant, later, MINUTE, SECOND } from '@reassign/shared/kernel/instant.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { type Account, accountCode, accountKinds } from '@reassign/shared/ledger/account.ts';
import { decide, emptyBook, record, signed, sumsOf } from '@reassign/shared/ledger/decide.ts';
import type {
  LedgerAnswer,
  LedgerCommand,
  Transaction,
  TransactionId,
} from '@reassign/shared/ledger/types.ts';
import { grouped } from '../../../server/ledger/grouped.ts';
import { lotId } from '../../support/lot.ts';
import { cash, deposit, escrow, fees, line, move, pledgee, registration } from '../../support/ledger.ts';
import { simulatedWorld, type World } from '../../support/simulation/world.ts';

/*
 * The money of a sale under one seed: deposits come in, one bidder wins, the others get theirs back in two phases, the
 * price is paid and distributed. Agencies pay in once and earmark for lots that race for what is free; what comes back is
 * withdrawn. Two servers write in groups to one database; either may die before or after a commit, so
 * that an answer is lost; every command is sent again until it is answered, some twice at once, late ones out of order.
 */

const START = instant(Date.UTC(2026, 2, 2, 4));
const LIMIT = later(START, 10 * MINUTE);
const DEPOSIT = 10_000;
const PRICE = 120_000;

export interface MoneyRun {
  readonly broken: readonly string[];
  readonly entered: number;
  readonly lost: number;
}

class Lost extends Error {}

const refundDue = (bidder: number): Account => ({
  kind: 'refund-due',
  registration: registration(bidder),
  currency: cash.currency,
});

/** What is free of an agency's portable deposit, booked under the balance's own id. */
const portable = (agency: number): Account => ({
  kind: 'portable-deposit',
  registration: registration(agency),
  currency: cash.currency,
});
const passing: Account = { kind: 'earmark', currency: cash.currency };
const forfeit: Account = { kind: 'forfeit', lot: lotId, currency: cash.currency };

/** One database: decides and enters a group at the moment of its commit. */
function ledgerOf(world: World, broken: string[]) {
  const { dice } = world;
  const book = emptyBook();
  const entered: Transaction[] = [];
  let lost = 0;

  function commit(group: readonly LedgerCommand[]): LedgerAnswer[] {
    return group.map((command) => {
      const id = `${String(entered.length)} ${command.key}` as TransactionId;
      const decided = decide(book, { command, content: JSON.stringify(command), id, at: world.now() });
      if (!decided.ok) return decided;
      if ('before' in decided) return { ok: true, id: decided.before, isNew: false };
      record(book, decided.entered);
      entered.push(decided.entered);
      broken.push(...faultsAfter(entered));
      return { ok: true, id, isNew: true };
    });
  }

  const server = () =>
    grouped(async (group: readonly LedgerCommand[]) => {
      await world.pause(1 + dice.below(20));
      if (dice.chance(0.08)) {
        lost += 1;
        throw new Lost('died before the commit');
      }
      const answers = commit(group);
      await world.pause(dice.below(20));
      if (!dice.chance(0.08)) return answers;
      lost += 1;
      throw new Lost('died after the commit');
    });
  const servers = [server(), server()] as const;

  /** Sent until it is answered; sometimes twice at once, by both servers. */
  async function send(command: LedgerCommand): Promise<LedgerAnswer> {
    for (;;) {
      await world.pause(dice.below(200));
      if (dice.chance(0.2)) void servers[1](command).catch(() => undefined);
      try {
        return await dice.pick(servers)(command);
      } catch (error) {
        assert(error instanceof Lost, 'only servers fail');
      }
    }
  }

  return { send, entered, lost: () => lost };
}

/** What must hold after every single transaction, from the transactions alone. */
function faultsAfter(entered: readonly Transaction[]): string[] {
  const last = entered.at(-1);
  assert(last, 'one was entered');
  const faults = [...sumsOf(last.entries).values()].some((sum) => sum !== 0) ? [`${last.id} is uneven`] : [];
  const keys = entered.filter(({ key }) => key === last.key).length;
  if (keys > 1) faults.push(`${last.key} was entered ${String(keys)} times`);
  for (const { account } of last.entries) {
    const held = heldBy(entered, account);
    if (accountKinds[account.kind].hasFloor && held < 0)
      faults.push(`${accountCode(account)} holds ${String(held)}`);
  }
  return faults;
}

export function heldBy(entered: readonly Transaction[], account: Account): number {
  const sign = accountKinds[account.kind].normal === 'debit' ? 1 : -1;
  const code = accountCode(account);
  let held = 0;
  for (const { phase, entries } of entered) {
    if (phase === 'pending') continue;
    for (const entry of entries)
      if (accountCode(entry.account) === code) held += sign * signed(entry.side, entry.amount.amount);
  }
  return held;
}

const booking = (key: string) => ({
  key,
  reason: 'correction' as const,
  reference: null,
  actor: 'simulation',
});

export async function runMoney(seed: number): Promise<MoneyRun> {
  const world = simulatedWorld(seed, START);
  const { dice } = world;
  const broken: string[] = [];
  const { send, entered, lost } = ledgerOf(world, broken);
  const bidders = Array.from({ length: 2 + dice.below(6) }, (_, nth) => nth + 1);
  const winner = dice.pick(bidders);

  /** Out of order: what must come first may still be under way, so it is asked again. */
  async function insist(command: LedgerCommand): Promise<TransactionId> {
    for (;;) {
      const answer = await send(command);
      if (answer.ok) return answer.id;
      if (answer.refusal !== 'insufficient-funds') broken.push(`${command.key}: ${answer.refusal}`);
      await world.pause(SECOND);
    }
  }
  const post = (
    key: string,
    entries: LedgerCommand & { type: 'Post' } extends { entries: infer E } ? E : never,
  ) => insist({ type: 'Post', ...booking(key), entries });

  /** Reserved, then posted; now and then voided or left to expire first, and tried anew. */
  async function refund(bidder: number, amount = DEPOSIT): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const key = `refund:${String(bidder)}:${String(attempt)}`;
      const entries = move(refundDue(bidder), cash, amount);
      const expiresAt = later(world.now(), 10 * SECOND);
      const pending = await insist({ type: 'Reserve', ...booking(key), entries, expiresAt });
      if (dice.chance(0.3)) await world.pause(dice.below(20_000));
      const type = dice.chance(0.3) ? 'VoidPending' : 'PostPending';
      const ended = await send({ type, ...booking(`${key}:end`), pending });
      if (ended.ok && type === 'PostPending') return;
      if (ended.ok) continue;
      if (ended.refusal !== 'already-expired') broken.push(`${key}: ${ended.refusal}`);
      await send({ type: 'ExpirePending', ...booking(`expire:${key}`), pending });
    }
  }

  async function bidderOf(bidder: number): Promise<void> {
    const received = post(`receive:${String(bidder)}`, move(cash, deposit(bidder), DEPOSIT));
    const ended =
      bidder === winner
        ? post(`end:${String(bidder)}`, move(deposit(bidder), escrow(), DEPOSIT))
        : post(`end:${String(bidder)}`, move(deposit(bidder), refundDue(bidder), DEPOSIT));
    await Promise.all([received, ended]);
    if (bidder !== winner) await refund(bidder);
  }

  let forfeited = 0;
  /** Paid in for some lots, wanted by more: so many get their earmark as there is room for, each ends once. */
  async function agencyOf(agency: number): Promise<void> {
    const lots = Array.from({ length: 2 + dice.below(3) }, (_, nth) => agency + nth + 1);
    const room = 1 + dice.below(lots.length);
    await post(`pay-in:${String(agency)}`, move(cash, portable(agency), room * DEPOSIT));
    const ended = await Promise.all(lots.map((lot) => earmarkOf(agency, lot)));
    const held = ended.filter((end) => end !== 'refused');
    if (held.length < room) broken.push(`${String(room - held.length)} earmarks were refused that had room`);
    const spent = held.filter((end) => end === 'forfeited').length;
    forfeited += spent;
    const rest = (room - spent) * DEPOSIT;
    if (rest === 0) return;
    await post(`withdrawal:${String(agency)}`, move(portable(agency), refundDue(agency), rest));
    await refund(agency, rest);
  }

  async function earmarkOf(agency: number, lot: number): Promise<'refused' | 'forfeited' | 'released'> {
    const entries = move(portable(agency), passing, DEPOSIT);
    const taken = await send({ type: 'Post', ...booking(`earmark:${String(lot)}:held`), entries });
    if (!taken.ok) {
      if (taken.refusal !== 'insufficient-funds') broken.push(`earmark ${String(lot)}: ${taken.refusal}`);
      return 'refused';
    }
    await post(`deposit:${String(lot)}:held`, move(passing, deposit(lot), DEPOSIT));
    if (dice.chance(0.3)) {
      await post(`deposit:${String(lot)}:forfeited`, move(deposit(lot), forfeit, DEPOSIT));
      return 'forfeited';
    }
    await post(`deposit:${String(lot)}:released`, move(deposit(lot), refundDue(lot), DEPOSIT));
    await post(`deposit:${String(lot)}:returned`, move(refundDue(lot), passing, DEPOSIT));
    await post(`earmark:${String(lot)}:released`, move(passing, portable(agency), DEPOSIT));
    return 'released';
  }

  const agencies = Array.from({ length: 1 + dice.below(3) }, (_, nth) => 100 * (nth + 1));
  const sale = [
    post('price', move(cash, escrow(), PRICE - DEPOSIT)),
    post('proceeds', [
      line('debit', escrow(), PRICE),
      line('credit', pledgee, PRICE - 3_000),
      line('credit', fees, 3_000),
    ]),
    post('payout', move(pledgee, cash, PRICE - 3_000)),
  ];
  let isDone = false;
  void Promise.all([...bidders.map(bidderOf), ...agencies.map(agencyOf), ...sale]).then(
    () => (isDone = true),
  );
  if (!(await world.run(() => isDone, LIMIT))) broken.push('the sale does not end');

  const owed = [
    ...bidders.flatMap((bidder) => [deposit(bidder), refundDue(bidder)]),
    escrow(),
    pledgee,
    passing,
    ...agencies.flatMap((agency) => [portable(agency), refundDue(agency)]),
  ];
  for (const account of owed)
    if (heldBy(entered, account) !== 0) broken.push(`${accountCode(account)} is not empty at the end`);
  const kept = forfeited * DEPOSIT;
  if (heldBy(entered, cash) !== 3_000 + kept) broken.push('the platform keeps more or less than its fee');
  if (heldBy(entered, forfeit) !== kept) broken.push('a default keeps more or less than was earmarked');
  return { broken, entered: entered.length, lost: lost() };
}
