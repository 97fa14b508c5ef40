export const zh = {
  'calendar-name': '质转 · 竞价日历',
  'event-opens': '开始竞价：{title}（{number}）',
  'event-closes': '竞价结束：{title}（{number}）',
  'event-terms': '处置银行：{bank}。{start}，保证金 {deposit}。',
  'start-rising': '起拍价 {price}',
  'start-falling': '自 {price} 起逐级降价',
  'event-may-move': '临近结束的出价会顺延结束时间，以标的页为准。',
  'atom-title': '质转 · 新公告标的',
  'atom-subtitle': '银行质押知识产权的竞价处置公告，按发布时间排列。',
  'entry-summary':
    '{types}。评估价 {appraised}，{start}，保证金 {deposit}。北京时间 {opens} 开始竞价，{closes} 结束。',
} as const;
