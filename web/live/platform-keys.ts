import type { KeyListFault, TrustedKey } from '@reassign/shared/verify/key-list.ts';
import type { ReceiptBook } from './receipt-book.ts';

export type PlatformKeys =
  | { readonly ok: true; readonly keys: readonly TrustedKey[] }
  /** Another key than this browser knows, and no signed rotation leads to it. */
  | { readonly ok: false; readonly fault: KeyListFault | 'another-key' };

/** The list of keys as the platform shows it, as text. */
export async function fetchKeyList(): Promise<string> {
  const response = await fetch('/.well-known/reassign-keys.json');
  if (!response.ok) throw new Error('the list of keys could not be fetched');
  return response.text();
}

/** The keys of the platform, when they follow from the one this browser met first; the newest is kept from then on. */
export async function readPlatformKeys(text: string, book: ReceiptBook): Promise<PlatformKeys> {
  const { readKeyList } = await import('@reassign/shared/verify/key-list.ts');
  const reading = readKeyList(text);
  if (!reading.ok) return reading;
  const { keys } = reading;
  const known = book.key();
  if (known !== null && !keys.some(({ key }) => key.text === known))
    return { ok: false, fault: 'another-key' };
  const newest = keys.at(-1);
  if (newest && newest.key.text !== known) book.pin(newest.key.text);
  return { ok: true, keys };
}
