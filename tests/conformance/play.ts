import { describe, expect, it } from 'vitest';
import {
  type Answer,
  type Bid,
  type FormatStep,
  isForAll,
  isOfFormat,
  type LotScenario,
  lotTopics,
  type Move,
  type Prepared,
  type Refunds,
  type Seen,
  standardTerms,
  type Terms,
} from './scenario.ts';

/** One lot of a scenario in some implementation. */
export interface Course {
  /** The time is `at`, and whatever was due by then has happened. */
  moveTo(at: string): Promise<void>;
  bid(bid: Bid): Promise<Answer>;
  move(move: Move): Promise<Answer>;
  reconfirm(by: string): Promise<Answer>;
  send(step: FormatStep): Promise<Answer>;
  admit(name: string): Promise<void>;
  declare(bidder: string, ground: string): Promise<void>;
  default(): Promise<void>;
  answer(by: string, accepts: boolean): Promise<Answer>;
  look(): Promise<Required<Seen>>;
  refunds(): Promise<Refunds | null>;
}

/** An implementation of the rules that scenarios can be played on. */
export interface Driver {
  begin(terms: Terms, bidders: Readonly<Record<string, Prepared>>): Promise<Course>;
}

async function play(driver: Driver, { terms, bidders, steps }: LotScenario): Promise<void> {
  const course = await driver.begin({ ...standardTerms(terms?.route), ...terms }, bidders);
  for (const [nth, step] of steps.entries()) {
    const place = `step ${nth + 1}`;
    await course.moveTo(step.at);
    if ('bid' in step) expect(await course.bid(step.bid), place).toEqual(step.then);
    if ('move' in step) expect(await course.move(step.move), place).toEqual(step.then);
    if ('reconfirm' in step) expect(await course.reconfirm(step.reconfirm), place).toEqual(step.then);
    if ('admit' in step) await course.admit(step.admit);
    if ('declare' in step) await course.declare(step.declare.bidder, step.declare.ground);
    if ('default' in step) await course.default();
    if ('answer' in step)
      expect(await course.answer(step.answer.by, step.answer.accepts), place).toEqual(step.then);
    if (isOfFormat(step)) expect(await course.send(step), place).toEqual(step.then);
    if (step.lot) expect(inUtc(await course.look()), place).toMatchObject(inUtc(step.lot));
    if (step.refunds) {
      const { due, of } = (await course.refunds()) ?? { due: '', of: [] };
      expect({ due: utc(due), of: of.toSorted() }, place).toEqual({
        due: utc(step.refunds.due),
        of: step.refunds.of.toSorted(),
      });
    }
  }
}

const utc = (text: string): string => (text === '' ? text : new Date(text).toISOString());

const inUtc = (seen: Seen): Seen => ({
  ...seen,
  ...(seen.opensAt !== undefined && { opensAt: utc(seen.opensAt) }),
  ...(seen.closesAt !== undefined && { closesAt: utc(seen.closesAt) }),
  ...(seen.offeredUntil !== undefined && { offeredUntil: seen.offeredUntil && utc(seen.offeredUntil) }),
});

/** Every scenario of lots as a test. */
export function playLots(driver: Driver, isFor: (scenario: LotScenario) => boolean = isForAll): void {
  for (const { topic, about, scenarios } of lotTopics) {
    const those = scenarios.filter(isFor);
    if (those.length > 0)
      describe(`${topic}: ${about}`, () => {
        it.each(those)('$name', (scenario) => play(driver, scenario));
      });
  }
}
