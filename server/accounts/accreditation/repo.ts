import { and, asc, eq, sql } from 'drizzle-orm';
import type { OrganisationId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Db } from '../../platform/db.ts';
import { accreditationEntry, organisation } from '../tables.ts';

export interface AccreditedAgency {
  readonly id: OrganisationId;
  readonly name: string;
  readonly creditCode: string;
  readonly since: Instant;
}

/** Accredited agencies with the beginning of their accreditation, which a withdrawal ends; one of them, or all. */
export async function accreditedAgencies(
  db: Db,
  limit: number,
  id?: OrganisationId,
): Promise<AccreditedAgency[]> {
  // Written out: in a query of one table its columns stand without their table, which would be the inner one's here.
  const own = sql`organisation_id = "organisation"."id"`;
  const withdrawn = sql`select max(at) from ${accreditationEntry} where ${own} and not accredited`;
  const granted = sql`
    select min(at) from ${accreditationEntry}
    where ${own} and accredited and at > coalesce((${withdrawn}), '-infinity')`;
  const since = sql<Instant>`coalesce((${granted}), "organisation"."created_at")`;
  const rows = await db
    .select({
      id: organisation.id,
      name: organisation.name,
      creditCode: organisation.creditCode,
      since: since.mapWith(accreditationEntry.at),
    })
    .from(organisation)
    .where(
      and(
        eq(organisation.kind, 'agency'),
        organisation.accredited,
        id === undefined ? undefined : eq(organisation.id, id),
      ),
    )
    .orderBy(asc(organisation.id))
    .limit(limit);
  return rows.map((row) => ({ ...row, id: row.id as OrganisationId }));
}
