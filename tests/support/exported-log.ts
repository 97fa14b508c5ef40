import type { LogEntryView, ReceiptView } from '@reassign/shared/auctions/api.ts';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { bidding, type Profile } from '@reassign/shared/listings/profile.ts';
import { entryHash, GENESIS } from '@reassign/shared/verify/chain.ts';
import { entryLine, headerLine } from '@reassign/shared/verify/log-file.ts';
import { lotId } from './lot.ts';
import { testSigner, type TestSigner } from './signers.ts';

export interface ExportedLog {
  readonly signer: TestSigner;
  /** Line 1 and then one an entry, without line ends. */
  readonly lines: readonly string[];
  readonly hashes: readonly Uint8Array[];
  /** What an acknowledgement of entry `seq` carried when the log held `size` entries. */
  receipt(seq: number, size?: number): ReceiptView;
  checkpoint(size: number): string;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** A log as the server exports it, made here from entries. */
export function exportLog(
  entries: readonly LotEntry[],
  {
    signer = testSigner(),
    profiles = [bidding],
    witnessed = (note) => note,
  }: {
    signer?: TestSigner;
    profiles?: readonly Profile[];
    /** Adds cosignatures to the header's checkpoint. */
    witnessed?: (note: string) => string;
  } = {},
): ExportedLog {
  const views: LogEntryView[] = [];
  const hashes: Uint8Array[] = [];
  for (const { lot, seq, at, type, body } of entries) {
    const prev = hashes.at(-1) ?? GENESIS;
    const hash = entryHash(prev, { lot, seq, at, type, body });
    views.push({ lot, seq, at: toRfc3339(at), type, body: { ...body }, prev: hex(prev), hash: hex(hash) });
    hashes.push(hash);
  }
  const checkpoint = (size: number): string => signer.checkpoint(lotId, hashes.slice(0, size));
  const header = headerLine({
    lot: lotId,
    profiles,
    key: signer.key.text,
    checkpoint: witnessed(checkpoint(hashes.length)),
  });
  return {
    signer,
    lines: [header, ...views.map(entryLine)].map((line) => line.slice(0, -1)),
    hashes,
    checkpoint,
    receipt: (seq, size = hashes.length) => ({
      lot: lotId,
      seq,
      hash: hex(hashes[seq - 1] ?? GENESIS),
      checkpoint: checkpoint(size),
    }),
  };
}
