import type { ReceiptView } from '@reassign/shared/auctions/api.ts';
import type { KeyListView } from '@reassign/shared/verify/api.ts';
import { exportLog } from './exported-log.ts';
import { given } from './given.ts';
import { A, B, bid, close, notice, onLastDay, open, yuan } from './lot.ts';
import { keyListOf, testSigner, testWitness } from './signers.ts';

/*
 * A log with all that may be held against it: receipts and a checkpoint from before a change of keys, a list of keys, a
 * witness.
 */

export const first = testSigner(7);
export const second = testSigner(8);
export const stranger = testSigner(9);
export const witness = testWitness();

/* 1 notice · 2 3 registered · 4 opened · 5 A · 6 B · 7 A late · 8 extended · 9 closed · 10 sold */
const commands = [open(), bid(A, yuan(100_000)), bid(B, yuan(101_000))] as const;
const lateBid = bid(A, yuan(102_000), onLastDay('09:59:59.999'));
export const entries = given(notice(), ...commands, lateBid, close(onLastDay('10:04:59.999'))).entries;
export const witnessed = (note: string): string => witness.cosign(note);
export const early = exportLog(entries, { signer: first });
export const late = exportLog(entries, { signer: second, witnessed });
/** Another lawful sale under the same notice, signed by the platform all the same. */
export const fork = exportLog(
  given(notice(), ...commands.slice(0, 2), bid(B, yuan(103_000)), close()).entries,
  {
    signer: second,
    witnessed,
  },
);

export const otherFirstBid = exportLog(given(notice(), open(), bid(B, yuan(100_000))).entries, {
  signer: first,
});

/** A log and all that somebody holds against it. */
export interface Evidence {
  readonly lines: readonly string[];
  readonly keys: KeyListView;
  readonly receipts: readonly ReceiptView[];
  readonly checkpoint: string;
  readonly witnesses: readonly string[];
}

/** The log's checkpoint is by the second key, receipt and kept checkpoint by the first. */
export const good: Evidence = {
  lines: late.lines,
  keys: keyListOf([first, second]),
  receipts: [early.receipt(5, 6), early.receipt(7, 8)],
  checkpoint: early.checkpoint(4),
  witnesses: [witness.key.text],
};
