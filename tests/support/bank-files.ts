import { CNY } from '@reassign/shared/kernel/currency.ts';
import { money, toDecimal } from '@reassign/shared/kernel/money.ts';

/*
 * Statements as Chinese banks' online banking writes them: columns, order and ornaments of each bank, people and amounts of
 * the test.
 */

export interface WrittenLine {
  readonly id?: string;
  /** Minor units: above zero it came. */
  readonly change: number;
  readonly name?: string;
  readonly account?: string;
  readonly remark?: string;
  /** `YYYY-MM-DD HH:MM:SS`. */
  readonly at?: string;
}

export const ownAccount = '0000000000000000000';
const AT = '2026-03-02 10:15:33';

const decimal = (minor: number): string => toDecimal(money(minor, CNY));
/** `1,234,567.89`, as every bank but one writes it. */
export const grouped = (minor: number): string => decimal(minor).replace(/\B(?=(\d{3})+(?=\.))/g, ',');

interface Row extends Required<WrittenLine> {
  readonly balance: number;
}

/** Each line with the balance after it. */
function rowsOf(lines: readonly WrittenLine[], opening: number): Row[] {
  let balance = opening;
  return lines.map((line, index) => ({
    ...{ id: `2026030200${String(index + 1).padStart(4, '0')}`, name: '某公司', account: '6222000000000001' },
    ...{ remark: '', at: AT, ...line },
    balance: (balance += line.change),
  }));
}

const sides = ({ change }: Row): [string, string] =>
  change < 0 ? [grouped(-change), ''] : ['', grouped(change)];
const quoted = (cells: readonly string[]): string =>
  cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');

/** 中国建设银行: an id for each line, time in one column, debit and credit apart. */
export function ccb(lines: readonly WrittenLine[], opening = 0): string {
  const head =
    '账号,账户名称,交易时间,借方发生额（支取）,贷方发生额（收入）,余额,币种,对方户名,对方账号,对方开户机构,记账日期,摘要,备注,账户明细编号-交易流水号,企业流水号,凭证种类,凭证号';
  const rows = rowsOf(lines, opening).map((row) => {
    const { at, balance, name, account, remark, id } = row;
    const day = at.slice(0, 10).replaceAll('-', '');
    return quoted([
      ...[
        `${ownAccount}\t`,
        '质转平台',
        `${day} ${at.slice(11)}`,
        ...sides(row),
        grouped(balance),
        '人民币元',
      ],
      ...[name, account, '某支行', day, '电子汇入', remark, id, '', '', ''],
    ]);
  });
  return [head, ...rows, ''].join('\r\n');
}

/** 中国工商银行: no id at all, newest first, something before the head and sums after the lines. */
export function icbc(lines: readonly WrittenLine[], opening = 0): string {
  const rows = rowsOf(lines, opening);
  const printed = rows.toReversed().map((row) => {
    const { at, balance, name, account, remark } = row;
    return quoted([
      ...[at, ownAccount, name, account, '汇款', remark, '往来款'],
      ...[...sides(row), grouped(balance)],
    ]);
  });
  const sum = (sign: number): number =>
    rows.reduce((total, { change }) => total + Math.max(0, sign * change), 0);
  return [
    '[HISTORYDETAIL]',
    '交易时间,本方账号,对方单位,对方账号,摘要,附言,用途,转出金额,转入金额,余额',
    ...printed,
    quoted([
      '支出合计',
      grouped(sum(-1)),
      '收入合计',
      grouped(sum(1)),
      '总笔数',
      String(rows.length),
      '',
      '',
      '',
      '',
    ]),
    '',
  ].join('\n');
}

const BOC_HEAD =
  "交易类型[ Transaction Type ]|业务类型[ Business type ]|付款人开户行名[ Payer account bank ]|付款人账号[ Debit Account No. ]|付款人名称[ Payer's Name ]|收款人开户行名[ Beneficiary account bank ]|收款人账号[ Payee's Account Number ]|收款人名称[ Payee's Name ]|交易日期[ Transaction Date ]|交易时间[ Transaction time ]|交易货币[ Trade Currency ]|交易金额[ Trade Amount ]|交易后余额[ After-transaction balance ]|起息日期[ Value Date ]|汇率[ Exchange rate ]|交易流水号[ Transaction reference number ]|摘要[ Reference ]|用途[ Purpose ]|交易附言[ Remark ]|备注[ Remarks ]|";

