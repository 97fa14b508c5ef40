import type { MatchOutcome, WayOut } from '../transfers/match.ts';
import type { PayoutState } from '../transfers/payout.ts';
import type { StatementFormat } from '../transfers/types.ts';

const outcomes = {
  'outcome-matched': '已匹配',
  'outcome-unknown-payer': '无识别码',
  'outcome-unknown-reference': '识别码无对应款项',
  'outcome-several-references': '多个识别码',
  'outcome-wrong-currency': '币种不符',
  'outcome-third-party-payer': '第三方代付',
  'outcome-too-little': '金额不足',
  'outcome-too-much': '金额超出',
  'outcome-not-taken': '款项未能入账',
  'outcome-paid-out': '平台付款',
  'outcome-unexplained': '不明支出',
} as const satisfies Record<`outcome-${MatchOutcome}`, string>;

const ways = {
  'way-assign': '认领到款项',
  'way-assign-and-return-rest': '认领并退回余款',
  'way-return': '原路退回',
} as const satisfies Record<`way-${WayOut}`, string>;

const states = {
  'state-prepared': '待放行',
  'state-collected': '已汇总待放行',
  'state-released': '已放行',
  'state-sent': '已生成付款文件',
  'state-paid': '已付',
  'state-failed': '付款失败',
  'state-cancelled': '已取消',
} as const satisfies Record<`state-${PayoutState}`, string>;

const formats = {
  'format-icbc': '工商银行',
  'format-ccb': '建设银行',
  'format-boc': '中国银行',
  'format-cmb': '招商银行',
  'format-other-csv': '其他银行表格',
  'format-camt.053': 'ISO 20022 camt.053',
} as const satisfies Record<`format-${StatementFormat}`, string>;

const faults = {
  'fault-no-lines': '文件里没有一笔明细。',
  'fault-cut-off': '文件被截断，第 {row} 行不完整。',
  'fault-bad-cell': '第 {row} 行“{column}”读不出来：{value}',
  'fault-balance-differs': '第 {row} 行余额应为 {expected}，文件写的是 {found}：中间缺了明细。',
  'fault-totals-differ': '文件所列合计为 {expected}，明细合计为 {found}。',
  'fault-entry-twice': '流水号 {entryId} 在文件中出现两次。',
  'fault-two-accounts': '第 {row} 行属于另一个账户。',
  'fault-two-currencies': '第 {row} 行是另一种货币。',
  'fault-foreign-account': '这不是平台收款账户的明细。',
  'fault-entry-changed': '流水号 {entryId} 以前导入过，内容不同，请向银行核实。',
} as const;

export const zh = {
  title: '银行来账',
  'to-title': '银行来账',
  'import-title': '导入银行明细',
  'import-choose': '选择银行文件',
  'import-hint':
    '工商、建设、中国、招商等银行的网银明细（CSV，UTF-8 或 GB18030），或 camt.053、pain.002，不超过 {size} MB',
  'import-reading': '正在读取 {name}…',
  'import-known': '这个文件以前导入过，没有新的明细。',
  'import-done': '新明细 {lines} 笔：自动匹配 {matched} 笔，付款到账 {paid} 笔，待处理 {queued} 笔。',
  'import-report': '银行回执：已付 {paid} 笔，失败 {failed} 笔。',
  queue: '待处理款项',
  'queue-note':
    '识别码、金额和付款人都一致的来账自动入账。其余的在这里：一人提出处理意见，另一人确认后执行。',
  'queue-none': '没有待处理的款项。',
  statements: '已导入的明细',
  'statements-none': '还没有导入过银行明细。',
  'statement-lines': '{lines} 笔',
  payer: '付款方',
  payee: '收款方',
  'no-name': '（银行未列明）',
  account: '对方账号',
  remark: '附言',
  'booked-on': '记账日期',
  due: '应付款项',
  'due-by': '{payer} · {amount}',
  reference: '识别码',
  way: '处理方式',
  reason: '理由',
  propose: '提出处理意见',
  proposed: '已提出：{way}',
  'own-proposal': '由您提出，须由另一人确认。',
  confirm: '确认执行',
  reject: '不同意',
  withdraw: '撤回',
  'done-assigned': '已入账',
  'done-returned': '已安排退回',
  'entry-id': '流水号',

  payouts: '付款',
  'to-payouts': '付款',
  'payouts-note':
    '付款由一人准备、另一人放行，再生成付款文件（pain.001）交银行。银行明细或回执显示已付后，账上才转出。',
  'payouts-none': '没有此状态的付款。',
  'by-state': '按状态查看',
  from: '付款账户',
  bank: '开户行',
  purpose: '用途',
  release: '放行',
  'own-payout': '由您准备，须由另一人放行。',
  cancel: '取消付款',
  'cancel-reason': '取消理由',
  'make-file': '生成付款文件',
  'file-made': '付款文件 {id}：{payouts} 笔，合计 {sum}。',
  download: '下载付款文件',
  note: '说明',
  ...outcomes,
  ...ways,
  ...states,
  ...formats,
  ...faults,
} as const;
