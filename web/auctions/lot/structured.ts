import type { LotView } from '@reassign/shared/auctions/api.ts';
import { toMoney } from '@reassign/shared/kernel/codecs.ts';
import { toDecimal } from '@reassign/shared/kernel/money.ts';
import type { StructuredContext } from '../../route.ts';

const availability: Readonly<Record<LotView['phase'], string>> = {
  notice: 'PreOrder',
  open: 'InStock',
  closed: 'OutOfStock',
  sold: 'SoldOut',
  unsold: 'Discontinued',
  paused: 'OutOfStock',
  withdrawn: 'Discontinued',
  'settled-before-sale': 'Discontinued',
  annulled: 'Discontinued',
};

/** A lot as schema.org knows things for sale: what it is, who sells it, for how much and when. */
export function structuredLot({
  data: { lot },
  t,
  address,
}: StructuredContext<{ readonly lot: LotView }>): object {
  const url = address(`/lots/${lot.id}`);
  const product = {
    '@type': 'Product',
    name: lot.title,
    sku: lot.number,
    url,
    category: [...new Set(lot.rights.map(({ type }) => t(`auctions.type-${type}`)))].join(', '),
    ...(lot.notice.description !== '' && { description: lot.notice.description.slice(0, 1_000) }),
    offers: {
      '@type': 'Offer',
      url,
      price: toDecimal(toMoney(lot.asking)),
      priceCurrency: lot.asking.currency,
      availability: `https://schema.org/${availability[lot.phase]}`,
      availabilityStarts: lot.opensAt,
      availabilityEnds: lot.closesAt,
      seller: { '@type': 'Organization', name: lot.bank },
    },
  };
  const trail = [
    [t('common.brand'), address('/')],
    [t('auctions.list-title'), address('/lots')],
    [lot.number, url],
  ].map(([name, item], index) => ({ '@type': 'ListItem', position: index + 1, name, item }));
  return {
    '@context': 'https://schema.org',
    '@graph': [product, { '@type': 'BreadcrumbList', itemListElement: trail }],
  };
}
