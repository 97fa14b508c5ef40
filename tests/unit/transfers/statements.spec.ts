import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BankStatement } from '@reassign/shared/transfers/types.ts';
import { readBankFile } from '../../../server/transfers/bank-file.ts';
import {
  banks,
  boc,
  camt053,
  ccb,
  cmb,
  gb18030,
  icbc,
  ownAccount,
  type WrittenLine,
} from '../../support/bank-files.ts';

const file = (text: string | Buffer) => readBankFile(typeof text === 'string' ? Buffer.from(text) : text);

function statement(text: string | Buffer): BankStatement {
  const reading = file(text);
  if (!reading.ok || reading.value.kind !== 'statement') throw new Error(JSON.stringify(reading));
  return reading.value.statement;
}
const faultOf = (text: string | Buffer) => {
  const reading = file(text);
  return reading.ok ? null : reading.fault;
};

const lines: WrittenLine[] = [
  {
    change: 14_000_000,
    name: '启明知识产权运营有限公司',
    account: '6222 0000 1111',
    remark: 'BZJ 0000000000H 保证金',
  },
  { change: -1_234_567, name: '某机构', remark: '退款' },
  { change: 5, name: '王小明' },
];

describe('the statement of a Chinese bank', () => {
  it.each([
    ['icbc', icbc(lines, 100)],
    ['ccb', ccb(lines, 100)],
    ['boc', boc(lines, 100)],
    ['cmb', cmb(lines, 100)],
    ['camt.053', camt053(lines, 100)],
  ])('of %s says who paid what for what, oldest first', (format, text) => {
    const { lines: read, ...head } = statement(text);
    expect(head).toEqual({ format, account: ownAccount, currency: 'CNY', opening: 100, closing: 12_765_538 });
    expect(read.map(({ direction, amount }) => [direction, amount.amount])).toEqual([
      ['credit', 14_000_000],
      ['debit', 1_234_567],
      ['credit', 5],
    ]);
    expect(read[0]).toMatchObject({
      counterparty: { name: '启明知识产权运营有限公司', account: '622200001111' },
      bookedOn: '2026-03-02',
      bookedAt: Date.parse('2026-03-02T10:15:33+08:00'),
    });
    expect(read[0]?.remark).toContain('BZJ 0000000000H 保证金');
  });

  it('keeps the id that the bank gave, and makes one where it gives none', () => {
    expect(statement(ccb(lines)).lines.map(({ entryId }) => entryId)).toEqual([
      '20260302000001',
      '20260302000002',
      '20260302000003',
    ]);
    const made = statement(icbc(lines)).lines.map(({ entryId }) => entryId);
    expect(made.every((id) => /^#[0-9a-f]{32}$/.test(id))).toBe(true);
    expect(new Set(made).size).toBe(3);
  });

  it.each(Object.entries({ icbc, ccb, boc, cmb }))('%s says the same in GB18030', (_bank, write) => {
    expect(statement(gb18030(write(lines)))).toEqual(statement(write(lines)));
  });

  it('may be written in full width, with a mark of byte order, with signs of money', () => {
    const wide = ccb([{ change: 123_456_789 }]).replaceAll(
      '"1,234,567.89"',
      '￥１，２３４，５６７．８９'.replaceAll('，', '').replaceAll('．', '.'),
    );
    expect(statement(`\ufeff${wide}`).lines[0]?.amount.amount).toBe(123_456_789);
  });

  it('of one day that comes again within a longer one gives its lines the same ids', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), fc.nat(8), (all, split) => {
        const early = all.slice(0, split).map((one) => ({ ...one, at: '2026-03-01 09:00:00' }));
        const late = all.slice(split).map((one) => ({ ...one, at: '2026-03-02 09:00:00' }));
        fc.pre(late.length > 0);
        const opening = 1_000 + early.reduce((sum, { change }) => sum + change, 0);
        const short = statement(icbc(late, opening)).lines;
        const long = statement(icbc([...early, ...late], 1_000)).lines;
        expect(long.slice(early.length).map(({ entryId }) => entryId)).toEqual(
          short.map(({ entryId }) => entryId),
        );
      }),
    );
  });
});

