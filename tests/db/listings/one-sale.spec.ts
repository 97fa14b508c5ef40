import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { ListingView, RightView } from '@reassign/shared/listings/api.ts';
import {
  bank,
  checker,
  cnNumber,
  deskOf,
  listingInput,
  maker,
  type OpenListings,
  openListings,
  patent,
  person,
  today,
  value,
} from '../../support/listings.ts';

/* A right is what its register says it is: whoever holds a file on it, it is in one lot at a time. */

const fenhe = bank(2, '汾河银行股份有限公司', '91140100MA0K00021B');
const banks = {
  own: { maker, checker },
  other: { maker: person(fenhe, 11, 'maker'), checker: person(fenhe, 12, 'checker') },
};

let open: OpenListings;
beforeAll(async () => {
  open = await openListings();
});
afterAll(() => open.close());

/** An approved listing of the right, in a case of its own. */
async function approved(right: RightView, of: keyof typeof banks = 'own'): Promise<ListingView> {
  const people = banks[of];
  const { caseId, rightId } = await deskOf(open.listings, people.maker, people.checker).readyCase(right);
  const draft = value(
    await open.listings.createListing(people.maker, today, listingInput(caseId, [rightId])),
  );
  const submitted = value(await open.listings.submit(people.maker, today, draft));
  return value(await open.listings.approve(people.checker, today, submitted));
}

const publish = (listing: ListingView, of: keyof typeof banks = 'own') =>
  open.listings.publish(banks[of].checker, today, listing);

const onSale = { problem: { code: 'gates-closed', facts: { gates: [{ gate: 'right-on-sale' }] } } };

describe('a right that is in a lot', () => {
  it.each(['own', 'other'] as const)('is not sold from another case, of the %s bank', async (of) => {
    const right = patent();
    const [first, second] = [await approved(right), await approved(right, of)];
    const { lotId } = value(await publish(first));
    expect(await publish(second, of)).toMatchObject(onSale);
    const looked = await open.listings.findListing(banks[of].maker, today, second.id);
    expect(looked?.gates).toMatchObject([{ gate: 'right-on-sale', facts: { rightId: second.rightIds[0] } }]);

    const unsold = { type: 'LotUnsold', body: { reason: 'no-bid' }, lot: lotId as LotId } as const;
    await open.database.db.transaction((tx) =>
      open.listings.followUnsold(() => Promise.resolve(true))(tx, [unsold]),
    );
    expect(value(await publish(second, of)).status).toBe('published');
  });

  it.each([
    ['its publication', 'CN112330675A', 'CN112330675A'],
    ['another document of its publication', 'CN112330676A', 'CN112330676B'],
  ])('is known by %s too', async (_what, one, another) => {
    const known = patent({ publicationNumber: one, applicationNumber: undefined });
    value(await publish(await approved(known)));
    expect(await publish(await approved(patent({ publicationNumber: another })), 'own')).toMatchObject(
      onSale,
    );
  });

  it('is another than that of another register with the same number', async () => {
    const number = cnNumber(900_001);
    const mark = (registrationNumber: string): RightView => ({
      type: 'trademark',
      jurisdiction: 'CN',
      registrationNumber,
      title: '示例',
      owners: [{ name: '示例科技有限公司' }],
      niceClass: 9,
      niceEdition: 'NCL 13-2026',
      goods: '计算机软件',
      expiresOn: '2040-01-02',
    });
    value(await publish(await approved(patent({ applicationNumber: number }))));
    expect(value(await publish(await approved(mark('12345678')))).status).toBe('published');
    expect(await publish(await approved(mark('12345678')))).toMatchObject(onSale);
  });

  it('is sold once when two banks publish it at the same moment', async () => {
    const right = patent();
    const listings = [await approved(right), await approved(right, 'other')] as const;
    const answers = await Promise.all([publish(listings[0]), publish(listings[1], 'other')]);
    expect(answers.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(answers.find(({ ok }) => !ok)).toMatchObject(onSale);
  });
});
