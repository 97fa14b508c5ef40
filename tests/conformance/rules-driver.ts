import { decide, wakesAt } from '@reassign/shared/auctions/decide.ts';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { evolve, evolveSealed, unborn } from '@reassign/shared/auctions/evolve.ts';
import type { LotCommand, LotState, Sealed } from '@reassign/shared/auctions/types.ts';
import type { Standing } from '@reassign/shared/deposits/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { currency } from '@reassign/shared/kernel/currency.ts';
import type { BidderNumber, CommandId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, instant, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { reserveCommitment } from '@reassign/shared/listings/reserve.ts';
import { endOf } from '@reassign/shared/auctions/end.ts';
import { lotId, notice, salt } from '../support/lot.ts';
import type { Course, Driver } from './play.ts';
import type { Answer, Prepared, Terms } from './scenario.ts';

const at = (text: string): Instant => instant(Date.parse(text));
const yuan = (fen: number) => money(fen, CNY);

/** The pure rules by themselves: one lot in memory, whose clock the scenario moves. */
export const rulesDriver: Driver = {
  begin: (terms, bidders) => Promise.resolve(new PureLot(terms, bidders)),
};

class PureLot implements Course {
  #state: LotState = unborn;
  #sealed: Sealed = null;
  #now: Instant;
  readonly #numbers: ReadonlyMap<string, BidderNumber>;
  readonly #prepared: Readonly<Record<string, Prepared>>;

  constructor(terms: Terms, bidders: Readonly<Record<string, Prepared>>) {
    this.#prepared = bidders;
    this.#numbers = new Map(Object.keys(bidders).map((name, nth) => [name, `${101 + nth}` as BidderNumber]));
    const reserve = terms.reserve === undefined ? null : { amount: yuan(terms.reserve), salt };
    const published = notice({
      start: yuan(terms.start),
      deposit: yuan(terms.deposit),
      increments: terms.increments.map(({ from, step }) => ({ from: yuan(from), step: yuan(step) })),
      opensAt: toRfc3339(at(terms.opensAt)),
      closesAt: toRfc3339(at(terms.closesAt)),
      ...(reserve && { reserve: reserveCommitment(lotId, reserve) }),
    });
    this.#now = published.at;
    this.#add({ ...published, ...(reserve && { sealed: { reserve } }) });
  }

  moveTo(text: string): Promise<void> {
    const target = at(text);
    for (let due = wakesAt(this.#state); due !== null && due <= target; due = wakesAt(this.#state)) {
      this.#now = due > this.#now ? due : this.#now;
      this.#clock();
    }
    this.#now = target;
    return Promise.resolve();
  }

  #clock(): void {
    const admissions = [...this.#numbers]
      .filter(([name]) => this.#prepared[name] === 'admitted')
      .map(([, bidderNumber]) => ({ bidderNumber, commitment: 'a'.repeat(64) }));
    const isNotice = this.#state.phase === 'notice';
    const answer = this.#submit(
      isNotice ? { type: 'OpenLot', at: this.#now, admissions } : { type: 'CloseLot', at: this.#now },
    );
    assert(answer === 'accepted', 'the clock is never refused');
  }

  bid({
    by,
    amount,
    currency: code = 'CNY',
    maximum,
    confirmed = false,
  }: Parameters<Course['bid']>[0]): Promise<Answer> {
    const answer = this.#submit({
      type: 'PlaceBid',
      at: this.#now,
      commandId: '019cd000-0000-7000-8000-0000000000c1' as CommandId,
      standing: this.#standingOf(by),
      amount: money(amount, currency(code)),
      ...(maximum !== undefined && { maximum: { amount: money(maximum, currency(code)), salt } }),
      confirmed,
    });
    return Promise.resolve(answer);
  }

  #standingOf(name: string): Standing {
    const bidderNumber = this.#numbers.get(name);
    assert(bidderNumber !== undefined, `${name} is in the scenario`);
    const prepared = this.#prepared[name];
    return prepared === 'admitted' ? { kind: 'bidder', bidderNumber } : { kind: prepared ?? 'stranger' };
  }

  #submit(command: LotCommand): Answer {
    const decision = decide(this.#state, this.#sealed, command);
    if (!decision.ok) return { refused: decision.refusal.code };
    for (const event of decision.events) {
      assert(this.#state.phase !== 'unborn', 'the notice comes first');
      this.#add({ ...event, lot: lotId, seq: this.#state.seq + 1, at: this.#now });
    }
    return 'accepted';
  }

  #add(entry: LotEntry): void {
    this.#sealed = evolveSealed(this.#sealed, this.#state, entry);
    this.#state = evolve(this.#state, entry);
  }

  look(): ReturnType<Course['look']> {
    const lot = this.#state;
    assert(lot.phase !== 'unborn', 'the notice comes first');
    const running = lot.phase === 'notice' ? null : lot;
    const nameOf = (number: BidderNumber) =>
      [...this.#numbers].find(([, own]) => own === number)?.[0] ?? null;
    return Promise.resolve({
      phase: lot.phase,
      price: running?.leader?.amount.amount ?? null,
      asking: running?.asking.amount ?? lot.terms.start.amount,
      leader: running?.leader ? nameOf(running.leader.bidderNumber) : null,
      bidCount: running?.bidCount ?? 0,
      closesAt: toRfc3339(endOf(lot)),
    });
  }
}
