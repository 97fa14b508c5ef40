import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import { instantColumn } from '../../platform/columns.ts';

/** Append-only: a next version of a route's rules as one person of the operator proposed it. */
export const profileProposal = pgTable(
  'profile_proposal',
  {
    id: uuid().primaryKey(),
    route: text().notNull(),
    version: integer().notNull(),
    profile: json().$type<Profile>().notNull(),
    proposedBy: uuid('proposed_by').notNull(),
    proposedByName: text('proposed_by_name').notNull(),
    proposedAt: instantColumn('proposed_at').notNull(),
  },
  (table) => [unique('profile_proposal_author').on(table.id, table.route, table.version, table.proposedBy)],
);

/** Append-only: versions in force, each approved by somebody else than who proposed it. */
export const profileVersion = pgTable(
  'profile_version',
  {
    route: text().notNull(),
    version: integer().notNull(),
    proposalId: uuid('proposal_id').notNull().unique(),
    proposedBy: uuid('proposed_by').notNull(),
    approvedBy: uuid('approved_by').notNull(),
    approvedByName: text('approved_by_name').notNull(),
    approvedAt: instantColumn('approved_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.route, table.version] }),
    foreignKey({
      name: 'profile_version_of_proposal',
      columns: [table.proposalId, table.route, table.version, table.proposedBy],
      foreignColumns: [
        profileProposal.id,
        profileProposal.route,
        profileProposal.version,
        profileProposal.proposedBy,
      ],
    }),
    check('profile_version_two_people', sql`${table.approvedBy} <> ${table.proposedBy}`),
  ],
);
