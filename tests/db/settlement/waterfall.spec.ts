import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { instant } from '@reassign/shared/kernel/instant.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { CaseClaim } from '@reassign/shared/listings/case-claim.ts';
import type { ClaimSheetInput } from '@reassign/shared/listings/claim-sheet-api.ts';
import type { StatedClaims } from '@reassign/shared/listings/claim-sheet.ts';
import { judicial } from '@reassign/shared/listings/profiles/judicial.ts';
import { canonicalJson, type Json } from '@reassign/shared/verify/canonical-json.ts';
import { waterfallCsv, waterfallPdf } from '../../../server/settlement/balance/waterfall-files.ts';
import { claimSheetOf } from '../../support/claim-sheets.ts';
import { cny } from '../../support/listings.ts';
import { sumOf } from '@reassign/shared/settlement/waterfall/amounts.ts';
import { openDeposits, type OpenDeposits } from '../../support/deposits.ts';
import { faultsOf } from '../../support/ledger.ts';
import { yuan } from '../../support/lot.ts';
import { BALANCE, banker, claim, openSales, type SalesOptions, type SoldLot } from '../../support/sales.ts';
import { sellerId } from '../../support/settlement.ts';

/* Who gets what of a price that is there: stated to the parties, prepared to the fen, and released to nobody. */

let open: OpenDeposits;
beforeAll(async () => {
  open = await openDeposits();
});
afterAll(async () => {
  expect(await faultsOf(open.admin)).toEqual([]);
  await open.close();
});

async function paid(options: SalesOptions = {}) {
  const sales = openSales(open, options);
  const sale = await sales.sell();
  expect((await sales.money.desk.settlement(sale.lot, banker))?.waterfall).toBeNull();
  await sales.transfer(sale, BALANCE);
  const view = await sales.money.desk.settlement(sale.lot, banker);
  return { sales, sale, view, waterfall: view?.waterfall };
}
const statementOf = async ({ lot }: SoldLot) => {
  const [row] = await open.admin.sql<
    [{ body: { prepared: Prepared[] } & Record<string, Json>; hash: string }]
  >`
    select body, hash from sale_statement where lot_id = ${lot} and kind = 'waterfall'`;
  return row;
};
interface Prepared {
  readonly account: { readonly kind: string };
  readonly side: string;
  readonly amount: { readonly amount: number };
}

const rightIds = ['a', 'b'].map((tail) => `019cd000-0000-7000-8000-00000000000${tail}`);
/** Two rights of two pledgors, 3 to 1; the other bank comes first on the first of them. */
const statedOf = (lot: LotId): StatedClaims => {
  const [own, other] = claimSheetOf(rightIds).claims;
  assert(own && other, 'the sheet has two claims');
  const amounts = { interest: cny(0), principal: cny(60_000_00) };
  const [registration] = other.registrations;
  const sheet: ClaimSheetInput = {
    ...{ asOf: '2026-02-01', costs: [] },
    claims: [
      { ...own, ...amounts },
      {
        ...{ ...other, ...amounts },
        registrations: registration
          ? [
              {
                ...{ ...registration, rightIds: rightIds.slice(0, 1) },
                maximum: { cap: cny(20_000_00), covers: 'everything' },
              },
            ]
          : [],
      },
    ],
  };
  const rights = [
    { id: rightIds[0] ?? '', appraised: yuan(300_000), pledgor: '甲公司' },
    { id: rightIds[1] ?? '', appraised: yuan(100_000), pledgor: '乙公司' },
  ];
  return { version: 3, sheet, rightsOf: new Map([[lot, rights]]) };
};

