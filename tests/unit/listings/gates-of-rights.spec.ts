import { describe, expect, it } from 'vitest';
import type { RightId } from '@reassign/shared/kernel/ids.ts';
import { type CalendarDay, DAY, instant, later } from '@reassign/shared/kernel/instant.ts';
import { fixedStep } from '@reassign/shared/listings/increments.ts';
import { earlySellOff } from '@reassign/shared/listings/ladder.ts';
import { closedGates, type GateInput } from '@reassign/shared/listings/gates.ts';
import { newestProfile } from '@reassign/shared/listings/profile.ts';
import type { Patent, Trademark } from '@reassign/shared/listings/right.ts';
import { statementCodes, warnings } from '@reassign/shared/listings/statements.ts';
import {
  type Circumstances,
  type GateCode,
  type ListingRoute,
  rightStatuses,
} from '@reassign/shared/listings/types.ts';
import { march, publishedAt, yuan } from '../../support/lot.ts';

/* The gates of case, papers, register and notice on 1 March 2026, each on both sides. */

const day = (text: string) => text as CalendarDay;
const today = day('2026-03-01');
const tomorrow = day('2026-03-02');
const yesterday = day('2026-02-28');

const patent: Patent = {
  type: 'patent',
  kind: 'invention',
  jurisdiction: 'CN',
  title: '一种滚子链条',
  owners: [{ name: '示例科技有限公司' }],
  ipc: [],
};
const mark: Trademark = {
  type: 'trademark',
  jurisdiction: 'CN',
  registrationNumber: '12345678',
  title: '示例',
  owners: [{ name: '示例科技有限公司' }],
  niceClass: 9,
  niceEdition: 'NCL 13-2026',
  goods: '计算机软件',
};
const inForce: Circumstances = { checkedOn: today, status: 'in-force', isStateAsset: false };
const appraisal = {
  valuer: { name: '示例资产评估有限公司' },
  value: yuan(1_000_000),
  appraisedOn: day('2026-02-01'),
  validUntil: day('2026-12-31'),
};
const caseRight: GateInput['rights'][number] = {
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
const consignment = {
  house: '示例拍卖有限公司',
  licence: '甲-1',
  auctioneer: '张三',
  auctioneerLicence: '乙-1',
  contractSignedOn: today,
};
const courtOrder = {
  court: '示例法院',
  caseNumber: '(2026)示01执1号',
  ruledOn: today,
  platformChosenOn: today,
};
const viewing = { from: day('2026-03-10'), until: day('2026-03-11') };

const terms: GateInput['terms'] = {
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

interface Change extends Partial<
  Pick<GateInput, 'seller' | 'sellerKind' | 'courtListSince' | 'failedRounds'>
> {
  readonly route?: ListingRoute;
  readonly terms?: Partial<GateInput['terms']>;
  readonly case?: Partial<GateInput['case']>;
  readonly right?: Partial<GateInput['rights'][number]>;
}
const gates = (change: Change = {}): GateCode[] =>
  closedGates({
    publishedAt,
    seller: change.seller ?? '示例银行',
    sellerKind: change.sellerKind ?? 'bank',
    courtListSince: change.courtListSince ?? null,
    failedRounds: change.failedRounds ?? 0,
    case: { defaultedOn: day('2025-12-31'), saleAgreedOn: day('2026-02-01'), ...change.case },
    rights: [{ ...caseRight, ...change.right }],
    terms: { ...terms, ...change.terms },
    profile: newestProfile(change.route ?? 'bidding'),
  }).map(({ gate }) => gate);
const found = (more: Partial<Circumstances>, change: Change = {}) =>
  gates({ ...change, right: { ...change.right, circumstances: { ...inForce, ...more } } });

describe('the claim', () => {
  it('is exercised within three years of the default, or of the last demand (担保制度解释 44)', () => {
    expect(gates({ case: { defaultedOn: day('2023-03-01') } })).toEqual([]);
    expect(gates({ case: { defaultedOn: day('2023-02-28') } })).toEqual(['claim-time-barred']);
    const demanded = (acknowledgedOn: string) =>
      gates({ case: { defaultedOn: day('2019-01-01'), acknowledgedOn: day(acknowledgedOn) } });
    expect(demanded('2023-03-01')).toEqual([]);
    expect(demanded('2023-02-28')).toEqual(['claim-time-barred']);
  });
  it('may have a forfeiture clause in its contract, but not rely on it (民法典 428)', () => {
    expect(gates({ case: { forfeiture: 'clause' } })).toEqual([]);
    expect(gates({ case: { forfeiture: 'relied-on' } })).toEqual(['forfeiture-relied-on']);
  });
  it('is no more than a maximum-amount pledge was registered for (民法典 439)', () => {
    const claimed = (amount: number) => {
      const maximum = { cap: yuan(800_000), claimed: yuan(amount) };
      return gates({ right: { pledge: caseRight.pledge && { ...caseRight.pledge, maximum } } });
    };
    expect(claimed(800_000)).toEqual([]);
    expect(claimed(800_000.01)).toEqual(['pledge-above-cap']);
  });
});

describe('a licensed house', () => {
  const auction = (papers: GateInput['terms']['papers']) => gates({ route: 'auction', terms: { papers } });
  it('has a licence, a presiding auctioneer and a written contract (拍卖法 11, 14, 42)', () => {
    expect(auction({ consignment })).toEqual([]);
    expect(auction({})).toEqual(['auction-house-missing']);
    for (const change of [{ licence: '' }, { auctioneer: '' }, { contractSignedOn: tomorrow }])
      expect(auction({ consignment: { ...consignment, ...change } })).toEqual(['auction-house-missing']);
  });
  it('is asked for where an auctioneer confirms', () => {
    expect(gates({ terms: { papers: {} } })).toEqual([]);
  });
  it('shows the lot on two days within the notice (拍卖法 48)', () => {
    const shown = (from: string, until: string) =>
      gates({ route: 'auction', terms: { viewing: { from: day(from), until: day(until) } } });
    expect(shown('2026-03-10', '2026-03-11')).toEqual([]);
    expect(shown('2026-03-10', '2026-03-10')).toEqual(['viewing-too-short']);
    expect(shown('2026-03-15', '2026-03-20')).toEqual([]);
    expect(shown('2026-03-16', '2026-03-20')).toEqual(['viewing-too-short']);
    expect(shown('2026-02-20', '2026-03-02')).toEqual([]);
    expect(shown('2026-02-20', '2026-03-01')).toEqual(['viewing-too-short']);
  });
});

/** An enforcement court lists itself, on a platform of the Supreme Court's list. */
const asCourt = {
  route: 'judicial',
  seller: '示例法院',
  sellerKind: 'court',
  courtListSince: today,
} as const;

describe('a court', () => {
  const april = instant(Date.parse('2026-04-01T00:00:00.000+08:00'));
  const late = (change: Change = {}) =>
    gates({ ...asCourt, ...change, terms: { opensAt: april, closesAt: later(april, DAY), ...change.terms } });
  it('ruled, and chose the platform for the case (法释〔2016〕18号 4, 5)', () => {
    const papers = (order: object) =>
      late({ terms: { papers: { courtOrder: { ...courtOrder, ...order } } } });
    expect(papers({})).toEqual([]);
    expect(late({ terms: { papers: {} } })).toEqual(['court-papers-missing']);
    expect(papers({ ruledOn: tomorrow })).toEqual(['court-papers-missing']);
    expect(papers({ platformChosenOn: tomorrow })).toEqual(['court-papers-missing']);
  });
  it('lists itself, and nobody lists for it', () => {
    expect(late({ sellerKind: 'bank' })).toEqual(['seller-not-of-route']);
    expect(late({ seller: '另一法院' })).toEqual(['court-papers-missing']);
    for (const route of ['bidding', 'auction'] as const)
      expect(gates({ route, sellerKind: 'court' })).toContain('seller-not-of-route');
  });
  it('sells by itself only on a platform of the Supreme Court’s list (法释〔2016〕18号 2, 4)', () => {
    expect(late({ courtListSince: null })).toEqual(['platform-not-listed']);
    expect(late({ courtListSince: tomorrow })).toEqual(['platform-not-listed']);
    expect(late({ courtListSince: today })).toEqual([]);
    // Through a house the platform is the house's choice; the house is asked for.
    const civil = { route: 'civil-2020', courtListSince: null, terms: { start: yuan(1_000_000) } } as const;
    expect(late(civil)).toEqual([]);
    expect(late({ ...civil, terms: { ...civil.terms, papers: { courtOrder } } })).toEqual([
      'auction-house-missing',
    ]);
  });
  it('needs no agreement of the pledgor, and no co-owner’s consent', () => {
    const owners = [{ name: '甲公司' }, { name: '乙公司' }];
    expect(late({ case: { saleAgreedOn: null }, right: { right: { ...patent, owners } } })).toEqual([]);
  });
  it('sells what it froze itself, not what another court froze', () => {
    const frozenBy = (court: string) => late({ right: { circumstances: { ...inForce, frozenBy: court } } });
    expect(frozenBy('示例法院')).toEqual([]);
    expect(frozenBy('另一法院')).toEqual(['right-frozen']);
    expect(found({ frozenBy: '示例法院' })).toEqual(['right-frozen']);
  });
  it('gives thirty days of notice: 1 March, not 31 March but 1 April (§3.9 case 13)', () => {
    const opens = (text: string) => {
      const opensAt = instant(Date.parse(text));
      return gates({ ...asCourt, terms: { opensAt, closesAt: later(opensAt, DAY) } });
    };
    expect(opens('2026-03-31T23:59:59.999+08:00')).toEqual(['notice-too-short']);
    expect(opens('2026-04-01T00:00:00.000+08:00')).toEqual([]);
  });
});

describe('a sell-off', () => {
  const april = instant(Date.parse('2026-04-01T00:00:00.000+08:00'));
  const closes = later(april, DAY);
  const rung = (format: 'english' | 'selloff', start: number, from: string, until: string) => ({
    ...{ format, start: yuan(start) },
    opensAt: instant(Date.parse(`2026-${from}T00:00:00.000+08:00`)),
    closesAt: instant(Date.parse(`2026-${until}T00:00:00.000+08:00`)),
  });
  const atOnce = [rung('selloff', 1_000_000, '04-18', '05-20')];
  const afterTwo = [rung('english', 800_000, '04-18', '04-19'), rung('selloff', 800_000, '05-05', '06-10')];
  const terms = { opensAt: april, closesAt: closes, deposit: yuan(50_000) };
  const planned = (ladder: typeof atOnce, change: Change = {}) =>
    gates({ ...asCourt, ...change, terms: { ...terms, ladder } });
  it('follows all rounds of the route in which nobody bought (法释〔2016〕18号 26)', () => {
    expect(planned(atOnce)).toEqual(['sell-off-too-early']);
    expect(planned(afterTwo)).toEqual([]);
  });
  it('counts the rounds that our logs know of before', () => {
    expect(planned(atOnce, { failedRounds: 1 })).toEqual([]);
  });
  it('follows one round where it is agreed', () => {
    const agreed = gates({ terms: { ...terms, ladder: atOnce } });
    expect(agreed).toEqual([]);
    expect(earlySellOff([{ format: 'selloff' }], newestProfile('bidding'), 0)).toEqual({
      ...{ rung: 1, failed: 0, needed: 1 },
    });
    expect(earlySellOff([{ format: 'selloff' }], newestProfile('bidding'), 1)).toBeNull();
    expect(earlySellOff([{ format: 'selloff' }], newestProfile('selloff'), 0)).toMatchObject({ needed: 1 });
  });
});

describe('the register', () => {
  it('was consulted, not tomorrow', () => {
    expect(gates({ right: { circumstances: null } })).toEqual(['right-unchecked']);
    expect(found({ checkedOn: tomorrow })).toEqual(['right-unchecked']);
    expect(found({ checkedOn: today })).toEqual([]);
  });
  it.each(rightStatuses)('says %s', (status) => {
    expect(found({ status })).toEqual(status === 'in-force' ? [] : ['right-ended']);
  });
  it('has annual fees paid up to the day of the notice (专利法 43, 44)', () => {
    expect(found({ feesPaidUntil: today })).toEqual([]);
    expect(found({ feesPaidUntil: yesterday })).toEqual(['fee-overdue']);
  });
  it('knows of no like marks that stay behind (商标法 42)', () => {
    const marks = (similarMarks?: Circumstances['similarMarks']) =>
      found(similarMarks === undefined ? {} : { similarMarks }, { right: { right: mark } });
    expect(marks('none')).toEqual([]);
    expect(marks('all-included')).toEqual([]);
    expect(marks('left-out')).toEqual(['similar-marks-left-out']);
    expect(marks()).toEqual(['similar-marks-left-out']);
  });
});

describe('others', () => {
  it('own it too: all of them have consented (专利法 14)', () => {
    const right = { right: { ...patent, owners: [{ name: '甲公司' }, { name: '乙公司' }] } };
    expect(found({}, { right })).toEqual(['co-owner-consent-missing']);
    expect(found({ coOwnersConsentedOn: tomorrow }, { right })).toEqual(['co-owner-consent-missing']);
    expect(found({ coOwnersConsentedOn: today }, { right })).toEqual([]);
  });
  it('have to approve it, and did (拍卖法 8)', () => {
    const approval = (grantedOn?: CalendarDay) =>
      found({ approval: { from: '主管部门', ...(grantedOn && { grantedOn }) } });
    expect(approval()).toEqual(['approval-missing']);
    expect(approval(tomorrow)).toEqual(['approval-missing']);
    expect(approval(today)).toEqual([]);
  });
  it('value a state asset before it is sold (拍卖法 28)', () => {
    expect(found({ isStateAsset: true })).toEqual([]);
    const unvalued = found({ isStateAsset: true }, { right: { appraisal: null } });
    expect(unvalued).toContain('state-asset-not-appraised');
    expect(found({}, { right: { appraisal: null } })).not.toContain('state-asset-not-appraised');
  });
});

describe('the notice', () => {
  const said = (statements: Partial<GateInput['terms']['statements']>, route: ListingRoute = 'bidding') =>
    gates({ route, terms: { statements: { ...terms.statements, ...statements } } });
  const without = (code: string, route?: ListingRoute) =>
    said({ texts: { ...terms.statements.texts, [code]: ' ' } }, route);
  it('says what its route asks for; “none” is a statement, nothing is not', () => {
    expect(without('known-defects')).toEqual(['notice-content-missing']);
    expect(without('taxes')).toEqual(['public-item-missing']);
    expect(without('procedure')).toEqual([]);
    expect(without('procedure', 'auction')).toEqual(['notice-content-missing']);
    expect(without('known-defects', 'auction')).toEqual([]);
  });
  it('gives all seven warnings', () => {
    for (const warning of warnings)
      expect(said({ warnings: warnings.filter((one) => one !== warning) })).toEqual(['warning-missing']);
  });
  it('says that no warranty is given', () => {
    expect(said({ noWarranty: false })).toEqual(['no-warranty-missing']);
  });
});

describe('the numbers of a route', () => {
  it('`auction`: start and deposit as agreed, but never nothing', () => {
    const agreed = (start: number, deposit: number) =>
      gates({ route: 'auction', terms: { start: yuan(start), deposit: yuan(deposit) } });
    expect(agreed(0.01, 0)).toEqual([]);
    expect(agreed(0, 0)).toEqual(['start-out-of-range']);
  });
  it('`civil-2020`: the start is the appraised value, the deposit 5 % of that or more', () => {
    const civil = (start: number, deposit: number) =>
      gates({ ...asCourt, route: 'civil-2020', terms: { start: yuan(start), deposit: yuan(deposit) } });
    expect(civil(1_000_000, 50_000)).toEqual([]);
    expect(civil(999_999.99, 50_000)).toEqual(['start-out-of-range']);
    expect(civil(1_000_000.01, 50_000)).toEqual(['start-out-of-range']);
    expect(civil(1_000_000, 49_999.99)).toEqual(['deposit-out-of-range']);
    expect(civil(1_000_000, 900_000)).toEqual([]);
  });
  it.each([
    ['bidding', '16T23:59:59.999', '17T00:00:00.000'],
    ['auction', '08T23:59:59.999', '09T00:00:00.000'],
    ['civil-2020', '16T23:59:59.999', '17T00:00:00.000'],
  ] as const)('`%s`: opens at %s no, at %s yes', (route, early, first) => {
    const opens = (text: string) =>
      gates({ ...(route === 'civil-2020' && asCourt), route, terms: { opensAt: march(text), viewing: { from: today, until: tomorrow } } });
    expect(opens(early)).toEqual(['notice-too-short']);
    expect(opens(first)).toEqual([]);
  });
});