const change = fc.oneof(fc.integer({ min: 1, max: 10 ** 12 }), fc.integer({ min: -(10 ** 12), max: -1 }));
const line: fc.Arbitrary<WrittenLine> = fc.record({
  change,
  name: fc.constantFrom('某公司', '王小明', '某（中国）有限公司'),
  remark: fc.constantFrom('', '往来', 'BZJ0000000000H'),
});
const several = fc.array(line, { minLength: 2, maxLength: 12 });

describe('what was written', () => {
  it.each(Object.entries(banks))('by %s is what is read, fen for fen', (_bank, write) => {
    fc.assert(
      fc.property(several, fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), (all, opening) => {
        const read = statement(write(all, opening)).lines;
        expect(
          read.map(({ direction, amount }) => (direction === 'credit' ? amount.amount : -amount.amount)),
        ).toEqual(all.map((one) => one.change));
      }),
    );
  });

  it.each(Object.entries({ ccb, icbc, boc, cmb }))(
    'by %s and lost one of its lines in between is refused, whichever it was',
    (_bank, write) => {
      fc.assert(
        fc.property(fc.array(line, { minLength: 3, maxLength: 9 }), fc.nat(), (all, pick) => {
          const inner = 1 + (pick % (all.length - 2));
          const rows = write(all, 500).split('\n');
          const head = rows.findIndex((row) => /交易日|交易时间/.test(row));
          rows.splice(head + 1 + inner, 1);
          expect(['balance-differs', 'totals-differ']).toContain(faultOf(rows.join('\n'))?.reason);
        }),
      );
    },
  );
});

const rows = ccb(lines).split('\r\n');
const onLine = (text: string, nth: number, from: string, to: string): string =>
  text
    .split('\n')
    .map((one, index) => (index === nth - 1 ? one.replace(from, to) : one))
    .join('\n');
const lastEntry = /<Ntry>(?:(?!<Ntry>)[\s\S])*<\/Ntry>(?=\n<\/Stmt>)/;
const doubled = camt053(lines).replace('20260302000002', '20260302000001');

