import type { ReceiptView } from '@reassign/shared/auctions/api.ts';
import { readReceipts } from '@reassign/shared/verify/receipt.ts';
import type { LogReport } from '@reassign/shared/verify/verify-log.ts';
import { fetchKeyList } from '../../live/platform-keys.ts';
import { ReceiptBook } from '../../live/receipt-book.ts';
import type { Answer, Question } from '../../live/verifier/messages.ts';
import { startWorker } from '../../live/verifier/start-worker.ts';

export type State =
  | { readonly is: 'idle' }
  | { readonly is: 'fetching' }
  | { readonly is: 'reading'; readonly read: number; readonly total: number }
  | {
      readonly is: 'done';
      readonly report: LogReport;
      readonly opened: number | null;
      readonly name: string;
    }
  | { readonly is: 'failed'; readonly why: 'fetch-failed' | 'read-failed' };

interface Kept<Value> {
  readonly name: string;
  readonly value: Value;
}

/** Receipts and checkpoints are a few hundred bytes each. */
const MAX_KEPT_BYTES = 16 * 1_048_576;

export type KeptFault = 'kept-unreadable-receipt' | 'kept-too-large';

/** One verification after the other, each in the worker; nothing leaves the browser. */
export class Verification {
  state: State = $state.raw({ is: 'idle' });
  receipts: Kept<readonly ReceiptView[]> | null = $state.raw(null);
  checkpoint: Kept<string> | null = $state.raw(null);
  keys: Kept<string> | null = $state.raw(null);
  keptFault: { readonly fault: KeptFault; readonly name: string } | null = $state.raw(null);
  /** C2SP verifier key, as typed. */
  key = $state('');
  #worker: Worker | null = null;
  #log: { readonly blob: Blob; readonly name: string } | null = $state.raw(null);

  /** The worker is fetched with the page: from then on no network is needed. Answers how to end it. */
  start(): () => void {
    this.#worker ??= startWorker();
    return () => {
      this.#stop();
    };
  }

  get isBusy(): boolean {
    return this.state.is === 'fetching' || this.state.is === 'reading';
  }

  get #isFetching(): boolean {
    return this.state.is === 'fetching';
  }

  get canRepeat(): boolean {
    return this.#log !== null && !this.isBusy;
  }

  verify(blob: Blob, name: string): void {
    this.#log = { blob, name };
    // A worker that still reads another log is of no use to this one.
    if (this.state.is === 'reading') this.#stop();
    const worker = (this.#worker ??= startWorker());
    this.state = { is: 'reading', read: 0, total: blob.size };
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (this.#worker === worker) this.#hear(data, name);
    };
    worker.onerror = () => {
      if (this.#worker === worker) this.state = { is: 'failed', why: 'read-failed' };
    };
    const question: Question = {
      log: blob,
      key: this.key.trim() === '' ? null : this.key.trim(),
      keys: this.keys?.value ?? null,
      receipts: this.receipts?.value ?? [],
      checkpoint: this.checkpoint?.value ?? null,
    };
    worker.postMessage(question);
  }

  /** What this browser keeps of a lot, unless something else was given. */
  takeKept(lotId: string, name: string): void {
    const value = new ReceiptBook(localStorage).of(lotId);
    if (value.length > 0) this.receipts ??= { name, value };
  }

  /** The log of a lot as the platform serves it, with the list of its keys. */
  async fetchAndVerify(lotId: string, name: string): Promise<void> {
    this.state = { is: 'fetching' };
    const keys = await fetchKeyList().catch(() => null);
    if (keys !== null) this.keys ??= { name: 'reassign-keys.json', value: keys };
    const blob = await fetch(`/api/v1/lots/${encodeURIComponent(lotId)}/log`)
      .then((response) => (response.ok ? response.blob() : null))
      .catch(() => null);
    // Meanwhile somebody may have cancelled or dropped a file.
    if (!this.#isFetching) return;
    if (blob === null) this.state = { is: 'failed', why: 'fetch-failed' };
    else this.verify(blob, name);
  }

  repeat(): void {
    if (this.#log) this.verify(this.#log.blob, this.#log.name);
  }

  cancel(): void {
    this.#stop();
    this.state = { is: 'idle' };
  }

  async keepReceipts(file: File): Promise<void> {
    const text = await this.#textOf(file);
    if (text === null) return;
    const receipts = readReceipts(text);
    if (receipts === null) this.keptFault = { fault: 'kept-unreadable-receipt', name: file.name };
    else this.receipts = { name: file.name, value: receipts };
  }

  async keepCheckpoint(file: File): Promise<void> {
    const text = await this.#textOf(file);
    if (text !== null) this.checkpoint = { name: file.name, value: text };
  }

  async keepKeys(file: File): Promise<void> {
    const text = await this.#textOf(file);
    if (text !== null) this.keys = { name: file.name, value: text };
  }

  async #textOf(file: File): Promise<string | null> {
    this.keptFault = null;
    if (file.size <= MAX_KEPT_BYTES) return file.text();
    this.keptFault = { fault: 'kept-too-large', name: file.name };
    return null;
  }

  #hear(answer: Answer, name: string): void {
    if (answer.is === 'progress') this.state = { ...answer, is: 'reading' };
    else if (answer.is === 'report') {
      const { report, opened } = answer;
      this.state = { is: 'done', report, opened, name };
    } else this.state = { is: 'failed', why: 'read-failed' };
  }

  #stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }
}
