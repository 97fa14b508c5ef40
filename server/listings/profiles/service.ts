import { randomBytes } from 'node:crypto';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { ProfileProposalView, ProfileVersionView } from '@reassign/shared/listings/profile-api.ts';
import { changedRules } from '@reassign/shared/listings/profile-diff.ts';
import { newestProfile, type Profile, profiles } from '@reassign/shared/listings/profile.ts';
import { profileHash } from '@reassign/shared/listings/profile-hash.ts';
import type { Db } from '../../platform/db.ts';
import { type Answer, done, no } from '../answer.ts';
import type { Person } from '../repo.ts';
import * as repo from './repo.ts';

export type Profiles = ReturnType<typeof createProfiles>;

/**
 * The rules of the routes in all their versions. Those that this build brings along are version 1; a next one is proposed
 * by one person of the operator and published by another. A version never changes, and a lot keeps its own.
 */
export function createProfiles(db: Db) {
  let known: readonly Profile[] = profiles;

  /** Every version in force, as committed. */
  async function inForce(tx: Db = db): Promise<readonly Profile[]> {
    const published = await repo.publishedProfiles(tx);
    // A version never changes and none goes: no more than before are the same ones.
    if (profiles.length + published.length > known.length) known = [...profiles, ...published];
    return known;
  }

  async function propose(
    author: Author,
    at: Instant,
    proposed: Profile,
  ): Promise<Answer<ProfileProposalView>> {
    const newest = newestProfile(proposed.route, await inForce());
    if (proposed.version !== newest.version + 1)
      return no('stale-profile', { facts: { version: newest.version + 1 } });
    if (changedRules(newest, proposed).length === 0) return no('unchanged-profile');
    const id = uuidv7<'profile'>(at, randomBytes(10));
    const by = personOf(author);
    await repo.insertProposal(db, { id, profile: proposed, by, at });
    return done(
      proposalView({ id, profile: proposed, proposedBy: by, proposedAt: at, approved: null }, newest, by),
    );
  }

  async function approve(author: Author, at: Instant, id: string): Promise<Answer<ProfileVersionView>> {
    const proposal = (await repo.listProposals(db)).find((one) => one.id === id);
    if (!proposal) return no('not-found');
    const by = personOf(author);
    if (proposal.proposedBy.id === by.id) return no('own-approval');
    const { route, version } = proposal.profile;
    const newest = newestProfile(route, await inForce());
    const isNext = version === newest.version + 1 && (await repo.insertVersion(db, proposal, by, at));
    if (!isNext) return no('stale-profile', { facts: { version: newest.version + 1 } });
    await inForce();
    return done(versionView(proposal.profile, { by: by.name, at }));
  }

  return {
    inForce,
    propose,
    approve,
    /** As last read: what a lot's log is folded with. Read anew whenever another process rings. */
    known: (): readonly Profile[] => known,

    async versions(): Promise<ProfileVersionView[]> {
      const published = (await repo.listProposals(db)).filter(({ approved }) => approved !== null);
      return [
        ...profiles.map((profile) => versionView(profile, null)),
        ...published.map(({ profile, approved }) => versionView(profile, approved)),
      ];
    },

    /** Proposals that may still be approved: of the version that comes next. */
    async proposals(author: Author): Promise<ProfileProposalView[]> {
      const all = await inForce();
      const by = personOf(author);
      return (await repo.listProposals(db)).flatMap((proposal) => {
        const newest = newestProfile(proposal.profile.route, all);
        return proposal.profile.version === newest.version + 1 ? [proposalView(proposal, newest, by)] : [];
      });
    },
  };
}

/** Somebody of the operator; whoever they are, the second one is somebody else. */
type Author = Pick<Principal, 'userId' | 'name'>;

const personOf = ({ userId, name }: Author): Person => ({ id: userId, name });

const versionView = (profile: Profile, approved: repo.StoredProposal['approved']): ProfileVersionView => ({
  profile,
  hash: profileHash(profile),
  approvedAt: approved && fromInstant(approved.at),
});

const proposalView = (
  { id, profile, proposedBy, proposedAt }: repo.StoredProposal,
  newest: Profile,
  reader: Person,
): ProfileProposalView => ({
  id,
  profile,
  proposedBy: proposedBy.name,
  proposedAt: fromInstant(proposedAt),
  mine: proposedBy.id === reader.id,
  changes: changedRules(newest, profile),
});
