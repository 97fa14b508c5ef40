import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { instant, parseDay } from '@reassign/shared/kernel/instant.ts';
import { money, toDecimal } from '@reassign/shared/kernel/money.ts';
import { all, first, textAt, type XmlElement } from '@reassign/shared/kernel/xml-tree.ts';
import { type FilePayout, PAIN001, pain001 } from '@reassign/shared/transfers/pain001.ts';
import { readPain002 } from '@reassign/shared/transfers/pain002.ts';
import { parseXml } from '../../../server/platform/files/xml.ts';

const parse = (text: string): XmlElement => {
  const reading = parseXml(text, { isKnownRoot: () => true, forgotten: new Set() });
  if (!reading.ok) throw new Error(JSON.stringify(reading.fault));
  return reading.value;
};

const fileOf = (payouts: readonly FilePayout[]): XmlElement =>
  parse(
    pain001({
      ...{
        id: 'F20260302',
        at: instant(1_772_415_333_000),
        on: parseDay('2026-03-02') ?? ('' as never),
        payouts,
      },
      payer: { name: '质转平台', account: '0000111122223333', bank: '晋源示范银行' },
    }),
  );

/*
 * pain.001.001.09 as its schema has it, for the elements that are written here: children in their order, `?` may be missing,
 * `+` comes once or more.
 */
const schema: Readonly<Record<string, readonly string[]>> = {
  Document: ['CstmrCdtTrfInitn'],
  CstmrCdtTrfInitn: ['GrpHdr', 'PmtInf+'],
  GrpHdr: ['MsgId', 'CreDtTm', 'NbOfTxs', 'CtrlSum?', 'InitgPty'],
  InitgPty: ['Nm?'],
  PmtInf: [
    ...[
      'PmtInfId',
      'PmtMtd',
      'BtchBookg?',
      'NbOfTxs?',
      'CtrlSum?',
      'ReqdExctnDt',
      'Dbtr',
      'DbtrAcct',
      'DbtrAgt',
    ],
    'CdtTrfTxInf+',
  ],
  ReqdExctnDt: ['Dt'],
  Dbtr: ['Nm?'],
  DbtrAcct: ['Id', 'Ccy?'],
  'DbtrAcct/Id': ['Othr'],
  DbtrAgt: ['FinInstnId'],
  FinInstnId: ['ClrSysMmbId?', 'Nm?'],
  ClrSysMmbId: ['ClrSysId?', 'MmbId'],
  ClrSysId: ['Cd'],
  CdtTrfTxInf: ['PmtId', 'Amt', 'CdtrAgt?', 'Cdtr?', 'CdtrAcct?', 'RmtInf?'],
  PmtId: ['InstrId?', 'EndToEndId'],
  Amt: ['InstdAmt'],
  CdtrAgt: ['FinInstnId'],
  Cdtr: ['Nm?'],
  CdtrAcct: ['Id'],
  'CdtrAcct/Id': ['Othr'],
  Othr: ['Id'],
  RmtInf: ['Ustrd'],
};

/** Where a file is not what the schema says. */
function strays(element: XmlElement, parent = ''): string[] {
  const inner = element.children.filter((child) => typeof child !== 'string');
  const names = inner.map(({ name }) => name);
  const model = schema[`${parent}/${element.name}`] ?? (inner.length > 0 ? schema[element.name] : undefined);
  if (!model) return inner.length > 0 ? [`${element.name} holds ${names.join(' ')}`] : [];
  const form = model.map((one) => one.replace(/^(\w+)([?+]?)$/, '(?:$1 )$2')).join('');
  const own = new RegExp(`^${form}$`).test(names.map((name) => `${name} `).join(''))
    ? []
    : [`${element.name}: ${names.join(' ')}`];
  return [...own, ...inner.flatMap((child) => strays(child, element.name))];
}

const amount = fc.integer({ min: 1, max: 10 ** 13 }).map((fen) => money(fen, CNY));
const text = fc.string({ unit: 'binary', maxLength: 200 });
const payout = (nth: number): fc.Arbitrary<FilePayout> =>
  fc.record({
    reference: fc.constant(`ZFK${String(nth)}`),
    amount,
    payee: fc.record({
      name: text,
      account: fc.constant('6222'),
      bank: text,
      bankCode: fc.constantFrom('', '102161000018'),
    }),
    purpose: text,
  });
