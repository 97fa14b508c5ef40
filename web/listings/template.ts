import { type TemplateColumn, templateColumns } from '@reassign/shared/listings/import.ts';

/** Invented rows, one for each type of right: what a row looks like says more than a manual. */
const examples: readonly Readonly<Partial<Record<TemplateColumn, string>>>[] = [
  {
    asset_type: '发明专利',
    jurisdiction: 'CN',
    application_no: '201819990101.3',
    title: '示例：请删除本行（发明专利）',
    owner: '示例科技（虚构）有限公司',
    filing_date: '2018-03-15',
    grant_date: '2020-06-09',
    expiry_date: '2038-03-15',
    ipc: 'C07D 251/18',
  },
  {
    asset_type: '商标',
    jurisdiction: 'CN',
    registration_no: '99900101',
    title: '示例：请删除本行（商标）',
    owner: '示例食品（虚构）有限公司',
    grant_date: '2021-02-07',
    expiry_date: '2031-02-06',
    nice_class: '30',
    goods: '醋；调味品',
  },
  {
    asset_type: '软件著作权',
    jurisdiction: 'CN',
    registration_no: '2020SR9990101',
    title: '示例：请删除本行（软件著作权）',
    owner: '示例软件（虚构）有限公司',
    grant_date: '2020-05-20',
  },
];

/** The CSV template as a link's target; the mark at its beginning tells spreadsheets that it is UTF-8. */
export function templateHref(): string {
  const rows = examples.map((row) => templateColumns.map((column) => row[column] ?? ''));
  const text = [templateColumns, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${text}`)}`;
}
