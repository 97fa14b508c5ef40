import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK = 1 << 16;
const NEWLINE = 0x0a;

/**
 * The lines of a file without their ends, read as they are asked for. A line longer than `maxLength` bytes is cut
 * there, so that a file without line ends costs no more memory than one line.
 */
export function* linesOf(path: string, maxLength: number): Generator<string> {
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.alloc(CHUNK);
    let line = Buffer.alloc(0);
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
      let from = 0;
      for (let end = chunk.indexOf(NEWLINE); end >= 0 && end < read; end = chunk.indexOf(NEWLINE, from)) {
        yield text(line, chunk.subarray(from, end), maxLength);
        line = Buffer.alloc(0);
        from = end + 1;
      }
      if (line.length < maxLength) line = Buffer.concat([line, chunk.subarray(from, read)]);
    }
    if (line.length > 0) yield text(line, Buffer.alloc(0), maxLength);
  } finally {
    closeSync(file);
  }
}

const text = (begun: Buffer, rest: Buffer, maxLength: number): string =>
  (begun.length === 0 ? rest : Buffer.concat([begun, rest])).subarray(0, maxLength).toString('utf8');
