import { describe, expect, it } from 'vitest';
import type { LotView } from '@reassign/shared/auctions/api.ts';
import { en } from '@reassign/shared/i18n/en.ts';
import { format } from '@reassign/shared/i18n/format.ts';
import { translator } from '@reassign/shared/i18n/messages.ts';
import { instant, later, MINUTE, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { checksOf } from '../../../web/auctions/lot/checks.ts';
import { nextSteps } from '../../../web/auctions/lot/next-steps.ts';
import { priceSteps } from '../../../web/auctions/lot/price-steps.ts';
import { structuredLot } from '../../../web/auctions/lot/structured.ts';
import { titleEvents } from '../../../web/auctions/lot/title-events.ts';
import { lotView, OPENS } from '../../support/lot-views.ts';

const page = { t: translator(en), format: format('en') };

/** The same lot with less said of its rights. */
function silent(change: (entry: LotView['notice']['rights'][number], index: number) => object): LotView {
  const lot = lotView();
  const rights = lot.notice.rights.map((entry, index) => ({ ...entry, ...change(entry, index) }));
  return { ...lot, notice: { ...lot.notice, rights } };
}

describe('the summary of a lot', () => {
  const valueOf = (lot: LotView, label: string) =>
    checksOf(lot, page).find((check) => check.label === label)?.value;

  it('says what the notice states', () => {
    const lot = lotView();
    expect(valueOf(lot, 'What is sold')).toBe('Patent, Trademark, Copyright: 3 rights, sold as a whole');
    expect(valueOf(lot, 'Pledge registered')).toMatch(/^3 of 3 with its number, held by /);
    expect(valueOf(lot, 'Term of protection')).toBe('The first expires on 20 Jun 2028');
    expect(valueOf(lot, 'Starting price')).toBe('¥820,000, which is 70.03% of the appraisal');
  });

  it('says what the bank found in the register, by the day that is longest ago', () => {
    const looked = silent(({ right }, index) => ({
      register: {
        checkedOn: `2026-11-0${String(5 - index)}`,
        ...(right.type === 'patent' && { feesPaidUntil: '2027-02-18' }),
      },
    }));
    expect(valueOf(looked, 'Register')).toBe('In force and not seized, looked up on 3 Nov 2026');
    expect(valueOf(looked, 'Annual fees')).toBe('Paid until 18 Feb 2027');
    const seized = silent(() => ({ register: { checkedOn: '2026-11-05', frozenBy: '太原市中级人民法院' } }));
    expect(valueOf(seized, 'Register')).toMatch(
      /^In force, seized by 太原市中级人民法院, looked up on 5 Nov 2026$/,
    );
    const marks = { ...looked, notice: { ...looked.notice, rights: looked.notice.rights.slice(1) } };
    expect(valueOf(marks, 'Annual fees')).toBe('Rights of this kind have none');
  });

  it('says where it is silent, and invents nothing', () => {
    expect(valueOf(lotView(), 'Register')).toBeNull();
    expect(valueOf(lotView(), 'Annual fees')).toBeNull();
    expect(valueOf(lotView(), 'Licences, disputes and other known defects')).toBeNull();
    const withoutPledges = silent(() => ({ pledge: null }));
    expect(valueOf(withoutPledges, 'Pledge registered')).toBeNull();
    const withSome = silent((_entry, index) => (index === 0 ? { pledge: null } : {}));
    expect(valueOf(withSome, 'Pledge registered')).toBe('Numbers given for 2 of 3');
    const withoutEnds = silent(({ right }) => ({ right: { ...right, expiresOn: undefined } }));
    expect(valueOf(withoutEnds, 'Term of protection')).toBeNull();
  });
});

describe('the title of a lot', () => {
  it('is a line of time, oldest first, with its burdens marked', () => {
    const events = titleEvents(lotView(), page);
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted((a, b) => a - b));
    expect(events.filter(({ isBurden }) => isBurden)).toHaveLength(3);
    expect(events.map(({ word }) => word)).toEqual([
      'Registered',
      'Filed',
      'Registered',
      'Granted',
      ...Array.from({ length: 3 }, () => 'Pledge registered, Y2024980012345'),
      'Notice published',
      'Bidding opens',
      'Bidding ends',
      ...Array.from({ length: 3 }, () => 'Protection expires'),
    ]);
    expect(new Set(events.map(({ key }) => key)).size).toBe(events.length);
  });

  it('names the right only where there are several', () => {
    const lot = lotView();
    const one = { ...lot, notice: { ...lot.notice, rights: lot.notice.rights.slice(0, 1) } };
    expect(titleEvents(one, page).every(({ about }) => about === null)).toBe(true);
    expect(titleEvents(lot, page).some(({ about }) => about === '云岭')).toBe(true);
  });
});

describe('what happens next', () => {
  const statesOf = (change: Partial<LotView>) =>
    nextSteps(lotView(change), page)
      .map(({ state }) => state)
      .join(' ');

  it.each([
    [{ phase: 'notice' }, 'done now ahead ahead ahead ahead ahead'],
    [{ phase: 'open' }, 'done now done now ahead ahead ahead'],
    [{ phase: 'closed' }, 'done done done done now ahead ahead'],
    [{ phase: 'unsold' }, 'done done done done done ahead'],
  ] as const)('%o', (change, expected) => {
    expect(statesOf(change)).toBe(expected);
  });

  it('names price and number once it is sold, and hours, not days, for what the clock counts', () => {
    const sold = lotView({ phase: 'sold', leader: '318', price: lotView().start });
    const notes = nextSteps(sold, page).map(({ note }) => note);
    expect(notes).toContain('Number 318 bought it for ¥820,000; the sale confirmation is public.');
    expect(notes.join(' ')).toContain('within 24 hours of the end');
  });
});

describe('the path of a price', () => {
  const bidAt = (minutes: number, amount: number) => ({
    at: toRfc3339(later(OPENS, minutes * MINUTE)),
    amount: { amount },
  });

  it('is not there before the first bid', () => {
    expect(priceSteps([], [1, 2], OPENS)).toBeNull();
  });

  it('goes from left to right and up, within its box', () => {
    const steps = priceSteps([bidAt(0, 100), bidAt(5, 150)], [100, 200], later(OPENS, 10 * MINUTE));
    expect(steps?.path).toMatch(/^M0 [\d.]+H0\.0V[\d.]+H500\.0V[\d.]+H1000$/);
    const tops = [200, 150, 100].map((amount) => steps?.topOf(amount) ?? -1);
    expect(tops).toEqual(tops.toSorted((a, b) => a - b));
    expect(tops.every((top) => top > 0 && top < 100)).toBe(true);
  });

  it('of one bid at the very moment is a level line', () => {
    const steps = priceSteps([bidAt(0, 100)], [100], OPENS);
    expect(steps?.path).toBe('M0 500.0H0.0V500.0H1000');
  });
});

describe('what a machine reads of a lot', () => {
  it.each([
    ['notice', 'PreOrder'],
    ['open', 'InStock'],
    ['sold', 'SoldOut'],
    ['unsold', 'Discontinued'],
  ] as const)('%s is %s', (phase, availability) => {
    const address = (path: string) => `https://reassign.test${path}`;
    expect(structuredLot({ data: { lot: lotView({ phase }) }, ...page, address })).toMatchObject({
      '@graph': [
        {
          '@type': 'Product',
          offers: {
            price: '820000.00',
            priceCurrency: 'CNY',
            availability: `https://schema.org/${availability}`,
            availabilityStarts: toRfc3339(instant(OPENS)),
          },
        },
        { '@type': 'BreadcrumbList' },
      ],
    });
  });
});
