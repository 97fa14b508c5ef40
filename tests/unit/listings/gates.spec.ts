import { describe, expect, it } from 'vitest';
import { currency } from '@reassign/shared/kernel/currency.ts';
import type { RightId } from '@reassign/shared/kernel/ids.ts';
import { type CalendarDay, DAY, type Instant, later, parseInstant } from '@reassign/shared/kernel/instant.ts';
import { MAX_AMOUNT_MINOR, money } from '@reassign/shared/kernel/money.ts';
import { closedGates, type GateInput } from '@reassign/shared/listings/gates.ts';
import { fixedStep } from '@reassign/shared/listings/increments.ts';
import { depositRange, isWithin, startRange } from '@reassign/shared/listings/limits.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
import type { Patent, Trademark } from '@reassign/shared/listings/right.ts';
import { statementCodes, warnings } from '@reassign/shared/listings/statements.ts';
import type { GateCode } from '@reassign/shared/listings/types.ts';
import { auctionRules } from '../../support/auction-rules.ts';
import { gateQuestion } from '../../support/gates.ts';
import { closesAt, march, opensAt, publishedAt, yuan } from '../../support/lot.ts';

const day = (text: string) => text as CalendarDay;

const unlimited: Patent = {
  type: 'patent',
  kind: 'invention',
  jurisdiction: 'CN',
  applicationNumber: '202010000001X',
  title: '一种滚子链条',
  owners: [{ name: '示例科技有限公司' }],
  ipc: ['F16G 13/06'],
};

/** Everything is stated, if only that there is none. */
const allSaid = Object.fromEntries(statementCodes.map((code) => [code, '无']));

const patent: Patent = { ...unlimited, expiresOn: day('2040-01-02') };

const alone = {
  checkedOn: day('2026-03-01'),
  status: 'in-force',
  similarMarks: 'none',
  isStateAsset: false,
} as const;

const mark: Trademark = {
  type: 'trademark',
  jurisdiction: 'CN',
  registrationNumber: '12345678',
  title: '示例',
  owners: [{ name: '示例科技有限公司' }],
  niceClass: 9,
  niceEdition: 'NCL 13-2026',
  goods: '计算机软件',
  expiresOn: day('2040-01-02'),
};

const caseRight: GateInput['rights'][number] = {
  id: '019cd000-0000-7000-8000-000000000011' as RightId,
  right: patent,
  pledge: {
    registrationNumber: 'Y2025980000001',
    registeredOn: day('2025-01-10'),
    pledgee: '示例银行股份有限公司(西安分行)',
    pledgor: '示例科技有限公司',
  },
  appraisal: {
    valuer: { name: '示例资产评估有限公司' },
    value: yuan(142_857.14),
    appraisedOn: day('2025-12-01'),
    validUntil: day('2026-11-30'),
  },
  circumstances: { checkedOn: day('2026-03-01'), status: 'in-force', isStateAsset: false },
};

/** Everything in order, each number exactly at its limit: notice on 1 March, opening on 17 March 00:00. */
const input: GateInput = {
  publishedAt,
  seller: '示例银行股份有限公司（西安分行）',
  ...{ sellerKind: 'bank', courtListSince: null, failedRounds: 0 },
  case: gateQuestion().case,
  rights: [caseRight],
  terms: {
    start: yuan(100_000),
    increments: fixedStep(yuan(0.01)),
    deposit: yuan(5_000),
    opensAt: march('17T00:00:00.000'),
    closesAt: march('18T00:00:00.000'),
    papers: {},
    statements: { texts: allSaid, warnings, noWarranty: true },
    ladder: [],
  },
  profile: bidding,
};

const gates = (change: Partial<GateInput> = {}): GateCode[] =>
  closedGates({ ...input, ...change }).map(({ gate }) => gate);
const withTerms = (terms: Partial<GateInput['terms']>) => gates({ terms: { ...input.terms, ...terms } });
const withRight = (right: Partial<GateInput['rights'][number]>) =>
  gates({ rights: [{ ...caseRight, ...right }] });
const withAppraisal = (appraisal: object) =>
  withRight({ appraisal: { ...(caseRight.appraisal ?? expect.fail('appraised')), ...appraisal } });
const withPledge = (pledge: object) =>
  withRight({ pledge: { ...(caseRight.pledge ?? expect.fail('pledged')), ...pledge } });

it('a listing in order may be published', () => {
  expect(closedGates(input)).toEqual([]);
});

describe('the case', () => {
  it('needs a right', () => {
    expect(gates({ rights: [] })).toContain('no-rights');
  });
  it('needs a default that has happened (民法典 436)', () => {
    expect(gates({ case: { ...input.case, defaultedOn: day('2026-03-01') } })).toEqual([]);
    expect(gates({ case: { ...input.case, defaultedOn: day('2026-03-02') } })).toEqual([
      'default-not-proven',
    ]);
  });
  it('needs the pledgor’s agreement to the sale (担保制度解释 45)', () => {
    expect(gates({ case: { ...input.case, saleAgreedOn: null } })).toEqual(['sale-not-agreed']);
    expect(gates({ case: { ...input.case, saleAgreedOn: day('2026-03-02') } })).toEqual(['sale-not-agreed']);
    expect(gates({ case: { ...input.case, saleAgreedOn: day('2026-03-01') } })).toEqual([]);
  });
});

