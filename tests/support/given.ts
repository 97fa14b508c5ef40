import { expect } from 'vitest';
import { decide } from '@reassign/shared/auctions/decide.ts';
import type { AuctionEvent, LotEntry } from '@reassign/shared/auctions/events.ts';
import { evolve, unborn } from '@reassign/shared/auctions/evolve.ts';
import type { BidRefusal, LotCommand, LotRefusal, LotState } from '@reassign/shared/auctions/types.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import { referTo } from '@reassign/shared/listings/profile-hash.ts';
import { lotId, notice } from './lot.ts';

/*
 * given(log so far).when(command).then(…): a rule as a sentence. Commands before the one in question must be accepted.
 */

export interface Given {
  readonly state: LotState;
  readonly entries: readonly LotEntry[];
  when(command: LotCommand): When;
}

export interface When {
  /** Exactly these events. */
  then(...events: readonly AuctionEvent[]): void;
  thenNothing(): void;
  /** Refused for this reason, saying what would have been accepted. */
  thenRefused(code: BidRefusal, facts?: Omit<LotRefusal, 'code'>): void;
  /** The log goes on with what happened. */
  and: Given;
}

export function given(first: LotEntry, ...commands: readonly LotCommand[]): Given {
  return commands.reduce<Given>(
    (before, command) => before.when(command).and,
    log(evolve(unborn, first), [first]),
  );
}

/** The same under rules of its own, as a later version of a profile may have them. */
export const givenUnder = (
  rules: Profile,
  terms: Parameters<typeof notice>[0],
  ...commands: readonly LotCommand[]
): Given => {
  const first = notice({ ...terms, profile: referTo(rules) });
  return commands.reduce<Given>(
    (before, command) => before.when(command).and,
    log(evolve(unborn, first, [rules]), [first]),
  );
};

export const nothingYet: Given = log(unborn, []);

function log(state: LotState, entries: readonly LotEntry[]): Given {
  return { state, entries, when: (command) => when(state, entries, command) };
}

function when(state: LotState, entries: readonly LotEntry[], command: LotCommand): When {
  const decision = decide(state, command);
  return {
    then(...events) {
      expect(decision).toEqual({ ok: true, events });
    },
    thenNothing() {
      expect(decision).toEqual({ ok: true, events: [] });
    },
    thenRefused(code, facts) {
      if (facts === undefined) expect(decision).toMatchObject({ ok: false, refusal: { code } });
      else expect(decision).toEqual({ ok: false, refusal: { code, ...facts } });
    },
    get and() {
      expect(decision, `${command.type} in the history must be accepted`).toMatchObject({ ok: true });
      return decision.ok ? fold(state, entries, decision.events, command) : log(state, entries);
    },
  };
}

function fold(
  state: LotState,
  entries: readonly LotEntry[],
  events: readonly AuctionEvent[],
  { at }: LotCommand,
): Given {
  const added = events.map((event, nth): LotEntry => ({
    ...event,
    lot: lotId,
    seq: entries.length + nth + 1,
    at,
  }));
  return log(
    added.reduce((before, entry) => evolve(before, entry), state),
    [...entries, ...added],
  );
}
