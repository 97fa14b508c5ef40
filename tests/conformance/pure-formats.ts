import type { ReadBid } from '@reassign/shared/auctions/formats/sealed-terms.ts';
import type { LotCommand } from '@reassign/shared/auctions/types.ts';
import type { Standing } from '@reassign/shared/deposits/types.ts';
import { CNY, currency } from '@reassign/shared/kernel/currency.ts';
import type { CommandId } from '@reassign/shared/kernel/ids.ts';
import { instant, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { dutchNotice, fall, keyShares, sealedNotice, sealedTerms, someKey } from '../support/formats.ts';
import { lotId } from '../support/lot.ts';
import type { FormatStep, Terms } from './scenario.ts';

type Untimed<Command> = Command extends unknown ? Omit<Command, 'at'> : never;

const commandId = '019cd000-0000-7000-8000-0000000000c1' as CommandId;
/** Every hidden bid of a scenario is hidden by the same bytes. */
const salt = '6b'.repeat(32);

/** The notice of a lot that is not English. */
export function formatNotice({ offer, start, deposit, opensAt, closesAt }: Terms) {
  const wireTime = (text: string): string => toRfc3339(instant(Date.parse(text)));
  const times = {
    start: money(start, CNY),
    deposit: money(deposit, CNY),
    opensAt: wireTime(opensAt),
    closesAt: wireTime(closesAt),
  };
  switch (offer.format) {
    case 'dutch':
      return dutchNotice({ ...fall, levels: offer.levels, levelMs: offer.levelMs, ...times });
    case 'sealed':
      return sealedNotice(sealedTerms(offer.pricing), times);
    case 'english':
      return null;
  }
}

/** What the sealed bids of a lot will say when they are opened, by the entry that each stands in. */
export class SealedTexts {
  readonly #texts = new Map<number, ReadBid>();

  keep(seq: number, { amount, currency: code = 'CNY', copied }: SealedText, bidderNumber: string): void {
    const said = { lot: lotId, bidderNumber: copied ?? bidderNumber };
    const content = amount === null ? null : { ...said, amount: money(amount, currency(code)) };
    this.#texts.set(seq, { seq, content, exceedsAuthority: false });
  }

  get all(): readonly ReadBid[] {
    return [...this.#texts.values()];
  }
}

type SealedText = Extract<FormatStep, { readonly seal: object }>['seal'];

/** What people send to a lot that is not English. */
export function formatCommand(
  step: FormatStep,
  standingOf: (name: string) => Standing,
  texts: SealedTexts,
): Untimed<LotCommand> {
  const own = (name: string) => ({ commandId, standing: standingOf(name) });
  if ('take' in step) {
    const { by, level, amount } = step.take;
    return { type: 'AcceptLevel', level, amount: money(amount, CNY), ...own(by) };
  }
  if ('hide' in step) {
    const { by, amount, confirmed = false } = step.hide;
    return { type: 'PlaceHiddenBid', amount: money(amount, CNY), salt, confirmed, ...own(by) };
  }
  if ('takeBack' in step) return { type: 'WithdrawHiddenBid', ...own(step.takeBack) };
  if ('seal' in step)
    return { type: 'PlaceSealedBid', ciphertext: 'YWdlLWVuY3J5cHRpb24=', ...own(step.seal.by) };
  if ('share' in step) {
    const { keeper, of = keeper } = step.share;
    return { type: 'GiveKeyShare', keeper, share: keyShares[of] ?? '' };
  }
  return { type: 'OpenSealedBids', key: someKey, bids: texts.all };
}
