import { invalid, type Book, type Obj } from './book.ts';

/** What Stripe files an entry of its balance under, and on which side it stands; disputes are adjustments. */
const entries = {
  charge: { type: 'charge', sign: 1 },
  refund: { type: 'refund', sign: -1 },
  refund_failure: { type: 'refund_failure', sign: 1 },
  dispute: { type: 'adjustment', sign: -1 },
  dispute_reversal: { type: 'adjustment', sign: 1 },
  fee: { type: 'stripe_fee', sign: -1 },
  payout: { type: 'payout', sign: -1 },
} as const;
type Category = keyof typeof entries;

/** The stand-in takes nothing for a charge; what it takes by an entry of its own is made by hand. */
export async function enterBalance(book: Book, category: Category, source: Obj): Promise<Obj> {
  const { type, sign } = entries[category];
  const amount = sign * Number(source['amount']);
  return book.put('balance_transaction', {
    ...{ id: book.newId('txn'), object: 'balance_transaction', type, reporting_category: category },
    ...{ amount, fee: 0, net: amount, fee_details: [], currency: source['currency'], exchange_rate: null },
    ...{ created: book.now, available_on: book.now, status: 'available' },
    ...{ source: source.id, description: source['description'] ?? null },
  });
}

/** A fee or a payout to the bank, as Stripe makes them by itself. */
export async function enterByHand(book: Book, category: 'fee' | 'payout', minor: string): Promise<Obj> {
  const amount = Number(minor);
  if (!Number.isSafeInteger(amount) || amount < 1)
    throw invalid('parameter_invalid_integer', 'Invalid integer: amount');
  const id = book.newId(category === 'payout' ? 'po' : 'fee');
  return enterBalance(book, category, { id, amount, currency: 'cny' });
}

/** `GET /v1/balance_transactions`, newest first, in pages. */
export async function listBalance(book: Book, query: Readonly<Record<string, string>>): Promise<Obj> {
  const limit = Math.min(Math.max(Number(query['limit'] ?? 10), 1), 100);
  const since = Number(query['created[gte]'] ?? 0);
  const after = query['starting_after'] ?? null;
  const { data, hasMore } = await book.page('balance_transaction', { since, after, limit });
  return { id: '', object: 'list', url: '/v1/balance_transactions', has_more: hasMore, data };
}
