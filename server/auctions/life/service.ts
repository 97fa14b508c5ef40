import { randomBytes } from 'node:crypto';
import type { LotMove } from '@reassign/shared/auctions/life-api.ts';
import type { PersonRole } from '@reassign/shared/auctions/life-events.ts';
import type { LotCommand } from '@reassign/shared/auctions/types.ts';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import type { Standing } from '@reassign/shared/deposits/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { BidderNumber, LotId, OrganisationId } from '@reassign/shared/kernel/ids.ts';
import { problem, type Problem } from '@reassign/shared/kernel/problems.ts';
import type { NoticeView } from '@reassign/shared/listings/notice-api.ts';
import type { Json } from '@reassign/shared/verify/canonical-json.ts';
import { commitTo } from '@reassign/shared/verify/commitment.ts';
import type { LotSequencer } from '../held-lot.ts';
import { toProblem } from '../service.ts';

export type MoveAnswer =
  | { readonly ok: true; readonly seq: number; readonly at: string }
  | { readonly ok: false; readonly problem: Problem };

export interface LifeDeps {
  readonly sequencer: LotSequencer;
  /** The organisation that sells a lot; `null` when there is no such lot. */
  /** As it was published. */
  readonly notice: (lotId: LotId) => Promise<NoticeView | null>;
  readonly sellerOf: (lotId: LotId) => Promise<OrganisationId | null>;
}

type Untimed<Command> = Command extends unknown ? Omit<Command, 'at'> : never;

/** What people do with a lot beside bidding: through its queue, like a bid, and with their commitment in its log. */
export function createLife({ sequencer, sellerOf, notice }: LifeDeps) {
  /** As what somebody acts in a lot; `null` for a lot that is not theirs to move. */
  async function roleIn(lotId: LotId, { organisation }: Principal): Promise<PersonRole | null> {
    assert(organisation, 'access was checked');
    const lot = (await sequencer.view(lotId))?.state.lot;
    if (lot === undefined || lot.phase === 'unborn') return null;
    if (organisation.kind === 'operator') return 'operator';
    if (organisation.kind === 'auction-house') {
      const isTheirs = (await notice(lotId))?.papers.consignment?.creditCode === organisation.creditCode;
      // The platform looked at its licence.
      return isTheirs && organisation.accredited ? 'auctioneer' : null;
    }
    if ((await sellerOf(lotId)) !== organisation.id) return null;
    return organisation.kind === 'court' ? 'court' : 'seller';
  }

  async function submit(lotId: LotId, command: Untimed<LotCommand>): Promise<MoveAnswer> {
    const outcome = await sequencer.submit(lotId, command);
    if (!outcome.ok) return { ok: false, problem: toProblem(outcome.refusal) };
    const first = outcome.entries[0];
    assert(first, 'a move that was accepted has an entry');
    return { ok: true, seq: outcome.seq, at: fromInstant(first.entry.at) };
  }

  /** A move as somebody makes it: the log has a commitment to the person, the platform alone who it is. */
  async function act(
    lotId: LotId,
    { userId }: Pick<Principal, 'userId'>,
    role: PersonRole,
    command: Bare<Act>,
  ): Promise<MoveAnswer> {
    const behind = { person: userId, salt: randomBytes(32).toString('hex') };
    const commitment = commitTo({ lot: lotId, person: behind.person }, behind.salt);
    return submit(lotId, { ...command, actor: { role, commitment }, behind });
  }

  return {
    act,

    async move(lotId: LotId, person: Principal, wish: LotMove): Promise<MoveAnswer> {
      const role = await roleIn(lotId, person);
      if (role === null) return { ok: false, problem: problem('unknown-lot') };
      const command = commandOf(wish);
      const published = command.type === 'CorrectNotice' && { notice: (await notice(lotId)) as Json };
      return act(lotId, person, role, { ...command, ...published });
    },

    /** The runner-up takes the right at its own bid, or does not, after the buyer's default. */
    answerOffer: (lotId: LotId, standing: Standing, accepts: boolean): Promise<MoveAnswer> =>
      submit(lotId, { type: 'AnswerOffer', standing, accepts }),

    /** Two people confirmed that this buyer did not pay: the platform says so in the log, once. */
    async annulDefaulted(lotId: LotId, of: BidderNumber, reason: string): Promise<void> {
      const actor = { role: 'platform' } as const;
      // What is refused was annulled before; what did not come through is tried again by whoever asks.
      await submit(lotId, { type: 'AnnulSale', ...{ actor, cause: 'buyer-default', of, reason } });
    },

    /** A bidder stands by its highest bid after the leader was voided. */
    reconfirm: (lotId: LotId, standing: Standing): Promise<MoveAnswer> =>
      submit(lotId, { type: 'ReconfirmBid', standing }),
  };
}

export type Life = ReturnType<typeof createLife>;

type Act = Extract<Untimed<LotCommand>, { actor: object }>;
type Bare<Command> = Command extends unknown ? Omit<Command, 'actor' | 'behind'> : never;

function commandOf(wish: LotMove): Bare<Act> {
  switch (wish.move) {
    case 'pause':
      return { type: 'PauseLot', cause: wish.cause, reason: wish.reason };
    case 'end-pause-cause':
      return { type: 'EndPauseCause', reason: wish.reason };
    case 'resume':
      return { type: 'ResumeLot', reason: wish.reason };
    case 'withdraw':
      return { type: 'WithdrawLot', cause: wish.cause, reason: wish.reason };
    case 'settle':
      return { type: 'SettleLot', reason: wish.reason };
    case 'stop-ladder':
      return { type: 'StopLadder', reason: wish.reason };
    case 'announce-round':
      return { type: 'AnnounceRound' };
    case 'confirm-sale':
      return { type: 'ConfirmSale', reason: wish.reason };
    case 'annul':
      return { type: 'AnnulSale', cause: wish.cause, reason: wish.reason };
    case 'correct':
      return { type: 'CorrectNotice', changes: wish.changes, reason: wish.reason };
    case 'bar':
      return {
        type: 'BarBidder',
        bidderNumber: wish.bidderNumber as BidderNumber,
        ground: wish.ground,
      };
  }
}
