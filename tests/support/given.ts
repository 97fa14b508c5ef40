import { expect } from 'vitest';
import { decide } from '@reassign/shared/auctions/decide.ts';
import type { AuctionEvent, LotEntry } from '@reassign/shared/auctions/events.ts';
import { evolve, evolveSealed, unborn } from '@reassign/shared/auctions/evolve.ts';
import type { LotCommand, LotRefusal, LotState, Sealed } from '@reassign/shared/auctions/types.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import { referTo } from '@reassign/shared/listings/profile-hash.ts';
import { lotId, notice } from './lot.ts';

/*
 * given(log so far).when(command).then(…): a rule as a sentence. Commands before the one in question must be accepted.
 */

export interface Given {
  readonly state: LotState;
  readonly sealed: Sealed;
  readonly entries: readonly LotEntry[];
  when(command: LotCommand): When;
}

export interface When {
  /** Exactly these events. */
  then(...events: readonly AuctionEvent[]): void;
  thenNothing(): void;
  /** Refused for this reason, saying what would have been accepted. */
  thenRefused(code: LotRefusal['code'], facts?: Omit<LotRefusal, 'code'>): void;
  /** The log goes on with what happened. */
  and: Given;
}

export function given(first: LotEntry, ...commands: readonly LotCommand[]): Given {
  return commands.reduce<Given>(
    (before, command) => before.when(command).and,
    log(evolve(unborn, first), evolveSealed(null, unborn, first), [first]),
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
    log(evolve(unborn, first, [rules]), evolveSealed(null, unborn, first), [first]),
  );
};

export const nothingYet: Given = log(unborn, null, []);

function log(state: LotState, sealed: Sealed, entries: readonly LotEntry[]): Given {
  return { state, sealed, entries, when: (command) => when({ state, sealed, entries }, command) };
}

type Before = Omit<Given, 'when'>;

function when(before: Before, command: LotCommand): When {
  const decision = decide(before.state, before.sealed, command);
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
      return decision.ok ? fold(before, decision.events, command) : nothingYet;
    },
  };
}

function fold(before: Before, events: readonly AuctionEvent[], { at }: LotCommand): Given {
  let { state, sealed } = before;
  const entries = [...before.entries];
  for (const event of events) {
    const entry: LotEntry = { ...event, lot: lotId, seq: entries.length + 1, at };
    sealed = evolveSealed(sealed, state, entry);
    state = evolve(state, entry);
    entries.push(entry);
  }
  return log(state, sealed, entries);
}
