import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import { currency } from '@reassign/shared/kernel/currency.ts';
import type { OrganisationId, UserId } from '@reassign/shared/kernel/ids.ts';
import { parseInstant } from '@reassign/shared/kernel/instant.ts';
import { add, MAX_AMOUNT_MINOR, money } from '@reassign/shared/kernel/money.ts';
import { feeSchedules } from '@reassign/shared/listings/fee-schedule.ts';
import {
  agencyCharge,
  atRate,
  buyerCharges,
  type Charge,
  feeTermsOf,
  sellerCharges,
} from '@reassign/shared/listings/fees.ts';
import { newestProfile } from '@reassign/shared/listings/profile.ts';
import { type routes } from '@reassign/shared/listings/route-rules.ts';
import { type VatRate, vatRates } from '@reassign/shared/listings/vat.ts';
import { billsOf } from '@reassign/shared/settlement/bills/access.ts';
import {
  billLines,
  billNumber,
  billYear,
  creditOf,
  grossInCapitals,
} from '@reassign/shared/settlement/bills/bill.ts';
import { yuan } from '../../support/lot.ts';
import { fen } from '../../support/waterfall.ts';

const [vat] = vatRates;
const [schedule] = feeSchedules;
const chargesOf = (route: (typeof routes)[number], hammer = yuan(1_250_000)): Charge[] => {
  const terms = feeTermsOf(newestProfile(route), schedule ?? null, vat);
  return [...buyerCharges(hammer, terms), ...sellerCharges(hammer, terms)];
};
const premium = (minor: number): Charge => ({
  ...{ kind: 'premium', amount: fen(minor), vat: fen(0), isAtMost: false, articles: [] },
});
const line = (minor: number, rate: VatRate = vat) => billLines([premium(minor)], rate)[0];

describe('the platform bills', () => {
  it('the premium and the commission that it charges itself, net and tax apart', () => {
    expect(billLines(chargesOf('bidding'), vat)).toEqual([
      { service: 'premium', net: yuan(23_584.91), vatBps: 600, vat: yuan(1_415.09), gross: yuan(25_000) },
      { service: 'commission', net: yuan(11_792.45), vatBps: 600, vat: yuan(707.55), gross: yuan(12_500) },
    ]);
  });

  it.each([
    ['a court has no commission', 'judicial'],
    ['an auction house agrees and bills its own', 'auction'],
    ['a court’s auction house is paid by tiers', 'civil-2020'],
  ] as const)('nothing where %s', (_why, route) => {
    expect(billLines(chargesOf(route), vat)).toEqual([]);
  });

  it('no agency’s fee, even where its mandate names one', () => {
    if (!schedule) throw new Error('there is a first schedule');
    expect(billLines([agencyCharge(yuan(1_000), { schedule, vat }, 150)], vat)).toEqual([]);
  });

  it('no tax: stamp duty is what it is, whatever the rate', () => {
    const duty = chargesOf('bidding').filter(({ kind }) => kind === 'stamp-duty');
    expect(duty).toHaveLength(2);
    expect(atRate(duty, { ...vat, bps: 900 })).toEqual(duty);
  });

  it.each([
    [0, 0],
    [1, 1],
  ])('of %i fen: lines %i', (minor, lines) => {
    expect(billLines([premium(minor)], vat)).toHaveLength(lines);
  });
});

