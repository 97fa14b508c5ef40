import type { ReceiptView } from '@reassign/shared/auctions/api.ts';
import type { ConsistencyView, InclusionView } from '@reassign/shared/verify/api.ts';
import type { LogFault } from '@reassign/shared/verify/faults.ts';
import type { TrustedKey } from '@reassign/shared/verify/key-list.ts';
import { type Api, ProblemFailure } from '../api/client.ts';
import { fetchKeyList, readPlatformKeys } from './platform-keys.ts';
import { ReceiptBook } from './receipt-book.ts';

/** What cannot stand: of a receipt its entry, of the platform's keys 0. */
export interface ReceiptTrouble {
  readonly seq: number;
  readonly fault: LogFault;
}

/** The receipts of one lot in this browser: kept before anything else, then checked at once. */
export class Receipts {
  /** How many are kept, by all tabs. */
  count = $state(0);
  /** Checked here by signature and proofs since the page stands. */
  checked = $state(0);
  trouble = $state.raw<ReceiptTrouble | null>(null);
  /** One could not be kept. */
  hasNoRoom = $state(false);
  readonly #api: Api;
  readonly #lotId: string;
  #book: ReceiptBook | null = null;
  /** One after the other, so that each is compared with the one before. */
  #checking: Promise<void> = Promise.resolve();

  constructor(api: Api, lotId: string) {
    this.#api = api;
    this.#lotId = lotId;
  }

  /** Only in the browser; the answer stops it. */
  start(): () => void {
    const book = new ReceiptBook(localStorage);
    this.#book = book;
    const recount = (): void => {
      this.count = book.count(this.#lotId);
    };
    recount();
    globalThis.addEventListener('storage', recount);
    return () => {
      globalThis.removeEventListener('storage', recount);
    };
  }

  all(): ReceiptView[] {
    return this.#book?.of(this.#lotId) ?? [];
  }

  take(receipt: ReceiptView): void {
    const book = this.#book;
    if (!book) return;
    if (!book.keep(receipt)) this.hasNoRoom = true;
    this.count = book.count(this.#lotId);
    this.#checking = this.#checking
      .then(() => this.#check(receipt, book))
      .catch((error: unknown) => {
        // No line: it is checked against the final log. No such entry or size: the platform takes back what it signed.
        if (error instanceof ProblemFailure && error.problem.code === 'malformed')
          this.trouble ??= { seq: receipt.seq, fault: 'receipt-not-in-log' };
      });
  }

  async #check(receipt: ReceiptView, book: ReceiptBook): Promise<void> {
    const platform = await readPlatformKeys(await fetchKeyList(), book);
    const fault = platform.ok ? await this.#faultOf(receipt, platform.keys, book) : platform.fault;
    if (fault === null) this.checked++;
    else this.trouble ??= { seq: platform.ok ? receipt.seq : 0, fault };
  }

  async #faultOf(
    receipt: ReceiptView,
    keys: readonly TrustedKey[],
    book: ReceiptBook,
  ): Promise<LogFault | null> {
    const { areConsistent, inOrder, receiptFault } = await import('@reassign/shared/verify/receipt-check.ts');
    const path = `/api/v1/lots/${this.#lotId}`;
    const { checkpoint, seq } = receipt;
    const own = inOrder([checkpoint, checkpoint], keys, this.#lotId);
    if (!own || receipt.lot !== this.#lotId) return 'forged-receipt';
    const inclusion = await this.#api.get<InclusionView>(`${path}/inclusion`, { seq, size: own[1].size });
    const fault = receiptFault(receipt, inclusion, keys);
    if (fault !== null) return fault;

    const seen = book.seen(this.#lotId);
    const both = seen === null ? own : inOrder([seen, checkpoint], keys, this.#lotId);
    // What was kept is by a key that does not count any more.
    if (!both) return 'forged-receipt';
    const [{ size: from }, { size: to }] = both;
    const consistency = await this.#api.get<ConsistencyView>(`${path}/consistency`, { from, to });
    if (!areConsistent(both, consistency)) return 'forked-checkpoint';
    if (to === own[1].size) book.see(this.#lotId, checkpoint);
    return null;
  }
}
