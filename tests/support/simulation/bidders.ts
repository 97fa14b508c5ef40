import type { LotRefusal } from '@reassign/shared/auctions/types.ts';
import type { BidderNumber, CommandId, LotId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import type { LoggedEvent } from '../../../server/auctions/held-lot.ts';
import type { Outcome } from '../../../server/platform/sequencer/index.ts';
import type { SimulatedServer } from './auction-house.ts';
import { contentHash, newId } from './lots.ts';
import type { World } from './world.ts';

export type BidOutcome = Outcome<LoggedEvent, LotRefusal>;

/** One answer as a client saw it. */
export interface Told {
  readonly lotId: LotId;
  readonly bidderNumber: BidderNumber;
  readonly commandId: CommandId;
  readonly amountMinor: number;
  /** When it was sent for the first time; answers to earlier attempts may be lost. */
  readonly firstSentAt: Instant;
  /** Entries the database held when this attempt was sent. */
  readonly committedBefore: number;
  readonly toldAt: Instant;
  /** Entries the database held when the answer came. */
  readonly committedSeq: number;
  readonly outcome: BidOutcome;
}

export interface BidderOptions {
  readonly world: World;
  readonly bidderNumber: BidderNumber;
  readonly lots: readonly LotId[];
  readonly servers: () => readonly SimulatedServer[];
  readonly bids: number;
  readonly committedSeq: (lotId: LotId) => number;
  readonly told: (told: Told) => void;
}

const PATIENCE_MS = 400;
const MOST_TRIES = 12;
export const again: ReadonlySet<string> = new Set([
  'busy',
  'unavailable',
  'outcome-unknown',
  'clock-uncertain',
]);

/** Bids now and then, sends the same command again when no answer came, sometimes twice for no reason. */
export async function bidNowAndThen(options: BidderOptions): Promise<void> {
  const { world, lots, bids } = options;
  const { dice } = world;
  await world.pause(1_000);
  for (let bid = 0; bid < bids; bid++) {
    await world.pause(dice.below(40));
    const lotId = dice.pick(lots);
    const server = dice.pick(options.servers());
    const state = server.sequencer.peek(lotId)?.state.lot;
    const isLastSecond = state?.phase === 'open' && dice.chance(0.05);
    if (isLastSecond) await world.pause(state.closesAt - world.now() - dice.below(60));
    const asking = state?.phase === 'open' ? state.asking.amount : 100_000;
    const amountMinor = asking + (dice.below(5) - 1) * 5_000;
    await insist(options, lotId, newId<'command'>(dice, world.now()), amountMinor);
  }
}

/** Sends until there is an answer that says something. */
async function insist(
  options: BidderOptions,
  lotId: LotId,
  commandId: CommandId,
  amountMinor: number,
): Promise<void> {
  const { world } = options;
  const firstSentAt = world.now();
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const send = (): Promise<BidOutcome | null> =>
      sendOnce(options, { lotId, commandId, amountMinor, firstSentAt });
    const isTwice = world.dice.chance(0.15);
    const [outcome] = await Promise.all([
      send(),
      isTwice ? world.pause(world.dice.below(30)).then(send) : null,
    ]);
    if (outcome?.ok) return;
    if (outcome && !again.has(outcome.refusal.code)) return;
    await world.pause(world.dice.below(120));
  }
}

interface Attempt {
  readonly lotId: LotId;
  readonly commandId: CommandId;
  readonly amountMinor: number;
  readonly firstSentAt: Instant;
}

async function sendOnce(options: BidderOptions, attempt: Attempt): Promise<BidOutcome | null> {
  const { world, bidderNumber, servers, committedSeq, told } = options;
  const { lotId, commandId, amountMinor } = attempt;
  const committedBefore = committedSeq(lotId);
  const server = world.dice.pick(servers());
  const command = {
    type: 'PlaceBid',
    commandId,
    standing: { kind: 'bidder', bidderNumber },
    amount: money(amountMinor, CNY),
    confirmed: true,
  } as const;
  const identity = { bidderNumber, commandId, contentHash: contentHash({ amountMinor }) };
  const answered = server.sequencer.submit(lotId, command, identity).then((outcome) => {
    if (!server.isAlive()) return null;
    const committed = { committedBefore, committedSeq: committedSeq(lotId) };
    told({ ...attempt, ...committed, bidderNumber, toldAt: world.now(), outcome });
    return world.dice.chance(0.05) ? null : outcome;
  });
  return Promise.race([answered, world.pause(PATIENCE_MS).then(() => null)]);
}
