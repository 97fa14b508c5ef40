import * as z from 'zod/mini';
import { idSchema, instantSchema, moneySchema } from '../kernel/schemas.ts';

/**
 * `GET /api/v1/lots/:id/confirmation`: full to the parties (`scope: 'party'`), for everybody else companies by name,
 * natural persons as surname + 某, and no credit code.
 */
export const confirmationView = z.strictObject({
  scope: z.enum(['party', 'public']),
  number: z.string(),
  lotId: idSchema,
  lotNumber: z.string(),
  title: z.string(),
  seller: z.string(),
  buyer: z.strictObject({ name: z.string(), creditCode: z.nullable(z.string()) }),
  bidderNumber: z.string(),
  hammer: moneySchema,
  deposit: z.nullable(moneySchema),
  balanceDue: z.nullable(moneySchema),
  closedAt: instantSchema,
  logSize: z.int(),
  logHash: z.string(),
});
export type ConfirmationView = z.infer<typeof confirmationView>;
