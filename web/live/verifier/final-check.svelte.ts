import type { LogReport } from '@reassign/shared/verify/verify-log.ts';
import { fetchKeyList, readPlatformKeys } from '../platform-keys.ts';
import { ReceiptBook } from '../receipt-book.ts';
import type { ReceiptTrouble } from '../receipts.svelte.ts';
import type { Answer, Question } from './messages.ts';
import { startWorker } from './start-worker.ts';

export type FinalState =
  | { readonly is: 'idle' }
  | { readonly is: 'checking' }
  | { readonly is: 'hold'; readonly count: number }
  | ({ readonly is: 'broken' } & ReceiptTrouble)
  /** No line, or no room to work. */
  | { readonly is: 'unread' };

/** All receipts kept of one lot against its whole final log: in the worker, by the verifier of the command line. */
export class FinalCheck {
  state = $state.raw<FinalState>({ is: 'idle' });
  readonly #lotId: string;

  constructor(lotId: string) {
    this.#lotId = lotId;
  }

  async run(): Promise<void> {
    if (this.state.is === 'checking') return;
    this.state = { is: 'checking' };
    this.state = await this.#check().catch((): FinalState => ({ is: 'unread' }));
  }

  async #check(): Promise<FinalState> {
    const book = new ReceiptBook(localStorage);
    const [keys, log] = await Promise.all([fetchKeyList(), this.#fetchLog()]);
    const platform = await readPlatformKeys(keys, book);
    if (!platform.ok) return { is: 'broken', seq: 0, fault: platform.fault };
    const receipts = book.of(this.#lotId);
    const report = await verifyAside({
      log,
      key: book.key(),
      keys,
      receipts,
      checkpoint: book.seen(this.#lotId),
    });
    if (report === null) return { is: 'unread' };
    return report.ok
      ? { is: 'hold', count: receipts.length }
      : { is: 'broken', seq: report.seq, fault: report.fault };
  }

  async #fetchLog(): Promise<Blob> {
    const response = await fetch(`/api/v1/lots/${this.#lotId}/log`);
    if (!response.ok) throw new Error('the log could not be fetched');
    return response.blob();
  }
}

/** A worker for one log. */
function verifyAside(question: Question): Promise<LogReport | null> {
  const worker = startWorker();
  return new Promise<LogReport | null>((done) => {
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (data.is === 'report') done(data.report);
      else if (data.is === 'unreadable') done(null);
    };
    worker.onerror = () => {
      done(null);
    };
    worker.postMessage(question);
  }).finally(() => {
    worker.terminate();
  });
}
