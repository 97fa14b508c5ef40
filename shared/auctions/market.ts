import * as z from 'zod/mini';
import { instantSchema } from '../kernel/schemas.ts';
import { parseMonth } from '../kernel/month.ts';
import { lotSummary } from './api.ts';
import { rightTypes } from './search.ts';

/*
 * The market as a whole: what was announced last, what opens and closes when, and how sales ended.
 */

/** `YYYY-MM`, in Asia/Shanghai. */
const monthSchema = z.string().check(
  z.maxLength(7),
  z.refine((text) => parseMonth(text) !== null, 'month'),
);

const outcomes = ['sold', 'unsold'] as const;

const resultFilter = {
  type: z.optional(z.enum(rightTypes)),
  /** Of the end. */
  month: z.optional(monthSchema),
};

/** `GET /api/v1/results`: ended lots, latest end first. */
export const resultQuery = z.strictObject({
  ...resultFilter,
  outcome: z.optional(z.enum(outcomes)),
  cursor: z.optional(z.string().check(z.maxLength(200))),
});

export const resultList = z.strictObject({
  items: z.array(lotSummary),
  nextCursor: z.nullable(z.string()),
});
export type ResultList = z.infer<typeof resultList>;

/** `GET /api/v1/results/figures`. */
export const figuresQuery = z.strictObject(resultFilter);

const figures = {
  sold: z.int(),
  unsold: z.int(),
  /** Medians over the sold lots, in basis points: price to appraised value, price to start. */
  toAppraisalBps: z.nullable(z.int()),
  toStartBps: z.nullable(z.int()),
  /** The sum of all hammer prices in yuan, in fen. Other currencies are not added to it. */
  turnoverFen: z.int(),
};
const plainFigures = z.strictObject(figures);
export type Figures = z.infer<typeof plainFigures>;

export const resultFigures = z.strictObject({
  all: plainFigures,
  /** A lot of several rights counts for each of their types. */
  byType: z.array(z.strictObject({ type: z.enum(rightTypes), ...figures })),
  /** The last twelve months in which a lot ended, oldest first, whatever month was asked for. */
  byMonth: z.array(z.strictObject({ month: z.string(), ...figures })),
});
export type ResultFigures = z.infer<typeof resultFigures>;

/** `GET /api/v1/results.csv`: the same lots as a file, headed in the reader's language. */
export const csvQuery = z.strictObject({
  ...resultFilter,
  outcome: z.optional(z.enum(outcomes)),
  language: z.optional(z.enum(['zh', 'en'])),
});

/** `GET /api/v1/calendar?month=`: this month when none is named. */
export const calendarQuery = z.strictObject({ month: z.optional(monthSchema) });

export const calendarView = z.strictObject({
  month: z.string(),
  /** In order of time. A lot whose end moves stands at the effective one. */
  items: z.array(z.strictObject({ at: instantSchema, what: z.enum(['opens', 'closes']), lot: lotSummary })),
  /** There are more than one month can show. */
  isCut: z.boolean(),
});
export type CalendarView = z.infer<typeof calendarView>;
export type CalendarItem = CalendarView['items'][number];

/** `GET /api/v1/notices`: lots by their publication, newest first, whatever became of them since. */
export const noticeList = z.strictObject({
  items: z.array(z.strictObject({ publishedAt: instantSchema, lot: lotSummary })),
});
export type NoticeList = z.infer<typeof noticeList>;
