interface WireAmount {
  readonly amount: number;
}

/** How much of `whole` a price is, in basis points; `null` where there is nothing to compare with. */
export const shareBps = (price: WireAmount | null, whole: WireAmount): number | null =>
  price === null || whole.amount === 0 ? null : Math.round((price.amount / whole.amount) * 10_000);

/** The share of lots that found a buyer, in basis points. */
export const soldShareBps = ({
  sold,
  unsold,
}: {
  readonly sold: number;
  readonly unsold: number;
}): number | null => (sold + unsold === 0 ? null : Math.round((sold / (sold + unsold)) * 10_000));
