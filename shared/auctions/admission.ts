import type { Instant } from '../kernel/instant.ts';
import { formatOf } from './formats/rules.ts';
import type { OpenLot } from './types.ts';

/** Until when bidders come into an open lot: to its end, unless its format says otherwise. */
export const admissionEnd = (lot: OpenLot): Instant =>
  formatOf(lot.terms.format).admitsUntil?.(lot) ?? lot.closesAt;
