import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { instant, SECOND, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { toDecimal } from '@reassign/shared/kernel/money.ts';
import { logFaults, unknowns } from '@reassign/shared/verify/faults.ts';
import { linesOf } from '@reassign/shared/verify/lines.ts';
import { MAX_LINE_LENGTH } from '@reassign/shared/verify/log-file.ts';
import { readReceipts } from '@reassign/shared/verify/receipt.ts';
import {
  type RefutedLog,
  type VerifiedLog,
  verifyLog,
  type VerifyOptions,
} from '@reassign/shared/verify/verify-log.ts';
import { piecesOf } from './platform/lines.ts';
import { digest } from './platform/sequencer/proof.ts';

const usage =
  'usage: reassign verify [--key K] [--keys F] [--receipt F] [--checkpoint F] [--witness K [--witnesses N]] <log.ndjson>';

/** Receipts and checkpoints are a few hundred bytes each. */
const MAX_KEPT_BYTES = 16 * MAX_LINE_LENGTH;

/** What the caller did wrong, or a file that cannot be read: said in words, never as a stack. */
class CannotVerify extends Error {
  override readonly name = 'CannotVerify';
}

/** `reassign verify`: works without a server, a database or a network. */
export async function verify(parameters: string[], print: (line: string) => void): Promise<number> {
  try {
    const { file, options } = readParameters(parameters);
    const report = readable(file, () => verifyLog(linesIn(file), options));
    if (!report.ok) return refute(file, report, print);
    if (report.format === 'sealed') {
      const { checkSealedLog } = await import('@reassign/shared/verify/sealed-bids.ts');
      const opened = await checkSealedLog([...readable(file, () => linesIn(file))]);
      if (!opened.ok) return refute(file, { ...opened, reason: logFaults[opened.fault] }, print);
    }
    for (const line of describe(report, file)) print(line);
    return 0;
  } catch (error) {
    if (!(error instanceof CannotVerify)) throw error;
    print(error.message);
    return 1;
  }
}

const linesIn = (file: string): Iterable<string> => linesOf(piecesOf(file), MAX_LINE_LENGTH + 1);

function refute(
  file: string,
  { seq, reason, fault }: Omit<RefutedLog, 'ok'>,
  print: (line: string) => void,
): number {
  print(`NOT VERIFIED  ${file}`);
  print(`seq ${seq}: ${reason} (${fault})`);
  return 1;
}

function readParameters(parameters: string[]): { file: string; options: VerifyOptions } {
  const { values, positionals } = parse(parameters);
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0)
    throw new CannotVerify(`${usage}\nexactly one log is verified`);
  const receipts = (values.receipt ?? []).flatMap((path) => receiptsIn(path));
  const witnesses = (values.witness ?? []).map((key) => key.trim());
  return {
    file,
    options: {
      digest,
      receipts,
      witnesses,
      ...(values.key !== undefined && { key: values.key.trim() }),
      ...(values.keys !== undefined && { keys: textOf(values.keys) }),
      ...(values.checkpoint !== undefined && { checkpoint: textOf(values.checkpoint) }),
      ...(values.witnesses !== undefined && { witnessesNeeded: countIn(values.witnesses, witnesses.length) }),
    },
  };
}

function countIn(text: string, most: number): number {
  if (/^\d{1,3}$/.test(text) && Number(text) <= most) return Number(text);
  throw new CannotVerify(`${usage}\n--witnesses is a number, at most that of the given --witness keys`);
}

function parse(parameters: string[]) {
  try {
    return parseArgs({
      args: parameters,
      allowPositionals: true,
      options: {
        key: { type: 'string' },
        keys: { type: 'string' },
        witness: { type: 'string', multiple: true },
        witnesses: { type: 'string' },
        receipt: { type: 'string', multiple: true },
        checkpoint: { type: 'string' },
      },
    });
  } catch (error) {
    throw new CannotVerify(`${usage}\n${wordsOf(error)}`, { cause: error });
  }
}

function receiptsIn(path: string) {
  const receipts = readReceipts(textOf(path));
  if (receipts === null) throw new CannotVerify(`${path}: holds no receipt {lot, seq, hash, checkpoint}`);
  return receipts;
}

const textOf = (path: string): string => readable(path, () => readFileSync(path, 'utf8'), MAX_KEPT_BYTES);

function readable<Value>(path: string, read: () => Value, maxBytes = Infinity): Value {
  try {
    const { size } = statSync(path);
    if (size > maxBytes) throw new CannotVerify(`${path}: too large to be what it is given for`);
    return read();
  } catch (error) {
    // Only the system's own errors are about the file; everything else is about us.
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    throw new CannotVerify(`${path}: cannot be read (${error.message})`, { cause: error });
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function describe(report: VerifiedLog, file: string): string[] {
  const { number, title, lot, entries, phase, bidCount, closesAt, winner, hammer } = report;
  const outcome =
    winner === null || hammer === null
      ? phase
      : `sold to bidder ${winner} for ${hammer.currency} ${toDecimal(hammer)}`;
  return [
    `VERIFIED      ${file}`,
    `lot           ${number}  ${title}`,
    `id            ${lot}`,
    `entries       ${entries}, ${bidCount} bids`,
    `outcome       ${outcome}`,
    `end           ${toRfc3339(closesAt)}`,
    ...describeRefunds(report),
    ...(report.receipts > 0 ? [`receipts      ${report.receipts}, all in the log`] : []),
    `key           ${report.key}`,
    `fingerprint   ${report.fingerprint}`,
    ...report.signers.map(
      (signer) => `signed by     ${signer.fingerprint}: ${signer.checkpoints} checkpoint(s)`,
    ),
    ...report.witnesses.map(({ name, at }) => `witness       ${name}, ${toRfc3339(instant(at * SECOND))}`),
    'The log cannot show:',
    ...report.cannotKnow.map((unknown) => `  - ${unknowns[unknown]}`),
    report.isPinned
      ? 'pinned: signed by the key you gave, or one that it leads to by the list of keys'
      : 'unpinned: compare the fingerprint with one you trust, or give --key',
  ];
}

/** One line for each number: who is owed what, and by when. */
function describeRefunds({ refunds }: VerifiedLog): string[] {
  if (refunds === null) return [];
  const { amount, due, numbers } = refunds;
  const each = `${amount.currency} ${toDecimal(amount)} by ${toRfc3339(due)}`;
  return [`refunds due   ${numbers.length}`, ...numbers.map((number) => `  bidder ${number}: ${each}`)];
}