const broken: [string, string | Buffer, object][] = [
  ['cut within a line', ccb(lines).slice(0, -30), { reason: 'cut-off', row: 4 }],
  ['cut within quotes', boc(lines).replace('|20260302000003|', '|"2026'), { reason: 'malformed' }],
  [
    'without its last line, where totals are given',
    boc(lines).split('\r\n').toSpliced(-2, 1).join('\r\n'),
    { reason: 'totals-differ', what: 'count', expected: '3', found: '2' },
  ],
  [
    'without its last line, totals after the lines',
    icbc(lines).split('\n').toSpliced(2, 1).join('\n'),
    { reason: 'totals-differ' },
  ],
  [
    'with a line of another sum',
    ccb(lines).replace('"12,345.67"', '"12,345.68"'),
    { reason: 'balance-differs', row: 3 },
  ],
  [
    'with the same line twice',
    [...rows.slice(0, 3), ...rows.slice(2)].join('\n'),
    { reason: 'balance-differs', row: 4 },
  ],
  [
    'with an amount of three decimals',
    ccb(lines).replace('"140,000.00"', '"140,000.005"'),
    { reason: 'bad-cell', column: 'credit', row: 2 },
  ],
  [
    'with an amount as Germans write it',
    ccb(lines).replace('"140,000.00"', '"140.000,00"'),
    { reason: 'bad-cell', column: 'credit' },
  ],
  [
    'with both sides',
    cmb([{ change: 100 }]).replace('网银,,', '网银,1.00,'),
    { reason: 'bad-cell', column: 'credit', row: 2 },
  ],
  [
    'with neither',
    cmb([{ change: 100 }]).replace('网银,,1.00', '网银,,'),
    { reason: 'bad-cell', column: 'credit', row: 2 },
  ],
  [
    'on a day that never was',
    cmb(lines).replace('20260302', '20260230'),
    { reason: 'bad-cell', column: 'time', row: 2 },
  ],
  ['in no known currency', cmb(lines).replace('人民币', '贝壳'), { reason: 'bad-cell', column: 'currency' }],
  ['in two currencies', onLine(cmb(lines), 3, '人民币', '美元'), { reason: 'two-currencies', row: 3 }],
  ['of two accounts', onLine(cmb(lines), 3, ownAccount, '6222'), { reason: 'two-accounts', row: 3 }],
  ['with its head only', ccb([]), { reason: 'no-lines' }],
  [
    'camt.053 cut and closed again',
    camt053(lines).replace(lastEntry, ''),
    { reason: 'totals-differ', what: 'closing' },
  ],
  ['camt.053 cut in the middle', camt053(lines).slice(0, 1500), { reason: 'malformed' }],
  ['camt.053 with one id twice', doubled, { reason: 'entry-twice', entryId: '20260302000001' }],
  [
    'camt.053 with entities',
    camt053(lines).replace('<Document', '<!DOCTYPE Document [<!ENTITY a "aaaa">]><Document'),
    { reason: 'unsafe-xml' },
  ],
  [
    'camt.053 that uses one',
    camt053(lines).replace('<Id>S1</Id>', '<Id>&file;</Id>'),
    { reason: 'unsafe-xml', what: '&file;' },
  ],
  [
    'camt.053 without a side',
    camt053(lines).replace('<CdtDbtInd>DBIT</CdtDbtInd><Sts>', '<Sts>'),
    { reason: 'bad-cell', row: 2, column: 'CdtDbtInd' },
  ],
  ['of the spreadsheet, not the table', Buffer.from('PK\u0003\u0004'), { reason: 'unknown-format' }],
  ['that is none', '姓名,年龄\n王小明,30\n', { reason: 'unknown-format' }],
  [
    'in two encodings',
    Buffer.concat([Buffer.from(ccb(lines)), gb18030('合计,某公司\n')]),
    { reason: 'bad-encoding' },
  ],
  ['that is empty', '', { reason: 'unknown-format' }],
];

describe('a statement that does not add up is not taken in', () => {
  it.each(broken)('%s', (_what, text, fault) => {
    expect(faultOf(text)).toMatchObject(fault);
  });
});

describe('camt.053', () => {
  it('leaves out what is only announced', () => {
    const announced = camt053(lines)
      .replace('<Cd>BOOK</Cd>', '<Cd>PDNG</Cd>')
      .replace(/<Bal>[\s\S]*<\/Bal>/, '');
    expect(statement(announced).lines).toHaveLength(2);
  });

  it('reads a batch as the payments that are in it', () => {
    const part = (sum: string, name: string) =>
      `<TxDtls><Amt Ccy="CNY">${sum}</Amt><RltdPties><Dbtr><Nm>${name}</Nm></Dbtr></RltdPties></TxDtls>`;
    const batch = (second: string) =>
      camt053([{ change: 300 }]).replace(
        /<TxDtls>[\s\S]*<\/TxDtls>/,
        part('1.00', '某甲') + part(second, '某乙'),
      );
    expect(
      statement(batch('2.00')).lines.map(({ entryId, amount, counterparty }) => [
        entryId,
        amount.amount,
        counterparty.name,
      ]),
    ).toEqual([
      ['20260302000001/1', 100, '某甲'],
      ['20260302000001/2', 200, '某乙'],
    ]);
    expect(faultOf(batch('2.01'))).toMatchObject({ reason: 'bad-cell', column: 'TxDtls' });
  });
});
