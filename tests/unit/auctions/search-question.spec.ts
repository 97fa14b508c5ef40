import { describe, expect, it } from 'vitest';
import { readCursor, writeCursor } from '../../../server/auctions/catalogue/cursor.ts';
import { lexemesOfNumber, readNumber } from '../../../server/auctions/catalogue/numbers.ts';
import { queryOf, readQuestion } from '../../../server/auctions/catalogue/question.ts';
import { wordsOfText } from '../../../server/auctions/catalogue/words.ts';
import { toLotSearch } from '@reassign/shared/auctions/search.ts';

const noStems = new Map<string, string>();

describe('a lot', () => {
  it('is found by every word of its title, also by those inside longer ones', () => {
    expect(wordsOfText('一种锂电池正极材料')).toEqual(
      expect.arrayContaining(['锂电', '电池', '锂电池', '材料']),
    );
  });

  it('is found whatever the width and the case of its letters', () => {
    expect(wordsOfText('Ｂattery 5G')).toEqual(['battery', '5g']);
  });

  it('has a title of 500 characters without a blank cut to a length that can be kept', () => {
    expect(wordsOfText('x'.repeat(500))).toEqual(['x'.repeat(60)]);
  });

  it.each(['SX-2026-000123', 'sx2026000123', 'SX 2026 000123', '2026-000123', '000123'])(
    'is found by its number typed as %s',
    (typed) => {
      const key = readNumber(typed) ?? '';
      expect(lexemesOfNumber('SX-2026-000123').some((lexeme) => lexeme.startsWith(`#${key}`))).toBe(true);
    },
  );
});

describe('a number', () => {
  it.each([
    ['202110991218.8', '2021109912188'],
    ['ZL202110991218.8', '2021109912188'],
    ['ZL 2021 1 0991218.8', '2021109912188'],
    ['CN 202110991218', '202110991218'],
    ['ＺＬ２０２１１０９９１２１８．８', '2021109912188'],
    ['202110991218 8', '2021109912188'],
    // What CNIPA's XML calls the standard form.
    ['102021000991218', '2021109912188'],
    ['CN112330675B', '112330675b'],
    ['2014SR001852', '2014sr001852'],
    ['软著登字第0671096号', '0671096'],
    ['第 1682310 号', '1682310'],
    ['US 10,123,456 B2', 'us10123456b2'],
  ])('%s is looked for as %s', (typed, key) => {
    expect(readQuestion(typed)).toMatchObject({ words: [], numbers: [key] });
  });

  it.each([['2021'], ['202110'], ['2021109']])('%s finds the numbers that begin with it', (typed) => {
    const query = queryOf({ runs: [], words: [], numbers: [typed] }, noStems);
    const lexemes = lexemesOfNumber('202110991218.8');
    const isPrefix = query.endsWith(':*');
    const wanted = isPrefix ? `#${typed}` : `^${typed}`;
    expect(query).toContain(`'${wanted}'`);
    expect(lexemes.some((lexeme) => (isPrefix ? lexeme.startsWith(wanted) : lexeme === wanted))).toBe(true);
  });

  it('may stand beside words, with its office apart', () => {
    expect(readQuestion('锂电池 ZL 202110991218.8')).toMatchObject({
      words: ['锂电池'],
      numbers: ['2021109912188'],
    });
  });
});

describe('a question', () => {
  it.each([
    ['only signs', '!@#$%^&*()|&<>:*', null],
    ['only emoji', '😀🎉👩‍🔬', null],
    ['nothing but blanks', '  \u3000 ', null],
    ['operators', '电池 & !材料 | (方法):*', ['电池', '材料', '方法']],
    ['quotes', `'电池' "材料" \\'`, ['电池', '材料']],
    ['SQL', "'; drop table lot_search; --", ['drop', 'table', 'lot', 'search']],
    ['HTML', '<script>alert(1)</script>', ['script', 'alert', '1']],
    ['a word named null', 'null', ['null']],
    ['words that English leaves out', 'the of', ['the', 'of']],
    ['words that Chinese leaves out', '的 了', ['的', '了']],
  ])('of %s', (_what, typed, words) => {
    const question = readQuestion(typed);
    expect(question && [question.words, question.numbers]).toEqual(words && [words, []]);
  });

  it('asks for each word once, and for no more than anybody types', () => {
    expect(readQuestion('电池 '.repeat(60))?.words).toEqual(['电池']);
    const many = Array.from(
      { length: 60 },
      (_, index) => `w${String.fromCharCode(97 + (index % 26))}${index}`,
    );
    expect(readQuestion(many.join(' '))?.words).toHaveLength(24);
  });

  it('takes an English word or its stem', () => {
    const question = readQuestion('Batteries the');
    expect(question && queryOf(question, new Map([['batteries', 'batteri']]))).toBe(
      "('batteries' | 'batteri') & 'the'",
    );
  });

  it.each([
    ['电池', "'电池'"],
    ['晋创', "(('晋' & '创') | ('晋创'))"],
    ['锂离子电池', "(('锂离子' & '电池') | ('锂离' & '离子' & '子电' & '电池'))"],
  ])('takes %s by its words or by its pairs of characters', (typed, query) => {
    const question = readQuestion(typed);
    expect(question && queryOf(question, noStems)).toBe(query);
  });
});

describe('a cursor', () => {
  const search = toLotSearch({ q: '电池', type: ['patent', 'trademark'] });
  const end = { keys: ['1795468128431'], lotId: '01a193a9-a270-7437-855e-7a7ff4d4b9a2' };
  const cursor = writeCursor(search, end);

  it('goes on with its own search, in whatever order that was written', () => {
    expect(readCursor(search, cursor)).toEqual(end);
    expect(readCursor(toLotSearch({ q: ' 电池 ', type: ['trademark', 'patent'] }), cursor)).toEqual(end);
  });

  it.each([
    ['another text', toLotSearch({ q: '电机', type: ['patent', 'trademark'] })],
    ['another filter', toLotSearch({ q: '电池', type: 'patent' })],
    ['another order', toLotSearch({ q: '电池', type: ['patent', 'trademark'], sort: 'bids' })],
  ])('is refused with %s', (_what, other) => {
    expect(readCursor(other, cursor)).toBeNull();
  });

  it.each(['', 'x', Buffer.from('a b c').toString('base64url'), cursor.slice(0, -4), `${cursor}AAAA`])(
    'is refused when it is not one: %s',
    (text) => {
      expect(readCursor(search, text)).toBeNull();
    },
  );

  it('is refused with a key that no list has', () => {
    const odd = writeCursor(search, { ...end, keys: ["1'; select"] });
    expect(readCursor(search, odd)).toBeNull();
    expect(readCursor(search, writeCursor(search, { ...end, keys: ['1', '2', '3'] }))).toBeNull();
  });
});
