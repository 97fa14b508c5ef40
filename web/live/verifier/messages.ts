import type { ReceiptView } from '@reassign/shared/auctions/api.ts';
import type { LogReport } from '@reassign/shared/verify/verify-log.ts';

/** What the page asks of its worker; a worker verifies one log at a time. */
export interface Question {
  readonly log: Blob;
  readonly key: string | null;
  /** The platform's list of keys, as text. */
  readonly keys: string | null;
  readonly receipts: readonly ReceiptView[];
  readonly checkpoint: string | null;
}

export type Answer =
  | { readonly is: 'progress'; readonly read: number; readonly total: number }
  | {
      readonly is: 'report';
      readonly report: LogReport;
      /** Sealed bids that were decrypted again and say what the log says; `null` for a log without any. */
      readonly opened: number | null;
    }
  /** The file itself could not be read to its end. */
  | { readonly is: 'unreadable' };
