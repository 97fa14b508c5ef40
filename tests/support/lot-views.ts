import type { LogEntryView, LotView } from '@reassign/shared/auctions/api.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { type Instant, instant, later, MINUTE, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
import { referTo } from '@reassign/shared/listings/profile-hash.ts';

/** 2026-11-23 10:00 in Shanghai. */
export const OPENS = instant(Date.UTC(2026, 10, 23, 2));
export const CLOSES = later(OPENS, 24 * 60 * MINUTE);

const yuan = (amount: number) => ({ amount: amount * 100, currency: CNY });
const digest = (seq: number): string => String(seq).padStart(64, '0');

export const LOT_ID = '0190e8c4-7a00-7000-8000-000000000001';

/** A lot as the API shows it, fictional: one patent, one trademark, one software copyright. */
export function lotView(given: Partial<LotView> = {}): LotView {
  const terms = {
    start: yuan(820_000),
    offer: { format: 'english' as const, increments: [{ from: yuan(0), step: yuan(10_000) }] },
    deposit: yuan(82_000),
  };
  return {
    id: LOT_ID,
    number: 'SX-2026-000123',
    phase: 'notice',
    stage: null,
    title: '一种高能量密度锂离子电池负极材料及其制备方法等三项权利',
    rights: notice.rights.map(({ right }) => ({
      type: right.type,
      number: 'registrationNumber' in right ? right.registrationNumber : (right.publicationNumber ?? ''),
      classes:
        right.type === 'patent' ? right.ipc : right.type === 'trademark' ? [String(right.niceClass)] : [],
    })),
    bank: notice.bank,
    route: 'bidding',
    round: 1,
    appraisedValue: notice.appraisedValue,
    ...terms,
    course: null,
    asking: terms.start,
    price: null,
    leader: null,
    bidCount: 0,
    opensAt: toRfc3339(OPENS),
    closesAt: toRfc3339(CLOSES),
    seq: 1,
    notice,
    profile: referTo(bidding),
    rules: null,
    extensionMs: bidding.extensionMs,
    extensionWindowMs: bidding.extensionWindowMs,
    hash: digest(1),
    priority: [],
    unsoldReason: null,
    reserve: null,
    ...{ pause: null, runnerUp: null, ended: null, corrections: [], failedRounds: [], nextRounds: [] },
    ...given,
  };
}

/** An entry of that lot's log; hashes are only numbered. */
export const entry = (seq: number, type: string, body: object, at: Instant = OPENS): LogEntryView => ({
  lot: LOT_ID,
  seq,
  at: toRfc3339(at),
  type,
  body: { ...body },
  prev: digest(seq - 1),
  hash: digest(seq),
});

export const bidEntry = (seq: number, bidderNumber: string, amountYuan: number, at?: Instant): LogEntryView =>
  entry(seq, 'BidAccepted', { bidderNumber, amount: yuan(amountYuan) }, at);

const pledge = {
  registrationNumber: 'Y2024980012345',
  registeredOn: '2024-05-20',
  pledgee: '晋北银行太原分行',
  pledgor: '山西云岭新材料有限公司',
};

const notice: LotView['notice'] = {
  lotId: LOT_ID,
  number: 'SX-2026-000123',
  title: '一种高能量密度锂离子电池负极材料及其制备方法等三项权利',
  description:
    '债务人山西云岭新材料有限公司未按期偿还贷款，质权人依约定处置质押的知识产权。三项权利均已办理质押登记，整体转让，不单独出售。',
  bank: '晋北银行太原分行',
  publishedAt: '2026-11-06T01:00:00.000Z',
  appraisedValue: yuan(1_171_000),
  valuers: ['山西正衡资产评估有限公司'],
  route: 'bidding',
  papers: {},
  statements: { texts: {}, warnings: [], noWarranty: true },
  ladder: [],
  rights: [
    {
      right: {
        type: 'patent',
        kind: 'invention',
        jurisdiction: 'CN',
        applicationNumber: '201910123456.7',
        publicationNumber: 'CN109876543B',
        title: '一种高能量密度锂离子电池负极材料及其制备方法',
        owners: [{ name: '山西云岭新材料有限公司', creditCode: '91140100MA0GXXXX0X' }],
        inventors: 3,
        filedOn: '2019-02-18',
        grantedOn: '2021-06-11',
        expiresOn: '2039-02-18',
        ipc: ['H01M 4/36', 'H01M 10/0525'],
        claims: 9,
        abstract:
          '本发明公开了一种高能量密度锂离子电池负极材料及其制备方法，以硅碳复合颗粒为芯，外覆导电聚合物，循环性能良好。',
      },
      pledge,
      appraisedValue: yuan(860_000),
    },
    {
      right: {
        type: 'trademark',
        jurisdiction: 'CN',
        registrationNumber: '24681357',
        title: '云岭',
        owners: [{ name: '山西云岭新材料有限公司' }],
        niceClass: 9,
        niceEdition: '11-2018',
        goods: '电池；蓄电池；充电器；电池箱',
        registeredOn: '2018-06-21',
        expiresOn: '2028-06-20',
      },
      pledge,
      appraisedValue: yuan(211_000),
    },
    {
      right: {
        type: 'copyright',
        jurisdiction: 'CN',
        work: 'software',
        registrationNumber: '2020SR0123456',
        title: '云岭电池管理系统软件 V2.0',
        owners: [{ name: '山西云岭新材料有限公司' }],
        registeredOn: '2020-02-03',
        expiresOn: '2069-12-31',
      },
      pledge,
      appraisedValue: yuan(100_000),
    },
  ],
};
