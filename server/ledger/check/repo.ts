import { sql } from 'drizzle-orm';
import type { Account } from '@reassign/shared/ledger/account.ts';
import type { Reason } from '@reassign/shared/ledger/reasons.ts';
import type { Phase, TransactionId } from '@reassign/shared/ledger/types.ts';
import type { Db } from '../../platform/db.ts';

/** A transaction as it stands in its rows, lines in the order in which they were asked for. */
export interface EnteredTransaction extends Record<string, unknown> {
  readonly id: TransactionId;
  readonly position: number;
  readonly key: string;
  readonly content: string;
  readonly phase: Phase;
  readonly pending: TransactionId | null;
  readonly reason: Reason;
  readonly reference: string | null;
  readonly actor: string;
  readonly at: number;
  readonly expires: number | null;
  readonly lines: readonly { readonly account: Account; readonly amount: number }[];
}

/** In the order in which they are digested, after `position`. */
export async function readEntered(db: Db, position: number, limit: number): Promise<EnteredTransaction[]> {
  return db.execute<EnteredTransaction>(sql`
    select t.id, t.position::float8 as position, t.key, encode(t.content, 'hex') as content, t.phase,
      t.pending_id as pending, t.reason, t.reference, t.actor, (extract(epoch from t.at) * 1000)::float8 as at,
      (extract(epoch from t.expires_at) * 1000)::float8 as expires,
      coalesce((
        select json_agg(json_build_object('amount', p.amount_minor, 'account',
          json_strip_nulls(json_build_object('kind', a.kind, 'channel', a.channel, 'registration', a.registration_id,
            'lot', a.lot_id, 'organisation', a.organisation_id, 'currency', a.currency))) order by p.nth)
        from ledger_posting p join ledger_account a on a.code = p.account where p.transaction_id = t.id
      ), '[]') as lines
    from ledger_transaction t where t.position > ${position} order by t.position limit ${limit}`);
}
