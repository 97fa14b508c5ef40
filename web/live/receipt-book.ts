import type { ReceiptView } from '@reassign/shared/auctions/api.ts';

const RECEIPT = 'reassign.receipt';
const CHECKPOINT = 'reassign.checkpoint';
const KEY = 'reassign.key';

/** Of one lot; beyond it the oldest are let go. */
export const MOST_RECEIPTS = 500;

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/**
 * What this browser was told, kept beyond the page: receipts, the newest checkpoint seen of each lot, and the key that the
 * platform had when this browser first met it. Each receipt lies under a name of its own, so that tabs never overwrite
 * what another one wrote.
 */
export class ReceiptBook {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** `false` when there is no room for it. The first checkpoint that covered an entry stays with it. */
  keep(receipt: ReceiptView): boolean {
    const { lot, seq, hash } = receipt;
    const name = `${RECEIPT}.${lot}.${String(seq)}.${hash.slice(0, 16)}`;
    if (this.#storage.getItem(name) !== null) return true;
    const isKept = this.#write(name, JSON.stringify(receipt));
    for (const old of this.#namesOf(lot).slice(0, -MOST_RECEIPTS)) this.#storage.removeItem(old);
    return isKept;
  }

  /** In the order of the log; what somebody else wrote there is passed over. */
  of(lot: string): ReceiptView[] {
    return this.#namesOf(lot).flatMap((name) => readReceipt(this.#storage.getItem(name)) ?? []);
  }

  count(lot: string): number {
    return this.#namesOf(lot).length;
  }

  /** The newest checkpoint of a lot that was checked here. */
  seen(lot: string): string | null {
    return this.#storage.getItem(`${CHECKPOINT}.${lot}`);
  }

  see(lot: string, checkpoint: string): void {
    this.#write(`${CHECKPOINT}.${lot}`, checkpoint);
  }

  /** C2SP verifier key. */
  key(): string | null {
    return this.#storage.getItem(KEY);
  }

  pin(key: string): void {
    this.#write(KEY, key);
  }

  #write(name: string, text: string): boolean {
    try {
      this.#storage.setItem(name, text);
      return true;
    } catch {
      // Full, or forbidden by the browser's settings.
      return false;
    }
  }

  #namesOf(lot: string): string[] {
    const prefix = `${RECEIPT}.${lot}.`;
    const seqOf = (name: string): number => Number(name.slice(prefix.length).split('.', 1)[0]);
    return Array.from({ length: this.#storage.length }, (_, index) => this.#storage.key(index) ?? '')
      .filter((name) => name.startsWith(prefix))
      .sort((a, b) => seqOf(a) - seqOf(b));
  }
}

function readReceipt(text: string | null): ReceiptView | null {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isReceipt(value) ? value : null;
  } catch {
    return null;
  }
}

/** By hand: the schemas would be a third of what a lot's page loads. */
const isReceipt = (value: unknown): value is ReceiptView =>
  typeof value === 'object' &&
  value !== null &&
  'seq' in value &&
  Number.isSafeInteger(value.seq) &&
  ['lot', 'hash', 'checkpoint'].every((name) => typeof value[name as keyof typeof value] === 'string');
