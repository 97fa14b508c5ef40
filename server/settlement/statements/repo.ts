import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { canonicalJson, type JsonObject } from '@reassign/shared/verify/canonical-json.ts';
import type { Db } from '../../platform/db.ts';
import type { SaleKey } from '../balance/repo.ts';
import { saleStatement } from '../balance/tables.ts';

export type StoredStatement = typeof saleStatement.$inferSelect;

/** What the parties are told, once: its hash is what they compare. */
export async function insertStatement(
  tx: Db,
  { lot: lotId, nth: sale }: SaleKey,
  kind: StoredStatement['kind'],
  body: JsonObject,
  at: Instant,
): Promise<void> {
  const hash = createHash('sha256').update(canonicalJson(body)).digest('hex');
  await tx.insert(saleStatement).values({ lotId, sale, kind, body, hash, at });
}

export const statementsOf = (db: Db, { lot, nth }: SaleKey): Promise<StoredStatement[]> =>
  db
    .select()
    .from(saleStatement)
    .where(and(eq(saleStatement.lotId, lot), eq(saleStatement.sale, nth)));
