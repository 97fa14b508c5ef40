import { describe, expect, it } from 'vitest';
import { linesOf } from '@reassign/shared/verify/lines.ts';

/** The text in pieces of that many bytes, each written over the one before. */
function* pieces(text: string, size: number): Generator<Uint8Array> {
  const bytes = Buffer.from(text);
  const piece = Buffer.alloc(size);
  for (let from = 0; from < bytes.length; from += size) {
    const length = bytes.copy(piece, 0, from, from + size);
    yield piece.subarray(0, length);
  }
}

const read = (text: string, size: number, most = 100): string[] => [...linesOf(pieces(text, size), most)];

describe('the lines of a file', () => {
  it.each([1, 2, 3, 7, 1_000])('are the same in pieces of %i bytes', (size) => {
    expect(read('一行\n\n第二行🔨\nthird', size)).toEqual(['一行', '', '第二行🔨', 'third']);
  });

  it.each([
    ['', []],
    ['\n', ['']],
    ['a', ['a']],
    ['a\n', ['a']],
    ['a\r\nb', ['a\r', 'b']],
    ['\ufeffa', ['\ufeffa']],
  ])('of %j are %j', (text, expected) => {
    expect(read(text, 4)).toEqual(expected);
  });

  it('are cut where they grow too long, and only there', () => {
    const lines = (length: number) => read(`${'x'.repeat(length)}\nb`, 3, 10).map((line) => line.length);
    expect(lines(10)).toEqual([10, 1]);
    expect(lines(11)).toEqual([10, 1]);
    expect(read('x'.repeat(1_000), 3, 10)).toEqual(['x'.repeat(10)]);
  });
});