describe('every right', () => {
  it('is pledged, and registered so (民法典 444)', () => {
    expect(withRight({ pledge: null })).toEqual(['pledge-missing']);
    expect(withPledge({ registeredOn: day('2026-03-02') })).toEqual(['pledge-missing']);
  });
  it('is pledged to the seller, whatever the width of its brackets', () => {
    expect(withPledge({ pledgee: '示例银行股份有限公司 (西安分行)' })).toEqual([]);
    expect(withPledge({ pledgee: '示例银行股份有限公司' })).toEqual(['pledge-not-of-seller']);
  });
  it('lasts longer than the bidding', () => {
    const endsOn = (expiresOn: CalendarDay) => withRight({ right: { ...patent, expiresOn } });
    expect(endsOn(day('2026-03-19'))).toEqual([]);
    expect(endsOn(day('2026-03-18'))).toEqual(['right-expired']);
  });
  it('ends with its term by law, whatever day was written (专利法 42)', () => {
    const filed = (filedOn: string, more: Partial<Patent> = {}) =>
      withRight({ right: { ...unlimited, filedOn: day(filedOn), ...more } });
    expect(filed('2006-03-19')).toEqual([]);
    expect(filed('2006-03-18')).toEqual(['right-expired']);
    expect(filed('2006-03-18', { expiresOn: day('2040-01-02') })).toEqual(['right-expired']);
    expect(filed('2006-03-19', { expiresOn: day('2026-03-18') })).toEqual(['right-expired']);
    expect(filed('2006-03-18', { jurisdiction: 'EP' })).toEqual([]);
  });
  it('may be a mark within the six months in which it can still be renewed (商标法 40)', () => {
    const endsOn = (expiresOn: CalendarDay) =>
      withRight({ right: { ...mark, expiresOn }, circumstances: alone });
    expect(endsOn(day('2025-09-19'))).toEqual([]);
    expect(endsOn(day('2025-09-18'))).toEqual(['right-expired']);
  });
  it('may have no known end', () => {
    expect(withRight({ right: unlimited })).toEqual([]);
  });
  it('is appraised before the notice', () => {
    expect(withRight({ appraisal: null })).toContain('appraisal-missing');
    expect(withAppraisal({ appraisedOn: day('2026-03-02') })).toEqual(['appraisal-missing']);
  });
  it('has an appraisal that is valid on the day of the notice, at most a year old (法释〔2018〕15号 27)', () => {
    expect(withAppraisal({ validUntil: day('2026-03-01') })).toEqual([]);
    expect(withAppraisal({ validUntil: day('2026-02-28') })).toEqual(['appraisal-expired']);
    expect(withAppraisal({ appraisedOn: day('2025-03-01'), validUntil: day('2030-01-01') })).toEqual([]);
    expect(withAppraisal({ appraisedOn: day('2025-02-28'), validUntil: day('2030-01-01') })).toEqual([
      'appraisal-expired',
    ]);
  });
  it('is sold within six months of the notice', () => {
    const sold = (text: string) => withTerms({ closesAt: parseInstant(text) as Instant });
    expect(sold('2026-09-01T23:59:59.999+08:00')).toEqual([]);
    expect(sold('2026-09-02T00:00:00.000+08:00')).toEqual(['appraisal-expired']);
  });
});

