import { randomBytes } from 'node:crypto';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import type { ReceiptView } from '@reassign/shared/auctions/api.ts';
import type { FormBid } from '@reassign/shared/auctions/bid-forms.ts';
import { underSeal } from '@reassign/shared/auctions/under-seal.ts';
import type { LotCommand, LotRefusal } from '@reassign/shared/auctions/types.ts';
import { refuseActor } from '@reassign/shared/deposits/admission.ts';
import type { Standing } from '@reassign/shared/deposits/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { fromInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { CommandId, LotId } from '@reassign/shared/kernel/ids.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import { problem, type Problem, type ProblemCode } from '@reassign/shared/kernel/problems.ts';
import { canonicalJson } from '@reassign/shared/verify/canonical-json.ts';
import type { Deposits, OwnerId } from '../deposits/index.ts';
import { digest } from '../platform/sequencer/proof.ts';
import type { LoggedEntry, QueueRefusal } from '../platform/sequencer/types.ts';
import type { LoggedEvent, LotSequencer } from './held-lot.ts';

export interface BidWish {
  readonly commandId: CommandId;
  readonly amount: Money;
  readonly maximum?: Money;
  readonly confirmed: boolean;
  readonly standing: Standing;
}

export type BidAnswer =
  | {
      readonly ok: true;
      readonly seq: number;
      readonly at: string;
      readonly isLeading: boolean;
      readonly receipt: ReceiptView;
    }
  | { readonly ok: false; readonly problem: Problem };

export interface Auctions {
  /** Answers after the commit; the same command id may be sent again and learns the truth. */
  placeBid(lotId: LotId, wish: BidWish): Promise<BidAnswer>;
  /** The same for a bid in a form that only some format knows. */
  placeInForm(lotId: LotId, bid: FormBid, standing: Standing): Promise<BidAnswer>;
  /** Of the first of these owners that is registered. */
  standing(lotId: LotId, ...owners: readonly OwnerId[]): Promise<Standing>;
  /** Why this person cannot bid under the rules of the lot at all, or `null`: a lot that is not there rules nothing. */
  denialOf(lotId: LotId, person: Principal): Promise<ProblemCode | null>;
  /** What the platform keeps under seal for whoever stands there, a maximum or a hidden bid: for its own side only. */
  maximumOf(lotId: LotId, standing: Standing): Promise<Money | null>;
}

export function createAuctions(sequencer: LotSequencer, deposits: Deposits): Auctions {
  return {
    standing: (lotId, ...owners) => deposits.standing(lotId, ...owners),

    async denialOf(lotId, person) {
      const lot = (await sequencer.view(lotId))?.state.lot;
      return lot === undefined || lot.phase === 'unborn' ? null : refuseActor(lot.terms.rules, person);
    },

    async maximumOf(lotId, standing) {
      if (standing.kind !== 'bidder') return null;
      const sealed = (await sequencer.view(lotId))?.state.sealed;
      return sealed ? (underSeal(sealed, standing.bidderNumber)?.amount ?? null) : null;
    },

    async placeBid(lotId, { commandId, amount, maximum, confirmed, standing }) {
      const hidden = maximum && { maximum: { amount: maximum, salt: newSalt() } };
      const command = { type: 'PlaceBid', commandId, standing, amount, confirmed, ...hidden } as const;
      return submit(lotId, command, contentHash(amount, maximum, confirmed));
    },

    placeInForm: (lotId, bid, standing) =>
      submit(lotId, commandOf(bid, standing), digest(canonicalJson({ ...bid }))),
  };

  async function submit(lotId: LotId, command: BidCommand, content: Uint8Array): Promise<BidAnswer> {
    const { commandId, standing } = command;
    // Only a bidder's commands are in the log, so only they are recognised again; the others are refused anyway.
    const identity =
      standing.kind === 'bidder'
        ? { bidderNumber: standing.bidderNumber, commandId, contentHash: content }
        : undefined;
    const outcome = await sequencer.submit(lotId, command, identity);
    if (!outcome.ok) return { ok: false, problem: toProblem(outcome.refusal) };
    const { seq, entries, receipt } = outcome;
    const [first] = entries;
    assert(first, 'an accepted bid has an entry');
    return { ok: true, seq, at: fromInstant(first.entry.at), isLeading: leadsAfter(entries), receipt };
  }
}

type BidCommand = Unstamped<Extract<LotCommand, { readonly commandId: CommandId }>>;
type Unstamped<Command> = Command extends unknown ? Omit<Command, 'at'> : never;

const newSalt = (): string => randomBytes(32).toString('hex');

function commandOf(bid: FormBid, standing: Standing): BidCommand {
  const by = { commandId: bid.commandId as CommandId, standing };
  switch (bid.form) {
    case 'level':
      return { type: 'AcceptLevel', ...by, level: bid.level, amount: toMoney(bid.amount) };
    case 'hidden': {
      const { amount, confirmed = false } = bid;
      return { type: 'PlaceHiddenBid', ...by, amount: toMoney(amount), salt: newSalt(), confirmed };
    }
    case 'withdrawal':
      return { type: 'WithdrawHiddenBid', ...by };
    case 'sealed':
      return { type: 'PlaceSealedBid', ...by, ciphertext: bid.ciphertext };
  }
}

/** Nobody knows who leads among bids that are not opened. */
const isUnderSeal = (type: LoggedEvent['type']): boolean =>
  type === 'HiddenBidPlaced' || type === 'HiddenBidWithdrawn' || type === 'SealedBidPlaced';

/** Whether the sender of a command leads after it: a maximum of somebody else may have had the last word. */
function leadsAfter(entries: readonly LoggedEntry<LoggedEvent>[]): boolean {
  const last = entries.at(-1)?.entry;
  const first = entries[0]?.entry;
  if (first && isUnderSeal(first.type)) return false;
  if (last?.type !== 'AutomaticBid' || (first?.type !== 'BidAccepted' && first?.type !== 'BidMatched'))
    return true;
  return last.body.bidderNumber === first.body.bidderNumber;
}

/** What makes two commands with one id the same command. */
function contentHash(
  { amount, currency }: Money,
  maximum: Money | undefined,
  confirmed: boolean,
): Uint8Array {
  const plain = `${String(amount)} ${currency} ${String(confirmed)}`;
  return digest(maximum ? `${plain} ${String(maximum.amount)} ${maximum.currency}` : plain);
}

/** A refusal with what would have been accepted. */
export function toProblem(refusal: LotRefusal | QueueRefusal): Problem {
  const { code, ...facts } = refusal;
  if (Object.keys(facts).length === 0) return problem(code);
  const { opensAt, closesAt, until, ...others }: Omit<LotRefusal, 'code'> = facts;
  return problem(code, {
    facts: {
      ...others,
      ...(opensAt !== undefined && { opensAt: fromInstant(opensAt) }),
      ...(closesAt !== undefined && { closesAt: fromInstant(closesAt) }),
      ...(until !== undefined && { until: fromInstant(until) }),
    },
  });
}
