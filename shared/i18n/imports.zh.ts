import type { faultReasons, ImportColumn, ImportFormat, WarningReason } from '../listings/import.ts';

type Words =
  | `column-${ImportColumn}`
  | `format-${ImportFormat}`
  | `fault-${(typeof faultReasons)[number]}`
  | `warning-${WarningReason}`;

/** What an import says of a file and its rows; why a number cannot be read stands in `identifiers`. */
export const zh = {
  'format-cnipa-2.2.1': '国家知识产权局 XML（2.2.1）',
  'format-cnipa-st36': '国家知识产权局 XML（ST.36）',
  'format-uspto-grant-4': '美国专利商标局授权公告 XML（4.x）',
  'format-uspto-grant-2.5': '美国专利商标局授权公告 XML（2.5）',
  'format-csv-template': 'CSV 模板',

  'column-asset_type': '权利类型',
  'column-jurisdiction': '法域',
  'column-application_no': '申请号',
  'column-publication_no': '公告号',
  'column-registration_no': '注册号／登记号',
  'column-title': '名称',
  'column-owner': '权利人',
  'column-owner_code': '权利人信用代码',
  'column-co_owners': '共有人',
  'column-filing_date': '申请日',
  'column-grant_date': '授权／注册日',
  'column-expiry_date': '届满日',
  'column-ipc': 'IPC 分类',
  'column-nice_class': '尼斯类别',
  'column-goods': '核定商品或服务',
  'column-pledge_no': '出质登记号',
  'column-pledge_date': '出质登记日',
  'column-pledgee': '质权人',
  'column-principal': '主债权金额',
  'column-licences': '许可情况',
  'column-annual_fee_paid_to': '年费缴至',
  'column-notes': '备注',
  'column-abstract': '摘要',
  'column-row': '整行',

  'fault-missing': '必填，尚未填写。',
  'fault-too-long': '文字过长。',
  'fault-too-many': '数量过多。',
  'fault-too-many-cells': '单元格比表头多，请检查逗号和引号。',
  'fault-bad-date': '没有这一天，请写成 2026-11-23。',
  'fault-dates-out-of-order': '日期先后颠倒。',
  'fault-unknown-asset-type': '没有这种权利类型。',
  'fault-unknown-jurisdiction': '没有这个法域代码。',
  'fault-unsupported-jurisdiction': '该法域的此类权利暂不能录入。',
  'fault-unsupported-kind': '该种文献不是可以出质的权利。',
  'fault-type-mismatch': '号码与权利类型不符。',
  'fault-office-mismatch': '号码与法域不符。',
  'fault-spreadsheet-number': '号码被表格软件改写，请将该列设为文本后重新填写。',
  'fault-duplicate': '与前面的一行重复。',

  'warning-check-not-passed': '校验位不符，请与证书核对。',
  'warning-not-granted': '文件显示尚未授权。',
  'warning-numbers-disagree': '文件中的两个号码不一致。',
  'warning-symbol-unread': '分类号无法识别，已略去。',
  'warning-code-unread': '信用代码无法识别，已略去。',
  'warning-cut': '文字过长，已截短。',
  'warning-year-differs': '年份与号码不符。',
  'warning-expiry-differs': '届满日与按申请日推算的不同。',
  'warning-expiry-unknown': '届满日未知，请核对登记簿。',
  'warning-edition-assumed': '未写分类版本，按现行版本录入。',
  'warning-pledge-unread': '出质登记信息无法识别，请另行填写。',
  'warning-pledge-incomplete': '出质登记信息不全，请另行填写。',
  'warning-not-stored': '此栏不随权利录入。',
} as const satisfies Record<Words, string>;
