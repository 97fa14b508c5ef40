import { closeSync, openSync, readSync } from 'node:fs';

const PIECE = 1 << 16;

/** A file's bytes piece by piece, read as they are asked for; each piece overwrites the one before. */
export function* piecesOf(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    const piece = Buffer.alloc(PIECE);
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece))
      yield piece.subarray(0, read);
  } finally {
    closeSync(file);
  }
}
