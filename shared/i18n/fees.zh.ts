/** Fees and taxes on top of a price. */
export const zh = {
  hammer: '成交价',
  premium: '买受人佣金',
  commission: '委托方佣金',
  agency: '代理机构费用',
  'stamp-duty': '印花税（买受人一方）',
  'vat-within': '含增值税 {amount}',
  'at-most': '至多 {amount}',
  basis: '依据：{articles}',
  ours: '平台收费标准',
  total: '总价',
  'total-title': '按 {amount} 成交的总价',
  'total-now': '按当前应价的总价',
  'total-note': '含佣金、增值税和印花税；变更登记的官费和今后的年费不在内。',
  'no-charges': '本场不向买受人收取佣金。',
  deposit: '保证金抵付',
  balance: '成交后尚付',
} as const;
