import * as z from 'zod/mini';
import { idSchema, instantSchema, moneySchema } from '../kernel/schemas.ts';

/*
 * Accredited agencies with what is public about them: an agency's name stands beside a lot only once that lot was sold to
 * it, in the sale confirmation. What it is registered for, and under which number, is nobody's business before.
 */

const agencyView = z.strictObject({
  id: idSchema,
  name: z.string(),
  /** Since when without a break. */
  accreditedSince: instantSchema,
  /** Lots it bought, by their confirmations. */
  won: z.int(),
  lastWonAt: z.nullable(instantSchema),
});
export type AgencyView = z.infer<typeof agencyView>;

/** `GET /api/v1/agencies`: most purchases first. */
export const agencyList = z.strictObject({ items: z.array(agencyView) });
export type AgencyList = z.infer<typeof agencyList>;

/** `GET /api/v1/agencies/:id`: an agency and its latest purchases. */
export const agencyRecord = z.strictObject({
  ...agencyView.shape,
  purchases: z.array(
    z.strictObject({
      lotId: idSchema,
      lotNumber: z.string(),
      title: z.string(),
      hammer: moneySchema,
      closedAt: instantSchema,
    }),
  ),
});
export type AgencyRecord = z.infer<typeof agencyRecord>;
