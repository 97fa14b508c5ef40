import { asc, eq } from 'drizzle-orm';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import type { Db } from '../../platform/db.ts';
import type { Person } from '../repo.ts';
import { profileProposal, profileVersion } from './tables.ts';

export interface StoredProposal {
  readonly id: string;
  readonly profile: Profile;
  readonly proposedBy: Person;
  readonly proposedAt: Instant;
  readonly approved: { readonly by: string; readonly at: Instant } | null;
}

/** Oldest first. */
export async function listProposals(db: Db): Promise<StoredProposal[]> {
  const rows = await db
    .select()
    .from(profileProposal)
    .leftJoin(profileVersion, eq(profileVersion.proposalId, profileProposal.id))
    .orderBy(asc(profileProposal.id));
  return rows.map(({ profile_proposal: proposal, profile_version: version }) => ({
    id: proposal.id,
    profile: proposal.profile,
    proposedBy: { id: proposal.proposedBy as UserId, name: proposal.proposedByName },
    proposedAt: proposal.proposedAt,
    approved: version && { by: version.approvedByName, at: version.approvedAt },
  }));
}

/** Versions that two people published, beside those that this build brings along. */
export async function publishedProfiles(db: Db): Promise<Profile[]> {
  const rows = await db
    .select({ profile: profileProposal.profile })
    .from(profileVersion)
    .innerJoin(profileProposal, eq(profileVersion.proposalId, profileProposal.id));
  return rows.map(({ profile }) => profile);
}

export interface NewProposal {
  readonly id: string;
  readonly profile: Profile;
  readonly by: Person;
  readonly at: Instant;
}

export const insertProposal = async (tx: Db, { id, profile, by, at }: NewProposal): Promise<void> => {
  const { route, version } = profile;
  await tx.insert(profileProposal).values({
    id,
    route,
    version,
    profile,
    proposedBy: by.id,
    proposedByName: by.name,
    proposedAt: at,
  });
};

/** Answers whether it is published now: `false` when somebody was first with this version. */
export async function insertVersion(
  tx: Db,
  { id, profile, proposedBy }: StoredProposal,
  by: Person,
  at: Instant,
): Promise<boolean> {
  const { route, version } = profile;
  const inserted = await tx
    .insert(profileVersion)
    .values({
      route,
      version,
      proposalId: id,
      proposedBy: proposedBy.id,
      approvedBy: by.id,
      approvedByName: by.name,
      approvedAt: at,
    })
    .onConflictDoNothing()
    .returning({ route: profileVersion.route });
  return inserted.length > 0;
}
