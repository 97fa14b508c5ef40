import { randomUUID } from 'node:crypto';
import type { Database } from '../../server/platform/db.ts';

/** The deposit of a registration as if it had been paid by card some time ago, and given back: Stripe is not asked. */
export async function paidByCard({ sql }: Database, registrationId: string): Promise<string> {
  const payment = randomUUID();
  await sql`
    insert into payment (id, purpose, subject_id, registration_id, door, amount_minor, currency, reference, language,
      status, opened_at, expires_at)
    select ${payment}, 'deposit', id, registration_id, 'stripe', amount_minor, currency, reference, 'zh',
      'paid', requested_at, requested_at
    from deposit where registration_id = ${registrationId}`;
  await sql`
    insert into payment_refund (id, payment_id, amount_minor, currency, cause, status, reserved_id, asked_at, done_at)
    select gen_random_uuid(), id, amount_minor, currency, 'deposit-released', 'paid', gen_random_uuid(), opened_at, opened_at
    from payment where id = ${payment}`;
  return payment;
}