describe('the waterfall of a lot', () => {
  it('takes costs, interest and principal from the price, and leaves the surplus to the pledgor', async () => {
    const { waterfall } = await paid();
    // 120,000 less advanced costs 3,000, commission 1 % and stamp duty 0.03 %, interest 20,000, principal 60,000.
    expect(waterfall).toMatchObject({
      obstacle: null,
      pots: [{ distribution: { surplus: yuan(35_764), deficiency: yuan(0) } }],
    });
    expect(waterfall?.pots[0]?.distribution.steps.map(({ kind }) => kind)).toEqual([
      'sale-cost',
      'sale-cost',
      'sale-cost',
      'claim-part',
      'claim-part',
      'surplus',
    ]);
  });

  it('says what is owed still, as a fund is told', async () => {
    const claimOf = () => Promise.resolve({ ...claim, principal: yuan(100_000) });
    const { waterfall } = await paid({ claimOf });
    expect(waterfall?.deficiencies).toMatchObject([
      { claim: 'bank', principal: yuan(4_236), total: yuan(4_236) },
    ]);
  });

  it('pays a maximum-amount pledge up to its cap', async () => {
    const claimOf = () => Promise.resolve({ ...claim, cap: yuan(50_000) });
    const { waterfall } = await paid({ claimOf });
    // The costs that the bank advanced use the cap up, too.
    expect(waterfall?.pots[0]?.distribution.surplus).toEqual(yuan(68_764));
  });

  it.each([
    ['no-case', null],
    ['several-caps', { ...claim, hasSeveralCaps: true }],
    ['wrong-currency', { ...claim, principal: { amount: 1, currency: 'USD' } as typeof claim.principal }],
  ] as const)('is left to a person: %s', async (obstacle, given: CaseClaim | null) => {
    const { waterfall } = await paid({ claimOf: () => Promise.resolve(given) });
    expect(waterfall).toMatchObject({ obstacle, pots: [] });
  });

  it('claims from a later lot of the case what the one before has left', async () => {
    const lots: LotId[] = [];
    const lotsOfCase = () => Promise.resolve(lots);
    const claimOf = () => Promise.resolve({ ...claim, principal: yuan(150_000) });
    const first = await paid({ claimOf, lotsOfCase });
    lots.push(first.sale.lot);
    const second = await paid({ claimOf, lotsOfCase });
    expect(second.waterfall).toMatchObject({ after: [first.sale.lot], deficiencies: [{ total: yuan(0) }] });
    // 170,000 and 3,000 of costs; each lot pays its own commission and duty of 1,236.
    expect(second.waterfall?.pots[0]?.distribution.surplus).toEqual(yuan(240_000 - 173_000 - 2 * 1_236));
  });

  it('goes by the claims that two people stated: other pledgees, interest to this day, several pledgors', async () => {
    const { sale, waterfall } = await paid({
      claimOf: (lot) => Promise.resolve({ ...claim, stated: statedOf(lot) }),
    });
    expect(waterfall).toMatchObject({
      ...{ obstacle: null, sheetVersion: 3, reckonedIn: [], after: [] },
      holders: { 'claim-1': '晋阳银行股份有限公司', 'claim-2': '渤海示范银行股份有限公司' },
      pots: [
        { rightIds: [rightIds[0]], pledgor: '甲公司' },
        { rightIds: [rightIds[1]], pledgor: '乙公司' },
      ],
    });
    const { prepared } = (await statementOf(sale)).body;
    const ofKind = (kind: string) =>
      prepared
        .filter(({ account }) => account.kind === kind)
        .reduce((all, { amount }) => all + amount.amount, 0);
    // 120,000 by 3 to 1. The other bank: 20,000 on the first right only.
    expect(ofKind('prior-rank')).toBe(20_000_00);
    const own = (waterfall?.pots ?? []).flatMap(({ distribution }) =>
      distribution.claims.filter(({ id }) => id === 'claim-1'),
    );
    const sum = own.reduce((all, { paid: parts }) => all + sumOf(parts).amount, 0);
    expect(ofKind('pledgee')).toBe(sum);
    expect(ofKind('escrow')).toBe(122_400_00);
    expect(waterfall?.pots[0]?.distribution.steps[0]).toMatchObject({ kind: 'accrual', claim: 'claim-1' });
  });

  it('is told as a file to keep, line by line', async () => {
    const { view } = await paid({ claimOf: (lot) => Promise.resolve({ ...claim, stated: statedOf(lot) }) });
    assert(view?.waterfall, 'it was paid');
    const distributed = { ...view, waterfall: view.waterfall };
    const csv = waterfallCsv(distributed, 'zh');
    const lines = view.waterfall.pots.reduce((all, { distribution }) => all + distribution.steps.length, 0);
    expect(csv.trimEnd().split('\r\n')).toHaveLength(1 + lines + view.waterfall.deficiencies.length);
    expect(csv).toContain('"渤海示范银行股份有限公司：本金","民法典 389, 561"');
    for (const language of ['zh', 'en'] as const) {
      const pdf = await waterfallPdf(distributed, language, instant(0));
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    }
  });

  it('is under a hash that anybody makes of what was stated', async () => {
    const { sale, view } = await paid();
    const { body, hash } = await statementOf(sale);
    expect(createHash('sha256').update(canonicalJson(body)).digest('hex')).toBe(hash);
    expect(view?.waterfall?.hash).toBe(hash);
  });
});