describe('the numbers', () => {
  it('start at 70 % of the appraised value, rounded up to the fen', () => {
    expect(startRange(yuan(999_999.99), bidding).minimum).toEqual(yuan(700_000));
    expect(startRange(yuan(0), bidding).minimum).toEqual(yuan(0.01));
    expect(withTerms({ start: yuan(99_999.99) })).toEqual(['start-out-of-range']);
  });
  it('are refused at 699,999.99 and accepted at 700,000.00 on an appraisal of 1,000,000.00 (§3.9 case 5)', () => {
    const [low, high] = [699_999.99, 700_000].map((start) =>
      gates({
        rights: [
          {
            ...caseRight,
            appraisal: caseRight.appraisal && { ...caseRight.appraisal, value: yuan(1_000_000) },
          },
        ],
        terms: { ...input.terms, start: yuan(start), deposit: yuan(70_000) },
      }),
    );
    expect([low, high]).toEqual([['start-out-of-range'], []]);
  });
  it('add up over the rights of a portfolio', () => {
    expect(gates({ rights: [caseRight, caseRight] })).toEqual(['start-out-of-range']);
    const doubled = { ...input.terms, start: yuan(200_000), deposit: yuan(10_000) };
    expect(gates({ rights: [caseRight, caseRight], terms: doubled })).toEqual([]);
  });
  it('ask for a deposit of 5 % to 20 % of the start', () => {
    expect(depositRange(yuan(333_333.33), null, bidding)).toEqual({
      minimum: yuan(16_666.67),
      maximum: yuan(66_666.66),
    });
    const verdicts = [4_999.99, 5_000, 20_000, 20_000.01].map(
      (deposit) => withTerms({ deposit: yuan(deposit) }).length,
    );
    expect(verdicts).toEqual([1, 0, 0, 1]);
  });
  it('ask for an increment', () => {
    expect(withTerms({ increments: fixedStep(yuan(0)) })).toEqual(['increment-missing']);
  });
  it('leave room for a second bid below the highest amount', () => {
    const increment = (amount: number) => withTerms({ increments: fixedStep({ ...yuan(0), amount }) });
    const highest = MAX_AMOUNT_MINOR - input.terms.start.amount;
    expect([increment(highest), increment(highest + 1)]).toEqual([[], ['amount-too-large']]);
  });
  it('add up to no more than the highest amount over the rights of a portfolio', () => {
    const valued = (amount: number) => ({
      ...caseRight,
      appraisal: caseRight.appraisal && { ...caseRight.appraisal, value: { ...yuan(0), amount } },
    });
    const start = { ...yuan(0), amount: (MAX_AMOUNT_MINOR / 10) * 7 + 1 };
    const deposit = { ...yuan(0), amount: MAX_AMOUNT_MINOR / 10 };
    const portfolio = (second: number) =>
      gates({
        rights: [valued(MAX_AMOUNT_MINOR - 1), valued(second)],
        terms: { ...input.terms, start, deposit },
      });
    expect([portfolio(1), portfolio(2)]).toEqual([[], ['amount-too-large']]);
  });
  it('are in one currency', () => {
    const dollars = money(500_000, currency('USD'));
    expect(withTerms({ deposit: dollars })).toEqual(['currency-mixed']);
    expect(withTerms({ increments: fixedStep(dollars) })).toEqual(['currency-mixed']);
    expect(withTerms({ start: dollars })).toEqual(['currency-mixed']);
    expect(withAppraisal({ value: dollars })).toEqual(['currency-mixed']);
  });
  it.each(auctionRules.cases.start)(
    'like the court’s: start $start on $value: $ok',
    ({ value, start, ok }) => {
      expect(isWithin(yuan(start), startRange(yuan(value), bidding))).toBe(ok);
    },
  );
  it.each(auctionRules.cases.deposit)(
    'like the court’s: deposit $deposit on $start: $ok',
    ({ start, deposit, ok }) => {
      expect(isWithin(yuan(deposit), depositRange(yuan(start), null, bidding))).toBe(ok);
    },
  );
});

describe('notice and bidding time', () => {
  it('opens at the earliest, not a millisecond before', () => {
    expect(withTerms({ opensAt: later(input.terms.opensAt, -1) })).toEqual(['notice-too-short']);
  });
  it('begins to count anew when it is published a day later', () => {
    expect(gates({ publishedAt: later(publishedAt, DAY) })).toEqual(['notice-too-short']);
  });
  it('lasts 24 hours, to the millisecond', () => {
    expect(withTerms({ closesAt: later(input.terms.closesAt, -1) })).toEqual(['bidding-too-short']);
    expect(withTerms({ opensAt, closesAt })).toEqual([]);
  });
  it('counts in the route’s own days and hours, as the court’s rules where they are the same', () => {
    expect(bidding.biddingMinMs).toBe(auctionRules.court_online.min_hours * 3_600_000);
    const [depositMin, depositMax] = auctionRules.court_online.deposit_pct_of_start;
    expect(bidding.deposit).toMatchObject({ minBps: depositMin * 100, maxBps: depositMax * 100 });
    expect(bidding.start).toMatchObject({ minBps: auctionRules.court_online.start_min_pct_of_value * 100 });
  });
});

describe('every gate', () => {
  it('says its article and what would be accepted', () => {
    expect(
      closedGates({
        ...input,
        terms: { ...input.terms, start: yuan(1), deposit: yuan(1), opensAt: publishedAt },
      }),
    ).toEqual([
      {
        gate: 'start-out-of-range',
        article: 'bidding/1; 法释〔2016〕18号 10',
        facts: { minimum: yuan(100_000), maximum: null, appraised: yuan(142_857.14) },
      },
      {
        gate: 'deposit-out-of-range',
        article: 'bidding/1; 法释〔2016〕18号 17',
        facts: { minimum: yuan(0.05), maximum: yuan(0.2) },
      },
      {
        gate: 'notice-too-short',
        article: 'bidding/1; 法释〔2016〕18号 12; 民法典 201',
        facts: { noticeDays: 15, earliest: '2026-03-16T16:00:00.000Z' },
      },
    ]);
  });
});
