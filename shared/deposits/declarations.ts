import * as z from 'zod/mini';
import { idSchema, instantSchema, moneySchema, textSchema } from '../kernel/schemas.ts';
import { namedInput } from './api.ts';
import { declarableGrounds, MAX_RANK, priorityGrounds } from './bars.ts';

/*
 * What the seller of a lot declares about who may bid on it, and who goes first (3-trading-rules §3.3, §3.6). Persons are
 * kept by keyed hash only; the name is for the seller's own list.
 */

/**
 * `POST /api/v1/lots/:id/relations` (the checker of the bank whose lot it is). `claim`: what an executing creditor has to
 * get; where the profile spares it, that much of its deposit.
 */
export const relationInput = z
  .strictObject({
    who: namedInput,
    ground: z.enum(declarableGrounds),
    /** A near relative of such a one (民法典 art. 1045). */
    isRelative: z.boolean(),
    reason: textSchema(500),
    claim: z.optional(moneySchema),
  })
  .check(
    z.refine(
      ({ ground, isRelative, claim }) => claim === undefined || (ground === 'creditor' && !isRelative),
      'claim-without-creditor',
    ),
  );
export type RelationInput = z.infer<typeof relationInput>;

/** `POST /api/v1/lots/:id/priority-purchasers` (the same), until the opening: 1 goes before 2. */
export const priorityInput = z.strictObject({
  who: namedInput,
  rank: z.int().check(z.minimum(1), z.maximum(MAX_RANK)),
  ground: z.enum(priorityGrounds),
  reason: textSchema(500),
});
export type PriorityInput = z.infer<typeof priorityInput>;

/** `POST /api/v1/lots/:id/technology` (the same), until the opening: what the export catalogue says of the object. */
export const technologyInput = z.discriminatedUnion('control', [
  z.strictObject({ control: z.literal('free') }),
  z.strictObject({ control: z.literal('restricted'), item: textSchema(40) }),
  z.strictObject({ control: z.literal('prohibited'), item: textSchema(40) }),
]);
export type TechnologyInput = z.infer<typeof technologyInput>;

export const declared = z.strictObject({ id: idSchema });

const declaration = {
  id: idSchema,
  kind: z.enum(['organisation', 'person']),
  name: z.string(),
  reason: z.string(),
  at: instantSchema,
};

/** `GET /api/v1/lots/:id/declarations` (the bank whose lot it is). */
export const declarationsView = z.strictObject({
  relations: z.array(
    z.strictObject({
      ...declaration,
      ground: z.enum(declarableGrounds),
      isRelative: z.boolean(),
      claim: z.nullable(moneySchema),
    }),
  ),
  priorities: z.array(z.strictObject({ ...declaration, ground: z.enum(priorityGrounds), rank: z.int() })),
  /** `null`: no invention or utility model of a Chinese owner is among the rights. */
  technology: z.nullable(
    z.strictObject({
      control: z.enum(['unknown', 'free', 'restricted', 'prohibited']),
      item: z.nullable(z.string()),
    }),
  ),
});
export type DeclarationsView = z.infer<typeof declarationsView>;
