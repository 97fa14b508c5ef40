import { concatBytes } from '@noble/hashes/utils.js';

const NEWLINE = 0x0a;
const NOTHING = new Uint8Array();

/**
 * The lines of a file without their ends, from its bytes piece by piece. A line longer than `maxLength` bytes is cut there,
 * so that a file without line ends costs no more memory than one line. A piece may be overwritten once it was read.
 */
export function* linesOf(pieces: Iterable<Uint8Array>, maxLength: number): Generator<string> {
  // What is not UTF-8 shows as such; a mark at the beginning is part of the first line.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const text = (begun: Uint8Array, rest: Uint8Array): string =>
    decoder.decode((begun.length === 0 ? rest : concatBytes(begun, rest)).subarray(0, maxLength));

  let begun = NOTHING;
  for (const piece of pieces) {
    let from = 0;
    for (let end = piece.indexOf(NEWLINE); end >= 0; end = piece.indexOf(NEWLINE, from)) {
      yield text(begun, piece.subarray(from, end));
      begun = NOTHING;
      from = end + 1;
    }
    if (begun.length < maxLength) begun = concatBytes(begun, piece.subarray(from));
  }
  if (begun.length > 0) yield text(begun, NOTHING);
}
