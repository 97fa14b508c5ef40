import type { CaseRightView, CaseView } from '@reassign/shared/listings/api.ts';

export const bank = '示例银行股份有限公司';

export const caseRight: CaseRightView = {
  id: '019cd000-0000-7000-8000-000000000011',
  right: {
    type: 'patent',
    kind: 'invention',
    jurisdiction: 'CN',
    applicationNumber: '202110991218.8',
    title: '一种滚子链条',
    owners: [{ name: '示例科技有限公司' }],
    ipc: ['F16G 13/06'],
    expiresOn: '2041-08-26',
  },
  pledge: {
    registrationNumber: 'Y2025980000001',
    registeredOn: '2025-01-10',
    pledgee: bank,
    pledgor: '示例科技有限公司',
  },
  appraisal: {
    valuer: { name: '示例资产评估有限公司' },
    value: { amount: 100_000_000, currency: 'CNY' },
    appraisedOn: '2026-10-01',
    validUntil: '2027-09-30',
  },
  circumstances: { checkedOn: '2026-11-20', status: 'in-force', isStateAsset: false },
};

export const held: CaseView = {
  id: '019cd000-0000-7000-8000-000000000001',
  revision: 3,
  reference: 'A-1',
  debtor: { name: '示例科技有限公司', creditCode: '91140100MAD900017H' },
  pledgor: { name: '示例科技有限公司', creditCode: '91140100MAD900017H' },
  principal: { amount: 80_000_000, currency: 'CNY' },
  interest: { amount: 500_000, currency: 'CNY' },
  defaultedOn: '2026-06-30',
  saleAgreedOn: '2026-08-01',
  told: [{ name: '示例科技有限公司', role: 'party', way: 'told', on: '2026-08-10', how: '邮寄送达' }],
  noPriorityHolders: true,
  rights: [caseRight],
};
