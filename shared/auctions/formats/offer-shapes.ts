import * as z from 'zod/mini';
import { dutchOffer } from './dutch-shapes.ts';
import { englishOffer } from './english-shapes.ts';
import { sealedOffer } from './sealed-shapes.ts';
import { selloffOffer } from './selloff-shapes.ts';

/** These members, and those by which a format says what it offers. */
export const withOffer = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.discriminatedUnion('format', [
    z.strictObject({ ...shape, ...englishOffer }),
    z.strictObject({ ...shape, ...dutchOffer }),
    z.strictObject({ ...shape, ...sealedOffer }),
    z.strictObject({ ...shape, ...selloffOffer }),
  ]);
