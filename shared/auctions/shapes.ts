import * as z from 'zod/mini';

/* Parts of event bodies, for logs that come from outside. */

export const text = z.string().check(z.refine((value) => value.isWellFormed(), 'well-formed'));

export const hexHash = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** `100`–`999999`. */
export const bidderNumber = z.string().check(z.regex(/^[1-9]\d{2,5}$/));

/** The shape of each event's body, by its type. */
export type BodiesOf<Event extends { readonly type: string; readonly body: unknown }> = {
  [Type in Event['type']]: z.ZodMiniType<Extract<Event, { type: Type }>['body']>;
};