const payouts = fc
  .integer({ min: 1, max: 5 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, nth) => payout(nth))));

describe('a payment file', () => {
  it('is what the schema of pain.001.001.09 says, whatever stands in names and purposes', () => {
    fc.assert(
      fc.property(payouts, (several) => {
        expect(strays(fileOf(several))).toEqual([]);
      }),
    );
    expect(fileOf([sample]).attributes['xmlns']).toBe(PAIN001);
  });

  it('says number and sum of its payouts twice, exactly', () => {
    fc.assert(
      fc.property(payouts, (several) => {
        const root = fileOf(several);
        const sum = several.reduce((total, one) => total + one.amount.amount, 0);
        for (const path of [['GrpHdr'], ['PmtInf']] as const) {
          expect(textAt(root, 'CstmrCdtTrfInitn', ...path, 'NbOfTxs')).toBe(String(several.length));
          expect(textAt(root, 'CstmrCdtTrfInitn', ...path, 'CtrlSum')).toBe(toDecimal(money(sum, CNY)));
        }
        expect(all(root, 'CstmrCdtTrfInitn', 'PmtInf', 'CdtTrfTxInf')).toHaveLength(several.length);
      }),
    );
  });

  const sample: FilePayout = {
    reference: 'ZFK0000000000A',
    amount: money(1_234_567_89, CNY),
    payee: {
      name: '某公司 <b>&"',
      account: '6222000011112222',
      bank: '某银行某支行',
      bankCode: '102161000018',
    },
    purpose: '退还\u0000保证金',
  };

  it('says whom, how much, for what, and what it is found by', () => {
    const one = first(fileOf([sample]), 'CstmrCdtTrfInitn', 'PmtInf', 'CdtTrfTxInf');
    if (!one) throw new Error('no payout');
    expect({
      id: textAt(one, 'PmtId', 'EndToEndId'),
      amount: textAt(one, 'Amt', 'InstdAmt'),
      currency: first(one, 'Amt', 'InstdAmt')?.attributes['Ccy'],
      bank: textAt(one, 'CdtrAgt', 'FinInstnId', 'ClrSysMmbId', 'MmbId'),
      payee: textAt(one, 'Cdtr', 'Nm'),
      account: textAt(one, 'CdtrAcct', 'Id', 'Othr', 'Id'),
      purpose: textAt(one, 'RmtInf', 'Ustrd'),
    }).toEqual({
      id: 'ZFK0000000000A',
      amount: '1234567.89',
      currency: 'CNY',
      bank: '102161000018',
      payee: '某公司 <b>&"',
      account: '6222000011112222',
      purpose: 'ZFK0000000000A 退还保证金',
    });
  });

  it('never holds a payout twice', () => {
    expect(() => fileOf([sample, sample])).toThrow('each payout once');
  });
});

describe('the bank’s answer to it (pain.002)', () => {
  const report = (group: string, ...transfers: string[]) =>
    readPain002(
      parse(`<Document><CstmrPmtStsRpt><GrpHdr><MsgId>B1</MsgId></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>F1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>${group}</OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>F1</OrgnlPmtInfId>${transfers.join('')}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`),
    );
  const transfer = (reference: string, status: string, reason = '') =>
    `<TxInfAndSts><OrgnlEndToEndId>${reference}</OrgnlEndToEndId><TxSts>${status}</TxSts>${reason}</TxInfAndSts>`;

  it('says of each payout whether it is paid, rejected or on its way', () => {
    const why = '<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>账户已销户</AddtlInf></StsRsnInf>';
    expect(
      report(
        '',
        transfer('A', 'ACSC'),
        transfer('B', 'RJCT', why),
        transfer('C', 'ACSP'),
        transfer('D', 'ACCC'),
      ),
    ).toEqual({
      file: 'F1',
      all: null,
      payouts: [
        { reference: 'A', is: 'paid', reason: '' },
        { reference: 'B', is: 'rejected', reason: 'AC04 账户已销户' },
        { reference: 'C', is: 'on-its-way', reason: '' },
        { reference: 'D', is: 'paid', reason: '' },
      ],
    });
  });

  it('may speak of the whole file', () => {
    expect(report('<GrpSts>RJCT</GrpSts>')).toMatchObject({ file: 'F1', all: 'rejected', payouts: [] });
  });

  it('is nothing else', () => {
    expect(readPain002(parse('<Document><BkToCstmrStmt/></Document>'))).toBeNull();
  });
});
