import { decide, wakesAt } from '@reassign/shared/auctions/decide.ts';
import type { AuctionEvent, LotEntry, LotEvent } from '@reassign/shared/auctions/events.ts';
import { evolve, evolveSealed, unborn } from '@reassign/shared/auctions/evolve.ts';
import type { LotCommand, LotRefusal, LotState, Sealed } from '@reassign/shared/auctions/types.ts';
import { accept, type Accepted } from '@reassign/shared/kernel/decision.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { openPart, sealPart } from '../platform/sealed-part.ts';
import type { Sealer } from '../platform/secrets.ts';
import type { Entry, LotRules, Sequencer } from '../platform/sequencer/types.ts';

/** A lot as the server holds it: what everybody may know, and what is sealed in its log. */
export interface HeldLot {
  readonly lot: LotState;
  readonly sealed: Sealed;
}

/** An event as the log has it: its sealed part, if any, is encrypted. */
export type LoggedEvent = Encrypted<LotEvent>;
type Encrypted<Event> = Event extends unknown
  ? Omit<Event, 'sealed'> & { readonly sealed?: Uint8Array }
  : never;

export type LotSequencer = Sequencer<HeldLot, LotCommand, LoggedEvent, LotRefusal>;

/** The rules of a lot, as its sequencer takes them. Events without a sealed part pass as they are. */
export function heldRules(sealer: Sealer): LotRules<HeldLot, LotCommand, LoggedEvent, LotRefusal> {
  const encrypt =
    (lotId: LotId, after: number) =>
    (event: AuctionEvent, nth: number): LoggedEvent =>
      hasSealed(event)
        ? { ...event, sealed: sealPart(sealer, event.sealed, lotId, after + nth + 1) }
        : (event as LoggedEvent);

  function decrypt(entry: Entry<LoggedEvent>): LotEntry {
    const { sealed, lot, seq } = entry;
    if (sealed === undefined) return entry as LotEntry;
    return { ...entry, sealed: openPart(sealer, sealed, lot, seq) } as LotEntry;
  }

  return {
    initial: () => ({ lot: unborn, sealed: null }),
    decide({ lot, sealed }, command) {
      const decision = decide(lot, sealed, command);
      if (!decision.ok) return decision;
      if (lot.phase === 'unborn' || !decision.events.some(hasSealed))
        return decision as Accepted<LoggedEvent>;
      return accept(...decision.events.map(encrypt(lot.lotId, lot.seq)));
    },
    evolve({ lot, sealed }, logged) {
      const entry = decrypt(logged);
      return { lot: evolve(lot, entry), sealed: evolveSealed(sealed, lot, entry) };
    },
    wakesAt: ({ lot }) => wakesAt(lot),
  };
}

const hasSealed = (event: AuctionEvent): event is AuctionEvent & { readonly sealed: object } =>
  'sealed' in event;