describe('the tax on a bill', () => {
  it.each([
    // 3/53 of the gross: 0.453, 0.509, 1.472, 1.528.
    [8, 8, 0],
    [9, 8, 1],
    [26, 25, 1],
    [27, 25, 2],
    [106, 100, 6],
  ])('of %i fen gross: %i net and %i', (gross, net, tax) => {
    expect(line(gross)).toMatchObject({ net: fen(net), vat: fen(tax), gross: fen(gross) });
  });

  it('is at the rate of the day on which the price is there, whatever the notice foresaw', () => {
    const later = { ...vat, version: 2, bps: 900 };
    expect(line(109_00, later)).toMatchObject({ net: fen(100_00), vatBps: 900, vat: fen(9_00) });
  });

  it('adds up with the net to the gross, within half a fen of the rate, at any rate and amount', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: MAX_AMOUNT_MINOR }),
        fc.integer({ min: 1, max: 10_000 }),
        (gross, bps) => {
          const made = line(gross, { ...vat, bps });
          if (!made) throw new Error('it is billed');
          expect(add(made.net, made.vat)).toEqual(made.gross);
          const exact = BigInt(gross) * BigInt(bps);
          const off = BigInt(made.vat.amount) * BigInt(10_000 + bps) - exact;
          expect(2n * (off < 0n ? -off : off)).toBeLessThanOrEqual(BigInt(10_000 + bps));
        },
      ),
    );
  });
});

describe('a credit note', () => {
  it('takes back all of its bill, figure by figure', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MAX_AMOUNT_MINOR }), (gross) => {
        const bill = line(gross);
        if (!bill) throw new Error('it is billed');
        const note = creditOf(bill);
        for (const part of ['net', 'vat', 'gross'] as const)
          expect(add(bill[part], note[part])).toEqual(fen(0));
        expect(add(note.net, note.vat)).toEqual(note.gross);
      }),
    );
  });

  it('says in capitals that it is below zero', () => {
    const bill = line(25_000_00);
    if (!bill) throw new Error('it is billed');
    expect(grossInCapitals(bill)).toBe('人民币贰万伍仟元整');
    expect(grossInCapitals(creditOf(bill))).toBe('（负数）人民币贰万伍仟元整');
    const usd = { ...bill, gross: money(1, currency('USD')) };
    expect(grossInCapitals(usd)).toBeNull();
  });

  it('of nothing is nothing, without a sign', () => {
    const none = { service: 'premium', net: fen(0), vatBps: 0, vat: fen(0), gross: fen(0) } as const;
    expect(creditOf(none)).toEqual(none);
  });
});

describe('the number of a bill', () => {
  it('has its year and six figures at least', () => {
    expect(billNumber(2026, 1)).toBe('ZD-2026-000001');
    expect(billNumber(2027, 1_234_567)).toBe('ZD-2027-1234567');
  });

  it.each([
    ['2026-12-31T15:59:59.999Z', 2026],
    ['2026-12-31T16:00:00.000Z', 2027],
  ])('issued at %s is of the year %i in Shanghai', (at, year) => {
    const instant = parseInstant(at);
    if (instant === null) throw new Error('it is an instant');
    expect(billYear(instant)).toBe(year);
  });
});

describe('who sees bills', () => {
  const user = 'u' as UserId;
  const of = (kind: string, { roles = [] as string[], accredited = true } = {}): Principal =>
    ({
      ...{ userId: user, roles },
      organisation: { id: 'o' as OrganisationId, kind, creditCode: 'CODE', accredited },
    }) as unknown as Principal;

  it('all: officers of the platform, and supervisors', () => {
    expect(billsOf(of('operator', { roles: ['officer'] }))).toEqual({ of: 'all' });
    expect(billsOf(of('supervisor'))).toEqual({ of: 'all' });
  });

  it.each(['bank', 'agency', 'buyer', 'operator', 'fund'])(
    'their own: people of an organisation (%s)',
    (kind) => {
      expect(billsOf(of(kind))).toEqual({ of: 'recipient', organisation: 'o', creditCode: 'CODE', user });
    },
  );

  it('none by a credit code that nobody has looked at', () => {
    expect(billsOf(of('buyer', { accredited: false }))).toMatchObject({
      organisation: 'o',
      creditCode: null,
    });
  });

  it('a person alone: what it bought as one', () => {
    const person = { userId: user, roles: [], organisation: null } as unknown as Principal;
    expect(billsOf(person)).toEqual({ of: 'recipient', organisation: null, creditCode: null, user });
  });
});
