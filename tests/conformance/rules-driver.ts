import { decide, wakesAt } from '@reassign/shared/auctions/decide.ts';
import { endOf } from '@reassign/shared/auctions/end.ts';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { evolve, evolveSealed, unborn } from '@reassign/shared/auctions/evolve.ts';
import type { Admission, LotCommand, LotState, Sealed } from '@reassign/shared/auctions/types.ts';
import type { Authority, BarGround, Standing } from '@reassign/shared/deposits/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { CNY, currency } from '@reassign/shared/kernel/currency.ts';
import type { BidderNumber, CommandId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, instant, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { reserveCommitment } from '@reassign/shared/listings/reserve.ts';
import type { ListingPublished } from '@reassign/shared/listings/events.ts';
import { newestProfile } from '@reassign/shared/listings/profile.ts';
import { referTo } from '@reassign/shared/listings/profile-hash.ts';
import { refundsDue } from '@reassign/shared/verify/refunds.ts';
import { lotId, notice, salt } from '../support/lot.ts';
import type { Course, Driver } from './play.ts';
import { formatCommand, formatNotice, SealedTexts } from './pure-formats.ts';
import { moveCommand, reason } from './pure-moves.ts';
import type { Answer, Bid, FormatStep, Mandated, Move, Prepared, Seen, Terms } from './scenario.ts';

const at = (text: string): Instant => instant(Date.parse(text));
const yuan = (fen: number) => money(fen, CNY);

/** The pure rules by themselves: one lot in memory, whose clock the scenario moves. */
export const rulesDriver: Driver = {
  begin: (terms, bidders) => Promise.resolve(new PureLot(terms, bidders)),
};

const noticeOf = (terms: Terms) =>
  formatNotice(terms) ??
  notice({
    profile: referTo(newestProfile(terms.route)),
    start: yuan(terms.start),
    deposit: yuan(terms.deposit),
    increments: terms.increments.map(({ from, step }) => ({ from: yuan(from), step: yuan(step) })),
    opensAt: toRfc3339(at(terms.opensAt)),
    closesAt: toRfc3339(at(terms.closesAt)),
    ...(terms.runnerUpDays !== undefined && { runnerUpDays: terms.runnerUpDays }),
    ladder: terms.ladder.map(({ format, start, opensAt, closesAt }) => ({
      format: format as ListingPublished['body']['ladder'][number]['format'],
      start: yuan(start),
      opensAt: toRfc3339(at(opensAt)),
      closesAt: toRfc3339(at(closesAt)),
    })),
  });

/** The same with its hidden reserve, if it has one. */
function reservedOf({ reserve: fen }: Terms, published: ReturnType<typeof notice>): typeof published {
  if (fen === undefined) return published;
  const reserve = { amount: yuan(fen), salt };
  const body = { ...published.body, reserve: reserveCommitment(lotId, reserve) };
  return { ...published, body, sealed: { reserve } };
}

type Held = Exclude<Prepared, 'deposit-open' | 'stranger'>;

const isAdmitted = (prepared: Prepared | 'conditions-open' | undefined): prepared is Held =>
  typeof prepared === 'object' || prepared === 'admitted';

const authorityOf = ({ mandate: { cap, until } }: Mandated): Authority => ({
  cap: cap === undefined ? null : yuan(cap),
  until: until === undefined ? null : at(until),
});

class PureLot implements Course {
  #state: LotState = unborn;
  #sealed: Sealed = null;
  #now: Instant;
  readonly #texts = new SealedTexts();
  /** How far everybody has come in the round that is announced or runs. */
  #prepared: Readonly<Record<string, Prepared | 'conditions-open'>>;
  readonly #numbers: ReadonlyMap<string, BidderNumber>;
  readonly #barred = new Map<string, BarGround>();

  constructor(terms: Terms, bidders: Readonly<Record<string, Prepared>>) {
    this.#prepared = bidders;
    this.#numbers = new Map(Object.keys(bidders).map((name, nth) => [name, `${101 + nth}` as BidderNumber]));
    const published = reservedOf(terms, noticeOf(terms));
    this.#now = published.at;
    this.#add(published);
  }

  moveTo(text: string): Promise<void> {
    const target = at(text);
    for (let due = wakesAt(this.#state); due !== null && due <= target; due = wakesAt(this.#state)) {
      this.#now = due > this.#now ? due : this.#now;
      assert(this.#submit(this.#wake()) === 'accepted', 'the clock is never refused');
    }
    this.#now = target;
    return Promise.resolve();
  }

  /** What the clock asks for. */
  #wake(): LotCommand {
    if (this.#state.phase === 'notice')
      return { type: 'OpenLot', at: this.#now, admissions: this.#admissions() };
    const platform = { role: 'platform' } as const;
    if (this.#state.phase === 'annulled') return { type: 'LapseOffer', at: this.#now, actor: platform };
    return this.#state.phase === 'paused'
      ? { type: 'ResumeLot', at: this.#now, actor: platform, reason: '' }
      : { type: 'CloseLot', at: this.#now };
  }

  #admissions(): Admission[] {
    return [...this.#numbers].flatMap(([name, bidderNumber]) => {
      const prepared = this.#prepared[name];
      const admission = { bidderNumber, commitment: 'a'.repeat(64) };
      if (typeof prepared === 'object' && 'rank' in prepared) return [{ ...admission, rank: prepared.rank }];
      return isAdmitted(prepared) ? [admission] : [];
    });
  }

  bid({ by, amount, currency: code = 'CNY', maximum, confirmed = false }: Bid): Promise<Answer> {
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

  move(move: Move): Promise<Answer> {
    const number = move.bidder === undefined ? null : this.#numberOf(move.bidder);
    return Promise.resolve(this.#submit({ ...moveCommand(move, number), at: this.#now }));
  }

  send(step: FormatStep): Promise<Answer> {
    const command = formatCommand(step, (name) => this.#standingOf(name), this.#texts);
    const answer = this.#submit({ ...command, at: this.#now });
    if ('seal' in step && answer === 'accepted' && this.#state.phase !== 'unborn')
      this.#texts.keep(this.#state.seq, step.seal, this.#numberOf(step.seal.by));
    return Promise.resolve(answer);
  }

  reconfirm(by: string): Promise<Answer> {
    const standing = this.#standingOf(by);
    return Promise.resolve(this.#submit({ type: 'ReconfirmBid', at: this.#now, standing }));
  }

  default(): Promise<void> {
    const actor = { role: 'platform' } as const;
    const annulled = this.#submit({
      ...{ type: 'AnnulSale', at: this.#now, actor, cause: 'buyer-default', reason },
    });
    assert(annulled === 'accepted', 'a default ends the sale');
    return Promise.resolve();
  }

  answer(by: string, accepts: boolean): Promise<Answer> {
    const standing = this.#standingOf(by);
    return Promise.resolve(this.#submit({ type: 'AnswerOffer', at: this.#now, standing, accepts }));
  }

  declare(bidder: string, ground: string): Promise<void> {
    this.#barred.set(bidder, ground as BarGround);
    return Promise.resolve();
  }

  admit(name: string): Promise<void> {
    this.#prepared = { ...this.#prepared, [name]: 'admitted' };
    return Promise.resolve();
  }

  #numberOf(name: string): BidderNumber {
    const bidderNumber = this.#numbers.get(name);
    assert(bidderNumber !== undefined, `${name} is in the scenario`);
    return bidderNumber;
  }

  #standingOf(name: string): Standing {
    const bidderNumber = this.#numberOf(name);
    const prepared = this.#prepared[name] ?? 'stranger';
    const ground = this.#barred.get(name);
    if (ground !== undefined) return { kind: 'barred', ground };
    if (typeof prepared === 'object' && 'mandate' in prepared)
      return { kind: 'bidder', bidderNumber, authority: authorityOf(prepared) };
    return isAdmitted(prepared) ? { kind: 'bidder', bidderNumber } : { kind: prepared };
  }

  #submit(command: LotCommand): Answer {
    const decision = decide(this.#state, this.#sealed, command);
    if (!decision.ok) return { refused: decision.refusal.code };
    for (const event of decision.events) {
      assert(this.#state.phase !== 'unborn', 'the notice comes first');
      this.#add({ ...event, lot: lotId, seq: this.#state.seq + 1, at: this.#now });
      if (event.type === 'LotUnsold') this.#beginAnew();
    }
    return 'accepted';
  }

  /** A deposit is for one round: whoever had registered is asked for conditions and deposit again. */
  #beginAnew(): void {
    const again = ([name, prepared]: [string, Prepared | 'conditions-open']) =>
      [name, prepared === 'stranger' ? prepared : ('conditions-open' as const)] as const;
    this.#prepared = Object.fromEntries(Object.entries(this.#prepared).map(again));
  }

  #add(entry: LotEntry): void {
    this.#sealed = evolveSealed(this.#sealed, this.#state, entry);
    this.#state = evolve(this.#state, entry);
  }

  #nameOf = (number: BidderNumber): string =>
    [...this.#numbers].find(([, own]) => own === number)?.[0] ?? number;

  look(): ReturnType<Course['look']> {
    const lot = this.#state;
    assert(lot.phase !== 'unborn', 'the notice comes first');
    const running = lot.phase === 'notice' ? null : lot;
    return Promise.resolve({
      phase: lot.phase,
      round: lot.terms.round,
      start: lot.terms.start.amount,
      deposit: lot.terms.deposit.amount,
      price: running?.leader?.amount.amount ?? null,
      asking: running?.asking.amount ?? lot.terms.start.amount,
      leader: running?.leader ? this.#nameOf(running.leader.bidderNumber) : null,
      bidCount: running?.bidCount ?? 0,
      opensAt: toRfc3339(lot.terms.opensAt),
      closesAt: toRfc3339(endOf(lot)),
      paused: lot.phase === 'paused' ? lot.pause.cause : null,
      corrections: lot.corrections.length,
      nextRounds: lot.ladder.length,
      ...this.#offerOf(lot),
    });
  }

  #offerOf(lot: LotState): Pick<Required<Seen>, 'runnerUp' | 'offeredUntil'> {
    const offer = lot.phase === 'annulled' ? lot.offer : null;
    return {
      runnerUp: offer && this.#nameOf(offer.bidderNumber),
      offeredUntil: offer && toRfc3339(offer.until),
    };
  }

  refunds(): ReturnType<Course['refunds']> {
    const registered = [...this.#numbers.values()].filter(
      (number) => this.#state.phase !== 'unborn' && this.#state.admitted.has(number),
    );
    const due = refundsDue(this.#state, registered);
    return Promise.resolve(due && { due: toRfc3339(due.due), of: due.numbers.map(this.#nameOf) });
  }
}
