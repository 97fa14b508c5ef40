/** Who gets what of a price, line by line, as a clerk reads it. */
export const zh = {
  title: '价款分配',
  summary: '价款 {proceeds}：费用 {costs}，受偿 {claims}，余款 {surplus}。',
  explanation: '分配说明',
  line: '项目',
  due: '应付',
  available: '可分配',
  paid: '分得',
  left: '余额',
  unpaid: '未受偿 {amount}',
  'cost-court': '执行费用',
  'cost-appraisal': '评估费',
  'cost-notice': '公告费',
  'cost-commission': '委托方佣金',
  'cost-agent': '代理费',
  'cost-tax': '税费',
  'cost-other': '处置费用',
  'part-costs': '实现债权的费用',
  'part-interest': '利息',
  'part-penalty': '违约金',
  'part-principal': '本金',
  surplus: '余款，归出质人',
  'claim-part': '{claim}：{part}',
  'step-sale-cost': '先扣除{cost} {due}：支付 {paid}，余 {left}。',
  'step-claim-part': '第 {rank} 顺位{claim}的{part} {due}：受偿 {paid}，余 {left}。',
  'step-accrual':
    '{claim}自 {from} 起至 {until} 共 {days} 天，以未偿本金 {principal} 为基数、一年按 {year} 天计：年利率 {interestRate}，增加利息 {interest}；违约金年率 {penaltyRate}，增加违约金 {penalty}。',
  'step-cap':
    '{claim}为最高额质押：主张 {claimed}，登记的最高额 {cap}，已用于其垫付的处置费用 {used}，担保范围内 {secured}。',
  'step-cap-principal':
    '{claim}为最高额质押，约定最高额仅限本金 {cap}：主张 {claimed}，担保范围内 {secured}。',
  'step-share':
    '第 {rank} 顺位有数个债权：{claim}占 {ofAll} 中的 {secured}，可分配的 {available} 中得 {share}；不足一分的按最大余数，余数相同的归列在前者。',
  'step-share-whole': '第 {rank} 顺位有数个债权，可分配的 {available} 足以全部清偿：{claim}得 {share}。',
  'step-surplus': '余款 {paid} 归出质人。',
  'step-no-surplus': '没有余款。',
  'deficiency-title': '不足部分',
  deficiency:
    '{claim}尚有 {total} 未受偿，由债务人清偿：本金 {principal}，利息 {interest}，违约金 {penalty}，费用 {costs}。',
  'no-deficiency': '债权和费用已全部清偿。',
  'net-recovery': '处置净受偿（不含费用）{amount}。',
} as const;
