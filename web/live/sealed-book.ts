import type { Money } from '@reassign/shared/kernel/money.ts';

const PREFIX = 'reassign.sealed';

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What somebody sealed here, with the text that it became: nobody else could tell the amount. */
interface SealedHere {
  readonly ciphertext: string;
  readonly amount: { readonly amount: number; readonly currency: string };
}

/** The amounts behind a bidder's sealed bids, kept in this browser alone; the newest of each lot and number. */
export class SealedBook {
  readonly #storage: Storage;
  readonly #name: string;

  constructor(storage: Storage, lotId: string, bidderNumber: string) {
    this.#storage = storage;
    this.#name = `${PREFIX}.${lotId}.${bidderNumber}`;
  }

  keep(ciphertext: string, { amount, currency }: Money): void {
    const kept: SealedHere = { ciphertext, amount: { amount, currency } };
    try {
      this.#storage.setItem(this.#name, JSON.stringify(kept));
    } catch {
      // Full, or forbidden by the browser's settings: the page says that it does not know the amount.
    }
  }

  /** What the bid with this text says; `null` when it was not made here. */
  amountOf(ciphertext: string): Money | null {
    const kept = read(this.#storage.getItem(this.#name));
    return kept?.ciphertext === ciphertext ? (kept.amount as Money) : null;
  }

  forget(): void {
    this.#storage.removeItem(this.#name);
  }
}

function read(text: string | null): SealedHere | null {
  try {
    const value = JSON.parse(text ?? 'null') as Partial<SealedHere> | null;
    const isKept =
      typeof value?.ciphertext === 'string' &&
      typeof value.amount?.currency === 'string' &&
      Number.isSafeInteger(value.amount.amount);
    return isKept ? (value as SealedHere) : null;
  } catch {
    return null;
  }
}
