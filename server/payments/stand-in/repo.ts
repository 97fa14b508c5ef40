import { and, asc, desc, eq, gte, lt, or, sql } from 'drizzle-orm';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { JsonObject } from '@reassign/shared/verify/canonical-json.ts';
import type { Db } from '../../platform/db.ts';
import { standInObject } from '../tables.ts';

/** One call at a time, as one house answers. */
export const halt = async (tx: Db): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('stand-in', 0))`);
};

export async function get(tx: Db, id: string, kind: string): Promise<JsonObject | null> {
  const [row] = await tx
    .select({ body: standInObject.body })
    .from(standInObject)
    .where(and(eq(standInObject.id, id), eq(standInObject.kind, kind)));
  return row?.body ?? null;
}

export const put = async (tx: Db, id: string, kind: string, body: JsonObject, at: Instant): Promise<void> => {
  await tx
    .insert(standInObject)
    .values({ id, kind, body, createdAt: at })
    .onConflictDoUpdate({ target: standInObject.id, set: { body } });
};

export const list = async (tx: Db, kind: string, newestFirst = true): Promise<JsonObject[]> =>
  (
    await tx
      .select({ body: standInObject.body })
      .from(standInObject)
      .where(eq(standInObject.kind, kind))
      .orderBy((newestFirst ? desc : asc)(standInObject.createdAt), standInObject.id)
      .limit(500)
  ).map(({ body }) => body);

/** Those of a kind since then, newest first, after one of them. */
export async function page(
  tx: Db,
  kind: string,
  { since, after, limit }: { readonly since: Instant; readonly after: string | null; readonly limit: number },
): Promise<JsonObject[]> {
  const { id, createdAt } = standInObject;
  const [last] =
    after === null ? [] : await tx.select({ id, createdAt }).from(standInObject).where(eq(id, after));
  const rows = await tx
    .select({ body: standInObject.body })
    .from(standInObject)
    .where(
      and(
        eq(standInObject.kind, kind),
        gte(createdAt, since),
        last && or(lt(createdAt, last.createdAt), and(eq(createdAt, last.createdAt), lt(id, last.id))),
      ),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(limit);
  return rows.map(({ body }) => body);
}
