import type { Same } from './messages.ts';
import type { zh } from './fees.zh.ts';

export const en = {
  hammer: 'Hammer price',
  premium: "Buyer's premium",
  commission: "Seller's commission",
  agency: 'Fee of the agency',
  'stamp-duty': "Stamp duty, buyer's side",
  'vat-within': '{amount} VAT included',
  'at-most': 'at most {amount}',
  basis: 'Basis: {articles}',
  ours: 'fee schedule of the platform',
  total: 'All-in price',
  'total-title': 'All-in price if sold at {amount}',
  'total-now': 'All-in at the asking price',
  'total-note':
    "Premium, VAT and stamp duty included; the office's fee for the change and future annual fees are not.",
  'no-charges': 'The buyer pays no premium in this sale.',
  'total-short': 'with premium, VAT and stamp duty',
  'none-short': 'no premium',
  deposit: 'Paid by the deposit',
  balance: 'To be paid after the sale',
} as const satisfies Same<typeof zh>;
