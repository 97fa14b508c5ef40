import * as z from 'zod/mini';
import { fromInstant } from '../kernel/codecs.ts';
import { instantSchema, moneySchema } from '../kernel/schemas.ts';
import type { DutchCourse } from './formats/dutch-terms.ts';
import type { Born } from './types.ts';

const fallView = z.strictObject({ beganAt: instantSchema, endsAt: instantSchema });
/** Since when it stands still; `null` while it runs. */
const pausedAt = z.nullable(instantSchema);

/** Where an open lot stands, if its format has steps: hybrid Dutch three, a sell-off two, sealed bids their keepers. */
export const courseView = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('fall'), fall: fallView, pausedAt }),
  z.strictObject({
    step: z.enum(['sealed', 'best']),
    /** As it was when it was stopped. */
    fall: fallView,
    taken: z.strictObject({ bidderNumber: z.string(), price: moneySchema, at: instantSchema }),
    /** From when hidden bids are taken. */
    opensAt: instantSchema,
    pausedAt,
  }),
  z.strictObject({ step: z.enum(['held-open', 'rising']) }),
  z.strictObject({ step: z.literal('sealed-bids'), keepers: z.array(z.int()) }),
]);
export type CourseView = z.infer<typeof courseView>;

/** What the public sees of it; `null` where there is nothing to see, or the lot does not run. */
export function courseOf(lot: Born): CourseView | null {
  if (lot.phase !== 'open' && lot.phase !== 'paused') return null;
  const { course } = lot;
  const pause = lot.phase === 'paused' ? lot.pause : null;
  if (pause?.wasOpen === false) return null;
  if ('stage' in course) return { step: course.stage === 'bidding' ? 'rising' : 'held-open' };
  if ('keepers' in course) return { step: 'sealed-bids', keepers: [...course.keepers] };
  return 'fall' in course ? dutchView(course, pause && fromInstant(pause.at)) : null;
}

function dutchView(course: DutchCourse, pausedSince: string | null): CourseView {
  const fall = { beganAt: fromInstant(course.fall.beganAt), endsAt: fromInstant(course.fall.endsAt) };
  if (course.phase === 'fall') return { step: 'fall', fall, pausedAt: pausedSince };
  const { bidderNumber, amount, at } = course.taker;
  return {
    step: course.phase,
    fall,
    taken: { bidderNumber, price: amount, at: fromInstant(at) },
    opensAt: fromInstant(course.opensAt),
    pausedAt: pausedSince,
  };
}
