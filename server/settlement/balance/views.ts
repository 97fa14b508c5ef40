import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import { money, type Money } from '@reassign/shared/kernel/money.ts';
import { dueNext, isOpen, outstanding } from '@reassign/shared/settlement/balance.ts';
import type {
  BalancePhase,
  BalanceView,
  PaymentReview,
  SettlementView,
} from '@reassign/shared/settlement/balance-api.ts';
import { GRACE, latestGrace, type PaymentEvent } from '@reassign/shared/settlement/buyer-default/review.ts';
import { fillParts } from '@reassign/shared/settlement/instalments.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import { mostCommissions } from './review.ts';
import type { Sale } from './repo.ts';
import type { StoredStatement } from '../statements/repo.ts';
import { hammerOf } from './price.ts';

type Core = Omit<
  PaymentReview,
  'buyer' | 'seen' | 'missedAt' | 'gracesLeft' | 'latestGrace' | 'mostCommissions' | 'proposal'
>;

export const phaseOf = ({ isVoid, payment }: Pick<Sale, 'isVoid' | 'payment'>): BalancePhase =>
  isVoid && payment.phase !== 'buyer-defaulted' ? 'void' : payment.phase;

export function coreOf(sale: Sale): Core {
  const { settlement, amount, received, balance, events, receipts } = sale;
  const inUnit = (minor: number): Money => money(minor, amount.currency);
  const dates = events.flatMap((event) =>
    event.type === 'GraceGranted' || event.type === 'InstalmentPaid' ? [event.until] : [],
  );
  return {
    ...{ lotId: sale.lot, lotNumber: settlement.lotNumber, title: settlement.title, route: settlement.route },
    ...{ confirmation: settlement.number, phase: phaseOf(sale), amount, received },
    ...{
      hammer: hammerOf(sale),
      premium: inUnit(settlement.premiumMinor),
      deposit: inUnit(settlement.depositMinor),
    },
    outstanding: outstanding(sale),
    dueNext: dueNext(sale),
    dueAt: fromInstant(dates.at(-1) ?? balance.dueAt),
    parts: partsOf(sale),
    priceGoesTo: settlement.priceGoesTo,
    receipts: receipts.map(({ channel, amountMinor, takenMinor, receivedAt }) => ({
      ...{ channel, amount: inUnit(amountMinor), taken: inUnit(takenMinor) },
      receivedAt: fromInstant(receivedAt),
    })),
    history: events.map(historyOf),
  };
}

function partsOf({ parts, received, payment, isVoid }: Sale): Core['parts'] {
  const filled = fillParts(parts, received);
  const next = filled.findIndex(({ amount, paid }) => paid.amount < amount.amount);
  const stateOf = (nth: number): Core['parts'][number]['state'] => {
    if (next === -1 || nth < next) return 'paid';
    if (!isOpen({ payment, isVoid })) return 'ended';
    if (nth > next) return 'open';
    return payment.phase === 'in-review' ? 'late' : 'due';
  };
  return filled.map(({ amount, paid, dueAt }, nth) => {
    const isWaited = nth === next && payment.phase === 'awaiting-payment';
    const until = isWaited ? payment.dueAt : dueAt;
    return { amount, paid, dueAt: fromInstant(until), state: stateOf(nth) };
  });
}

const historyOf = (event: PaymentEvent): Core['history'][number] => ({
  ...{ type: event.type, at: fromInstant(event.at) },
  ...((event.type === 'GraceGranted' || event.type === 'InstalmentPaid') && {
    until: fromInstant(event.until),
  }),
});

/** What was stated stands as it was stated. */
export function defaultedOf(statements: readonly StoredStatement[]): BalanceView['defaulted'] {
  const found = statements.find(({ kind }) => kind === 'default');
  if (!found) return null;
  const { deposit, losses, returned, isBarred, runnerUp, forfeit } = found.body as unknown as NonNullable<
    BalanceView['defaulted']
  >;
  return {
    hash: found.hash,
    at: fromInstant(found.at),
    deposit,
    losses,
    returned,
    isBarred,
    runnerUp,
    forfeit,
    resale: resaleOf(statements),
  };
}

type Resale = NonNullable<NonNullable<BalanceView['defaulted']>['resale']>;

function resaleOf(statements: readonly StoredStatement[]): Resale | null {
  const found = statements.find(({ kind }) => kind === 'resale');
  if (!found) return null;
  const { soldAgain, forfeit } = found.body as unknown as {
    readonly soldAgain: { readonly lot: string; readonly number: string; readonly price: Resale['price'] };
    readonly forfeit: Resale['forfeit'];
  };
  return {
    ...{ hash: found.hash, at: fromInstant(found.at) },
    ...{ lotId: soldAgain.lot, lotNumber: soldAgain.number, price: soldAgain.price, forfeit },
  };
}

type Waterfall = NonNullable<SettlementView['waterfall']>;

export function waterfallOf(statements: readonly StoredStatement[]): Waterfall | null {
  const found = statements.find(({ kind }) => kind === 'waterfall');
  if (!found) return null;
  const body = found.body as unknown as Partial<Waterfall> & {
    /** Of statements made before rights could go different ways. */
    readonly distribution?: Waterfall['pots'][number]['distribution'];
  };
  const alone = body.distribution && [{ rightIds: [], pledgor: null, distribution: body.distribution }];
  return {
    ...{
      hash: found.hash,
      at: fromInstant(found.at),
      obstacle: body.obstacle ?? null,
      after: body.after ?? [],
    },
    ...{ pots: body.pots ?? alone ?? [], deficiencies: body.deficiencies ?? [] },
    ...{ reckonedIn: body.reckonedIn ?? [], sheetVersion: body.sheetVersion ?? null },
    holders: body.holders ?? {},
  };
}

export function reviewOf(sale: Sale, reader: UserId, now: Instant): PaymentReview {
  const { payment, settlement, events, balance } = sale;
  assert(payment.phase === 'in-review', 'the queue has what is under review');
  const { proposal, graces, missedAt } = payment;
  const outcome = proposal?.outcome;
  return {
    ...coreOf(sale),
    ...{ buyer: settlement.buyerName, seen: events.length, missedAt: fromInstant(missedAt) },
    gracesLeft: Math.max(0, GRACE.times - graces),
    latestGrace: fromInstant(latestGrace(now)),
    mostCommissions: balance.rules.buyerDefault.covers.includes('commissions') ? mostCommissions(sale) : null,
    proposal: proposal && {
      kind: proposal.outcome.kind,
      until: outcome?.kind === 'grace' ? fromInstant(outcome.until) : null,
      losses: outcome?.kind === 'buyer-default' ? { ...outcome.losses } : null,
      ...{ reason: proposal.reason, mine: proposal.by === reader },
    },
  };
}
