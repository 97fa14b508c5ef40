import { readFileSync } from 'node:fs';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { type Money, money } from '@reassign/shared/kernel/money.ts';
import {
  claimParts,
  type ClaimPart,
  type MaximumAmount,
  type Parts,
  type PaymentOrder,
  type SaleCost,
  type SecuredClaim,
} from '@reassign/shared/settlement/waterfall/types.ts';

export const fen = (amount: number): Money => money(amount, CNY);

type Given = Partial<Record<ClaimPart, number>>;

/** A claim as the data files write it: amounts in fen, nothing where nothing is said. */
export interface WrittenClaim extends Given {
  readonly id: string;
  readonly rank: number;
  readonly order?: PaymentOrder;
  readonly maximum?: { readonly cap: number; readonly covers: MaximumAmount['covers'] };
}

export interface WrittenCost {
  readonly id: string;
  readonly amount: number;
  readonly advancedBy?: string;
}

export const partsOf = (given: Given): Parts =>
  Object.fromEntries(claimParts.map((part) => [part, fen(given[part] ?? 0)])) as Record<ClaimPart, Money>;

export const readClaim = ({ id, rank, order, maximum, ...parts }: WrittenClaim): SecuredClaim => ({
  id,
  rank,
  parts: partsOf(parts),
  ...(order && { order }),
  ...(maximum && { maximum: { ...maximum, cap: fen(maximum.cap) } }),
});

export const readCost = ({ amount, ...rest }: WrittenCost): SaleCost => ({
  kind: 'other',
  ...rest,
  amount: fen(amount),
});

/** Money of any shape in plain fen, to be compared with the data. */
export const inFen = (parts: Parts): Record<ClaimPart, number> =>
  Object.fromEntries(claimParts.map((part) => [part, parts[part].amount])) as Record<ClaimPart, number>;

/** A data file of the pack `tests/conformance/money`. */
export const moneyCases = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../conformance/money/${name}.json`, import.meta.url), 'utf8'));