/** 中国银行: totals before the head, bars between cells, one amount with its sign, payer and payee apart. */
export function boc(lines: readonly WrittenLine[], opening = 0): string {
  const rows = rowsOf(lines, opening);
  const sum = (sign: number): string =>
    grouped(rows.reduce((total, { change }) => total + Math.max(0, sign * change), 0));
  const count = (sign: number): string => String(rows.filter(({ change }) => sign * change > 0).length);
  const signed = (minor: number): string => (minor < 0 ? '' : '+') + decimal(minor);
  const printed = rows.map(({ at, change, balance, name, account, remark, id }) => {
    const [us, them] = [
      ['某分行营业部', ownAccount, '质转平台'],
      ['他行', account, name],
    ];
    const day = at.slice(0, 10).replaceAll('-', '');
    return [
      ...[change > 0 ? '来账' : '往账', '转账', ...(change > 0 ? [...them, ...us] : [...us, ...them])],
      ...[day, at.slice(11), 'CNY', signed(change), signed(balance), day, '1.000000', id],
      ...['', '', remark, '', ''],
    ].join('|');
  });
  return [
    `查询账号[ Inquirer account number ]|${ownAccount}|`,
    `总笔数[ Total number ]|${String(rows.length)}|`,
    `借方发生总笔数[ Total Numbers of Debited Payments ]|${count(-1)}|`,
    `借方发生总额[ Total Debit Amount of Payments ]|${sum(-1)}|`,
    `贷方发生总笔数[ Total Numbers of Credited Payments ]|${count(1)}|`,
    `贷方发生总额[ Total Credit Amount of Payments ]|${sum(1)}|`,
    '查询时间范围[ Time Range ]|20260301-20260331|',
    BOC_HEAD,
    ...printed,
    '',
  ].join('\r\n');
}

/** 招商银行: day and hour apart, the other side as 收/付方. */
export function cmb(lines: readonly WrittenLine[], opening = 0): string {
  const head =
    '账号,账号名称,币种,交易日,交易时间,起息日,交易类型,借方金额,贷方金额,余额,摘要,流水号,收/付方名称,收/付方帐号';
  const rows = rowsOf(lines, opening).map((row) => {
    const { at, balance, name, account, remark, id } = row;
    const [day = '', time = ''] = at.split(' ');
    return quoted([
      ...[ownAccount, '质转平台', '人民币', day.replaceAll('-', ''), time, day, '网银', ...sides(row)],
      ...[grouped(balance), remark, id, name, account],
    ]);
  });
  return [head, ...rows, ''].join('\n');
}

const entry = ({ id, change, name, account, remark, at }: Row): string => {
  const [party, indicator] = change > 0 ? ['Dbtr', 'CRDT'] : ['Cdtr', 'DBIT'];
  return `<Ntry><Amt Ccy="CNY">${decimal(Math.abs(change))}</Amt><CdtDbtInd>${indicator}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><DtTm>${at.replace(' ', 'T')}</DtTm></BookgDt><AcctSvcrRef>${id}</AcctSvcrRef><NtryDtls><TxDtls>
<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
<RltdPties><${party}><Pty><Nm>${name}</Nm></Pty></${party}><${party}Acct><Id><Othr><Id>${account}</Id></Othr></Id></${party}Acct></RltdPties>
<RmtInf><Ustrd>${remark}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`;
};

const balance = (kind: string, minor: number): string =>
  `<Bal><Tp><CdOrPrtry><Cd>${kind}</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">${decimal(Math.abs(minor))}</Amt>
<CdtDbtInd>${minor < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd><Dt><Dt>2026-03-02</Dt></Dt></Bal>`;

/** Any bank, in ISO 20022's words. */
export function camt053(lines: readonly WrittenLine[], opening = 0): string {
  const rows = rowsOf(lines, opening);
  const closing = rows.at(-1)?.balance ?? opening;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-03-02T20:00:00</CreDtTm></GrpHdr>
<Stmt><Id>S1</Id><Acct><Id><Othr><Id>${ownAccount}</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
${balance('OPBD', opening)}${balance('CLBD', closing)}
<TxsSummry><TtlNtries><NbOfNtries>${String(rows.length)}</NbOfNtries></TtlNtries></TxsSummry>
${rows.map(entry).join('\n')}
</Stmt></BkToCstmrStmt></Document>
`;
}

/** GB18030, as Chinese Excel and most banks write it: the characters of these files by their two bytes. */
export function gb18030(text: string): Buffer {
  const bytes = [...text].map((character) => {
    if (character.charCodeAt(0) < 0x80) return Buffer.from(character);
    const code = twoByteCodes().get(character);
    if (!code) throw new Error(`${character} is not in GBK`);
    return code;
  });
  return Buffer.concat(bytes);
}

let codes: Map<string, Buffer> | undefined;

/** The platform decodes GB18030 and does not encode it: the table is read out of the decoder. */
function twoByteCodes(): ReadonlyMap<string, Buffer> {
  if (codes) return codes;
  const decoder = new TextDecoder('gb18030');
  codes = new Map();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const code = Buffer.from([lead, trail]);
      const character = decoder.decode(code);
      if ([...character].length === 1) codes.set(character, code);
    }
  }
  return codes;
}

export const banks = { ccb, icbc, boc, cmb, camt053 } as const;
