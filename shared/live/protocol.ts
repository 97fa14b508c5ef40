import * as z from 'zod/mini';
import type { AuthorityView } from '../deposits/api.ts';
import type { BarGround, Standing } from '../deposits/types.ts';
import { idSchema } from '../kernel/schemas.ts';
import type { WireMoney } from '../listings/events.ts';
import type { Problem } from '../kernel/problems.ts';
import {
  bidShape,
  isMaximumAbove,
  type LogEntryView,
  type LotView,
  type ReceiptView,
} from '../auctions/api.ts';

/*
 * Every frame of `wss /api/v1/live`, both ways; JSON text, one object per frame, at most 4 KiB from a client.
 *
 *   → {"t":"follow","lotId":"…"}                     ← {"t":"snapshot","lotId":"…","seq":12,"lot":{…}} and {"t":"you",…}
 *   → {"t":"follow","lotId":"…","after":12}          ← {"t":"event",…} for 13, 14, … or a snapshot when they are gone
 *   → {"t":"bid","commandId":"…","lotId":"…","amount":{"amount":83000000,"currency":"CNY"}}
 *     with "maximum":{…} as far as the platform may bid for the bidder
 *                                                    ← {"t":"accepted",…} | {"t":"refused",…}
 *   → {"t":"ping","n":1}                             ← {"t":"pong","n":1,"serverTime":1763871909123}
 */

export const PROTOCOL_VERSION = 1;

export const clientFrame = z.discriminatedUnion('t', [
  z.strictObject({
    t: z.literal('follow'),
    lotId: idSchema,
    after: z.optional(z.int().check(z.nonnegative())),
  }),
  z.strictObject({ t: z.literal('unfollow'), lotId: idSchema }),
  z
    .strictObject({ t: z.literal('bid'), lotId: idSchema, ...bidShape })
    .check(z.refine(isMaximumAbove, 'maximum-below-amount')),
  z.strictObject({ t: z.literal('ping'), n: z.int().check(z.nonnegative()) }),
]);
export type ClientFrame = z.infer<typeof clientFrame>;

/** What this session is to a lot: only its own number, never anybody else's. */
export interface You {
  readonly standing: Standing['kind'];
  readonly bidderNumber: string | null;
  /** Of a priority purchaser: 1 goes before 2. */
  readonly rank?: number;
  /** Why it may not bid. */
  readonly ground?: BarGround;
  /** Of an agent: how far its principal lets it go. */
  readonly authority?: AuthorityView;
  /** How far the platform may bid for it: nobody else is told. */
  readonly maximum?: WireMoney;
}

export type ServerFrame =
  /** First frame of every socket. `serverTime` in ms since 1970; `canBid` says whether the session may bid at all. */
  | { readonly t: 'hello'; readonly protocol: number; readonly serverTime: number; readonly canBid: boolean }
  | { readonly t: 'snapshot'; readonly lotId: string; readonly seq: number; readonly lot: LotView }
  /** One entry of the log; `seq` is gapless per lot. */
  | ({ readonly t: 'event'; readonly lotId: string } & Omit<LogEntryView, 'lot'>)
  /** The session's own standing: follows every `follow`, and whenever it changes (deposit or agent confirmed, number given, barred, maximum set). */
  | { readonly t: 'you'; readonly lotId: string; readonly you: You }
  | {
      readonly t: 'accepted';
      readonly lotId: string;
      readonly commandId: string;
      readonly seq: number;
      readonly at: string;
      /** Whether the bidder leads now: a hidden maximum may have answered. */
      readonly isLeading: boolean;
      readonly receipt: ReceiptView;
    }
  | { readonly t: 'refused'; readonly lotId: string; readonly commandId: string; readonly problem: Problem }
  /** A frame that could not be understood, or a lot that does not exist. */
  | { readonly t: 'problem'; readonly problem: Problem; readonly lotId?: string }
  | { readonly t: 'pong'; readonly n: number; readonly serverTime: number };
