import { randomBytes } from 'node:crypto';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import { DAY, HOUR, type Instant, instant, later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { add, percent, times } from '@reassign/shared/kernel/money.ts';
import { incrementsOf } from '@reassign/shared/auctions/offer.ts';
import { stepOver, toIncrements } from '@reassign/shared/listings/increments.ts';
import type { ListingView } from '@reassign/shared/listings/api.ts';
import type { Modules } from '../modules.ts';
import type { DemoAsset } from './asset.ts';
import type { PastClock } from './past-clock.ts';
import { stateDemoClaims } from './claims.ts';
import { done } from './done.ts';
import { appraisedValue, draftListing } from './drafting.ts';
import { giveBack } from './giving-back.ts';
import { type DemoCast, demoCast, type DemoKey } from './people.ts';
import { demoPlan, type PlannedLot } from './plan.ts';
import { registerDemo } from './registering.ts';
import { bidSealed, giveDemoKeys, giveDemoShares } from './sealed.ts';

export interface Seeded {
  readonly lots: number;
}

export interface Telling {
  readonly modules: Modules;
  readonly clock: PastClock;
  /** Whatever follows the logs acts, at the clock's moment. */
  readonly catchUp: () => Promise<void>;
}

/**
 * Tells the demo's past with the real commands, each at its own moment: half a year of notices, deposits and bids.
 * `batch` is how many lots there were before: 0 for the first; later batches bring only what is open or announced.
 */
export async function seedDemo(telling: Telling, now: Instant, batch: number): Promise<Seeded> {
  const { modules, clock } = telling;
  const start = later(now, -190 * DAY);
  clock.set(start);
  const cast = await demoCast(modules.accounts);
  await giveDemoKeys(modules, cast, start);
  const story = new Story(telling, cast);
  const plan = demoPlan(now, batch);
  for (const [index, planned] of plan.lots.entries()) {
    await story.tell(planned, now, `${String(batch + 1)}-${String(index + 1)}`);
  }
  for (const [index, asset] of plan.drafts.entries()) await story.draft(asset, now, index);
  return { lots: plan.lots.length };
}

class Story {
  readonly #modules: Modules;
  readonly #clock: PastClock;
  readonly #catchUp: () => Promise<void>;
  readonly #cast: DemoCast;

  constructor({ modules, clock, catchUp }: Telling, cast: DemoCast) {
    this.#modules = modules;
    this.#clock = clock;
    this.#catchUp = catchUp;
    this.#cast = cast;
  }

  /** One lot from its case to where it stands now. */
  async tell(planned: PlannedLot, now: Instant, reference: string): Promise<void> {
    const { publishedAt } = planned;
    const draft = await this.#reserved(planned, await this.#draft(planned, reference));
    this.#clock.set(later(publishedAt, -2 * HOUR));
    const { listings } = this.#modules;
    if (planned.isShared) await stateDemoClaims(listings, this.#cast, this.#clock.now(), draft);
    const { 'bank-maker': maker, 'bank-checker': checker } = this.#cast;
    const submitted = done(await listings.submit(maker, this.#clock.now(), draft));
    this.#clock.set(later(publishedAt, -HOUR));
    const approved = done(await listings.approve(checker, this.#clock.now(), submitted));
    this.#clock.set(publishedAt);
    const { lotId } = done(await listings.publish(checker, this.#clock.now(), approved));
    assert(lotId !== null, 'a published listing has its lot');
    const lot = lotId as LotId;

    const round = await this.#lastRound(lot, planned);
    await registerDemo({ modules: this.#modules, cast: this.#cast, clock: this.#clock }, lot, round, now);
    if (round.opensAt > now) return;
    this.#clock.set(round.opensAt);
    await this.#modules.auctions.wake(lot);
    await this.#bid(lot, round, now);
    if (round.closesAt > now) return;
    // Late bids moved the end.
    const view = await this.#modules.auctions.sequencer.view(lot);
    const running = view?.state.lot;
    this.#clock.set(running?.phase === 'open' ? running.closesAt : round.closesAt);
    await this.#modules.auctions.wake(lot);
    if (planned.shares !== undefined) {
      this.#clock.set(later(round.closesAt, HOUR));
      await giveDemoShares(this.#modules, lot, this.#cast, planned.shares);
    }
    // Deposits go back on the day of the end, not on that of the telling.
    await this.#catchUp();
    this.#clock.set(later(this.#clock.now(), 2 * HOUR));
    await giveBack(this.#modules, this.#cast);
  }

  /** Every round before the last opens and closes with nobody there, and the next one's notice begins by itself. */
  async #lastRound(lot: LotId, planned: PlannedLot): Promise<PlannedLot> {
    let round = planned;
    for (const next of planned.ladder ?? []) {
      for (const moment of [round.opensAt, round.closesAt]) {
        this.#clock.set(moment);
        await this.#modules.auctions.wake(lot);
      }
      await this.#catchUp();
      round = { ...planned, ...next, publishedAt: round.closesAt };
    }
    return round;
  }

  async #reserved({ asset, reservePercent }: PlannedLot, draft: ListingView): Promise<ListingView> {
    if (reservePercent === undefined) return draft;
    const reserve = percent(appraisedValue(asset), reservePercent * 100, 'down');
    const { 'bank-maker': maker } = this.#cast;
    return done(await this.#modules.listings.setReserve(maker, this.#clock.now(), draft, { reserve }));
  }

  /** A draft, a submitted one, and so on: what the bank's people find on their desk. */
  async draft(asset: DemoAsset, now: Instant, index: number): Promise<void> {
    const opensAt = later(now, (20 + index) * DAY);
    const planned = {
      asset,
      publishedAt: now,
      opensAt,
      closesAt: later(opensAt, 2 * DAY),
      bids: 0,
      registered: [],
    };
    const draft = await this.#draft(planned, `0-${String(index + 1)}`);
    this.#clock.set(later(now, -HOUR));
    if (index > 0)
      done(await this.#modules.listings.submit(this.#cast['bank-maker'], this.#clock.now(), draft));
  }

  #draft(planned: PlannedLot, reference: string): Promise<ListingView> {
    const at = later(planned.publishedAt, -DAY);
    this.#clock.set(at);
    return draftListing(this.#modules.listings, this.#cast, at, planned, reference);
  }

  /** Bids spread over the time that has passed, by turns; the last ones of an ended lot come late and extend it. */
  async #bid(
    lot: LotId,
    { bids, registered, opensAt, closesAt, shares }: PlannedLot,
    now: Instant,
  ): Promise<void> {
    const until = Math.min(closesAt, now);
    for (let nth = 0; nth < bids; nth++) {
      const share = (nth + 1) / (bids + 1);
      const late = closesAt <= now && nth >= bids - 2;
      const spread = opensAt + Math.floor((until - opensAt) * share) - ((nth * 7_919_003) % (40 * MINUTE));
      const moment = late ? closesAt - (bids - nth) * MINUTE - nth * 1_307 : Math.max(spread, opensAt);
      this.#clock.set(instant(moment));
      if (shares === undefined)
        await this.#bidOnce(lot, registered[nth % registered.length] ?? 'robot-a', (nth * 5) % 3);
      else await this.#seal(lot, registered.at(-1 - (nth % registered.length)) ?? 'robot-a', nth);
    }
  }

  async #seal(lot: LotId, key: DemoKey, nth: number): Promise<void> {
    await bidSealed(this.#modules, lot, this.#cast[key], nth, this.#clock.now());
  }

  /** At the asking price, or a few increments above it. */
  async #bidOnce(lot: LotId, key: DemoKey, above: number): Promise<void> {
    const { auctions } = this.#modules;
    const organisation = this.#cast[key].organisation;
    const running = (await auctions.sequencer.view(lot))?.state.lot;
    assert(organisation && running?.phase === 'open', 'the lot is open');
    const increments = toIncrements(incrementsOf(running.terms));
    const answer = await auctions.auctions.placeBid(lot, {
      commandId: uuidv7(this.#clock.now(), randomBytes(10)),
      amount: add(running.asking, times(stepOver(running.asking, increments), above)),
      confirmed: false,
      standing: await auctions.auctions.standing(lot, organisation.id),
    });
    assert(answer.ok, `the demo's bid is accepted`);
  }
}
