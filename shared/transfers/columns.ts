import type { StatementFormat } from './types.ts';

/** What a table of bank lines may tell, by the names that banks give its columns. */
const names = {
  account: ['本方账号', '账号', '查询账号'],
  entryId: ['交易流水号', '账户明细编号-交易流水号', '核心流水号', '流水号'],
  date: ['交易日期', '交易日', '记账日期', '入账日期'],
  time: ['交易时间', '入账时间'],
  currency: ['币种', '交易货币'],
  debit: ['借方发生额', '转出金额', '借方金额', '支出金额', '支出'],
  credit: ['贷方发生额', '转入金额', '贷方金额', '收入金额', '收入'],
  /** With its sign: below zero it went. */
  amount: ['交易金额', '发生额'],
  balance: ['余额', '交易后余额', '账户余额'],
  name: ['对方户名', '对方单位', '对方单位名称', '对方名称', '收付方名称'],
  otherAccount: ['对方账号', '收付方账号', '收付方帐号'],
  payerName: ['付款人名称'],
  payerAccount: ['付款人账号'],
  payeeName: ['收款人名称'],
  payeeAccount: ['收款人账号'],
} as const;
export type BankColumn = keyof typeof names;

/** Wherever a payer's words may end up. */
const REMARKS = ['附言', '交易附言', '用途', '摘要', '备注', '其他摘要', '业务摘要', '个性化信息'];

export interface TableHead {
  readonly format: Exclude<StatementFormat, 'camt.053'>;
  readonly width: number;
  readonly at: Partial<Readonly<Record<BankColumn, number>>>;
  readonly remarks: readonly number[];
}

/** As it is compared: `交易金额[ Trade Amount ]`, `借方发生额（支取）` and `余额/元` lose what explains them. */
const plainName = (cell: string): string =>
  cell
    .normalize('NFKC')
    .replace(/\[[^\]]*\]|\((?!付\))[^)]*\)|\/元$/gu, '')
    .replace(/[\s*()/]/g, '');

/** The bank by a column that only it has. */
const marks: readonly (readonly [TableHead['format'], readonly string[]])[] = [
  ['boc', ['付款人名称', '收款人名称']],
  ['ccb', ['账户明细编号-交易流水号']],
  ['cmb', ['收付方名称']],
  ['icbc', ['对方单位']],
  ['icbc', ['对方单位名称']],
];

const isWhole = (at: TableHead['at']): boolean => {
  const hasTime = at.date !== undefined || at.time !== undefined;
  const hasAmount = at.amount !== undefined || (at.debit !== undefined && at.credit !== undefined);
  const hasName = at.name !== undefined || (at.payerName !== undefined && at.payeeName !== undefined);
  return hasTime && hasAmount && hasName && at.balance !== undefined;
};

/** The head of a table of bank lines; `null` for any other row. */
export function readHead(row: readonly string[]): TableHead | null {
  const cells = row.map(plainName);
  const found = Object.entries(names).flatMap(([column, known]) => {
    const place = cells.findIndex((cell) => (known as readonly string[]).includes(cell));
    return place === -1 ? [] : [[column, place] as const];
  });
  const at = Object.fromEntries(found) as TableHead['at'];
  if (!isWhole(at)) return null;
  const [format = 'other-csv'] = marks.find(([, own]) => own.every((name) => cells.includes(name))) ?? [];
  const remarks = cells.flatMap((cell, place) => (REMARKS.includes(cell) ? [place] : []));
  return { format, width: cells.findLastIndex((cell) => cell !== '') + 1, at, remarks };
}
