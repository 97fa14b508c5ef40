import type { RightId } from '@reassign/shared/kernel/ids.ts';
import type { CalendarDay } from '@reassign/shared/kernel/instant.ts';
import { fixedStep } from '@reassign/shared/listings/increments.ts';
import { closedGates, type GateInput } from '@reassign/shared/listings/gates.ts';
import { newestProfile } from '@reassign/shared/listings/profile.ts';
import type { Patent, Trademark } from '@reassign/shared/listings/right.ts';
import { statementCodes, warnings } from '@reassign/shared/listings/statements.ts';
import type { Telling } from '@reassign/shared/listings/told.ts';
import type { Circumstances, GateCode, ListingRoute } from '@reassign/shared/listings/types.ts';
import { march, publishedAt, yuan } from './lot.ts';

/* One lot at the gates on 1 March 2026: everything in order, by a bank, and whatever a test changes of it. */

export const day = (text: string) => text as CalendarDay;
export const today = day('2026-03-01');
export const tomorrow = day('2026-03-02');
export const yesterday = day('2026-02-28');

const owner = { name: '示例科技有限公司' };
export const tellingOf = (name: string, on = '2026-02-20'): Telling => ({
  ...{ name, role: 'party', way: 'told', on: day(on), how: '邮寄送达' },
});

export const patent: Patent = {
  type: 'patent',
  kind: 'invention',
  jurisdiction: 'CN',
  title: '一种滚子链条',
  owners: [{ name: '示例科技有限公司' }],
  ipc: [],
};
export const mark: Trademark = {
  type: 'trademark',
  jurisdiction: 'CN',
  registrationNumber: '12345678',
  title: '示例',
  owners: [{ name: '示例科技有限公司' }],
  niceClass: 9,
  niceEdition: 'NCL 13-2026',
  goods: '计算机软件',
};
export const inForce: Circumstances = { checkedOn: today, status: 'in-force', isStateAsset: false };
export const appraisal = {
  valuer: { name: '示例资产评估有限公司' },
  value: yuan(1_000_000),
  appraisedOn: day('2026-02-01'),
  validUntil: day('2026-12-31'),
};
export const caseRight: GateInput['rights'][number] = {
  id: '019cd000-0000-7000-8000-000000000011' as RightId,
  right: patent,
  pledge: {
    registrationNumber: 'Y2025980000001',
    registeredOn: day('2025-01-10'),
    pledgee: '示例银行',
    pledgor: '示例科技有限公司',
  },
  appraisal,
  circumstances: inForce,
};
export const consignment = {
  house: '示例拍卖有限公司',
  creditCode: '91140100MA0K00013E',
  licence: '甲-1',
  auctioneer: '张三',
  auctioneerLicence: '乙-1',
  contractSignedOn: today,
};
export const courtOrder = {
  court: '示例法院',
  caseNumber: '(2026)示01执1号',
  ruledOn: today,
  platformChosenOn: today,
};
const viewing = { from: day('2026-03-10'), until: day('2026-03-11') };

export const terms: GateInput['terms'] = {
  start: yuan(1_000_000),
  increments: fixedStep(yuan(1_000)),
  deposit: yuan(50_000),
  opensAt: march('17T00:00:00.000'),
  closesAt: march('18T00:00:00.000'),
  papers: { consignment, courtOrder },
  viewing,
  statements: {
    texts: Object.fromEntries(statementCodes.map((code) => [code, '无'])),
    warnings,
    noWarranty: true,
  },
  ladder: [],
};

export interface Change extends Partial<
  Pick<GateInput, 'seller' | 'sellerKind' | 'courtListSince' | 'failedRounds'>
> {
  readonly route?: ListingRoute;
  readonly terms?: Partial<GateInput['terms']>;
  readonly case?: Partial<GateInput['case']>;
  readonly right?: Partial<GateInput['rights'][number]>;
}
export const gateQuestion = (change: Change = {}): GateInput => ({
  publishedAt,
  seller: change.seller ?? '示例银行',
  sellerKind: change.sellerKind ?? 'bank',
  courtListSince: change.courtListSince ?? null,
  failedRounds: change.failedRounds ?? 0,
  case: {
    ...{ debtor: owner, pledgor: owner, told: [tellingOf(owner.name)], noPriorityHolders: true },
    ...{ defaultedOn: day('2025-12-31'), saleAgreedOn: day('2026-02-01') },
    ...change.case,
  },
  rights: [{ ...caseRight, ...change.right }],
  terms: { ...terms, ...change.terms },
  profile: newestProfile(change.route ?? 'bidding'),
});
export const gates = (change: Change = {}): GateCode[] =>
  closedGates(gateQuestion(change)).map(({ gate }) => gate);
export const found = (more: Partial<Circumstances>, change: Change = {}) =>
  gates({ ...change, right: { ...change.right, circumstances: { ...inForce, ...more } } });

/** An enforcement court lists itself, on a platform of the Supreme Court's list. */
export const asCourt = {
  route: 'judicial',
  seller: '示例法院',
  sellerKind: 'court',
  courtListSince: today,
} as const;
