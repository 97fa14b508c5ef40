import { describe, expect, it } from 'vitest';
import { type Answer, type Bid, type Prepared, type Scenario, scenarioFiles, type Seen } from './scenario.ts';
import { standardTerms, type Terms } from './scenario.ts';

/** One lot of a scenario in some implementation. */
export interface Course {
  /** The time is `at`, and whatever was due by then has happened. */
  moveTo(at: string): Promise<void>;
  bid(bid: Bid): Promise<Answer>;
  look(): Promise<Required<Seen>>;
}

/** An implementation of the rules that scenarios can be played on. */
export interface Driver {
  begin(terms: Terms, bidders: Readonly<Record<string, Prepared>>): Promise<Course>;
}

async function play(driver: Driver, { terms, bidders, steps }: Scenario): Promise<void> {
  const course = await driver.begin({ ...standardTerms, ...terms }, bidders);
  for (const [nth, step] of steps.entries()) {
    const place = `step ${nth + 1}`;
    await course.moveTo(step.at);
    if ('bid' in step) expect(await course.bid(step.bid), place).toEqual(step.then);
    if (step.lot === undefined) continue;
    const seen = await course.look();
    const wanted =
      step.lot.closesAt === undefined ? step.lot : { ...step.lot, closesAt: utc(step.lot.closesAt) };
    expect({ ...seen, closesAt: utc(seen.closesAt) }, place).toMatchObject(wanted);
  }
}

const utc = (text: string): string => new Date(text).toISOString();

/** Every scenario as a test. */
export function playAll(driver: Driver): void {
  for (const { topic, about, scenarios } of scenarioFiles) {
    describe(`${topic}: ${about}`, () => {
      it.each(scenarios)('$name ($rule)', (scenario) => play(driver, scenario));
    });
  }
}