describe('the money', () => {
  it('is prepared to the fen: what the escrow holds, fees and taxes apart', async () => {
    const { sale, view } = await paid();
    const { prepared } = (await statementOf(sale)).body;
    const sum = (side: string) =>
      prepared.filter((one) => one.side === side).reduce((all, { amount }) => all + amount.amount, 0);
    expect(sum('debit')).toBe(sum('credit'));
    expect(sum('debit')).toBe(view?.held.amount);
    const kinds = prepared.map(({ account }) => account.kind).sort();
    expect(kinds).toEqual(['escrow', 'fee', 'pledgee', 'pledgor', 'tax']);
  });

  it.each(['proceeds-distributed', 'payout', 'correction', 'fee-charged'] as const)(
    'is released to nobody: a transaction for %s is refused by the database',
    async (reason) => {
      const { sale, view } = await paid();
      const { prepared } = (await statementOf(sale)).body;
      const posted = open.ledger.post({
        ...{ key: `sale:${sale.lot}:${reason}`, reason, reference: null, actor: 'test' },
        entries: prepared as never,
      });
      await expect(posted).rejects.toMatchObject({ cause: { code: 'ST003' } });
      const reserved = open.ledger.reserve({
        ...{
          key: `sale:${sale.lot}:${reason}:reserved`,
          reason,
          reference: null,
          actor: 'test',
          expiresAt: null,
        },
        entries: prepared as never,
      });
      await expect(reserved).rejects.toMatchObject({ cause: { code: 'ST003' } });
      expect(view?.held).toEqual(yuan(122_400));
    },
  );

  it('of a court’s sale is distributed by the court: no transaction of ours is prepared', async () => {
    const sales = openSales(open, { rules: judicial });
    const sale = await sales.sell();
    await sales.transfer(sale, yuan(110_000));
    expect((await statementOf(sale)).body.prepared).toEqual([]);
    expect((await sales.money.desk.settlement(sale.lot, banker))?.waterfall?.pots).toHaveLength(1);
  });

  it('kept for the platform is shown as its bill will say, until the price is there and it does', async () => {
    const sales = openSales(open);
    const sale = await sales.sell();
    const look = () => sales.money.desk.settlement(sale.lot, banker);
    // 1 % of the price, VAT of 6 % in it.
    const fee = { service: 'commission', gross: yuan(1_200) };
    expect(await look()).toMatchObject({ bills: [], billPreview: { ...fee, vat: { amount: 6_792 } } });
    await sales.transfer(sale, BALANCE);
    expect(await look()).toMatchObject({ bills: [fee], billPreview: null, seller: '晋阳银行股份有限公司' });
    expect(sellerId).toBe(banker.organisation?.id);
  });
});
