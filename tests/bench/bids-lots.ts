import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { LotEvent } from '@reassign/shared/auctions/events.ts';
import { conditions } from '@reassign/shared/deposits/conditions.ts';
import type { LotId, OrganisationId, UserId } from '@reassign/shared/kernel/ids.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import {
  DAY,
  HOUR,
  type Instant,
  instant,
  later,
  SECOND,
  toRfc3339,
} from '@reassign/shared/kernel/instant.ts';
import type { NoticeView } from '@reassign/shared/listings/notice-api.ts';
import { noticeHash } from '@reassign/shared/listings/notice.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
import { referTo } from '@reassign/shared/listings/profile-hash.ts';
import { member, organisation, session, user } from '../../server/accounts/tables.ts';
import { commitmentOf, ownerTag, sealIdentity, sealText } from '../../server/deposits/identity.ts';
import { deposit, registration } from '../../server/deposits/tables.ts';
import { notice } from '../../server/listings/tables.ts';
import type { Db } from '../../server/platform/db.ts';
import { beginLog } from '../../server/platform/log-store.ts';
import type { Sealer } from '../../server/platform/secrets.ts';
import type { Room } from './bids-bidders.ts';

/*
 * What a thousand people would do over HTTP in minutes, written at once: accounts of agencies, and lots that may open
 * with their deposits held. From the opening on everything goes its real way.
 */

export interface Agency {
  readonly organisation: OrganisationId;
  readonly user: UserId;
}

const START_MINOR = 100_000_000;
const INCREMENT_MINOR = 1_000;
const DEPOSIT_MINOR = 10_000_000;

let lots = 0;

const newId = <Kind extends string>(at: Instant) => uuidv7<Kind>(at, randomBytes(10));
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

export async function writeAgencies(db: Db, count: number, at: Instant): Promise<Agency[]> {
  const agencies = Array.from({ length: count }, () => ({
    organisation: newId<'organisation'>(at),
    user: newId<'user'>(at),
  }));
  const createdAt = new Date(at);
  await db.insert(organisation).values(
    agencies.map(({ organisation: id }) => {
      const name = `bench ${id}`;
      return { id, name, slug: id, kind: 'agency' as const, creditCode: id, accredited: true, createdAt };
    }),
  );
  await db.insert(user).values(
    agencies.map(({ user: id }) => {
      const email = `${id}@bench.example`;
      return { id, name: 'bench', email, emailVerified: true, createdAt, updatedAt: createdAt };
    }),
  );
  await db.insert(member).values(
    agencies.map((agency) => ({
      id: newId(at),
      organizationId: agency.organisation,
      userId: agency.user,
      role: 'broker',
      createdAt,
    })),
  );
  return agencies;
}

/** Signed-in brokers: the cookie of each, as better-auth signs it. */
export async function writeSessions(
  db: Db,
  agencies: readonly Agency[],
  { cookieName, secret }: { readonly cookieName: string; readonly secret: string },
  at: Instant,
): Promise<string[]> {
  const createdAt = new Date(at);
  const sessions = agencies.map((agency) => ({
    id: newId(at),
    token: randomBytes(24).toString('base64url'),
    userId: agency.user,
    activeOrganizationId: agency.organisation,
    expiresAt: new Date(later(at, DAY)),
    createdAt,
    updatedAt: createdAt,
  }));
  await db.insert(session).values(sessions);
  return sessions.map(({ token }) => {
    const signature = createHmac('sha256', secret).update(token).digest('base64');
    return `${cookieName}=${encodeURIComponent(`${token}.${signature}`)}`;
  });
}

/** A lot with its notice, whose opening hour has just come, and everybody's deposit for it. `db` is the superuser's. */
export async function writeLot(
  db: Db,
  sealer: Sealer,
  agencies: readonly Agency[],
  now: Instant,
): Promise<Room> {
  const lotId = newId<'lot'>(now);
  const published = publicNotice(lotId, later(now, -HOUR));
  await db.transaction(async (tx) => {
    // The notice stands without its listing and case: nothing here looks behind it.
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.insert(notice).values({
      lotId,
      listingId: newId(now),
      number: published.number,
      snapshot: published,
      hash: noticeHash(published),
      bank: newId(now),
      bankName: published.bank,
      bankCreditCode: '',
      parties: [],
    });
    const first = firstEvent(published, later(now, -SECOND), later(now, 2 * HOUR));
    await beginLog(tx, lotId, { ...first, at: instant(now - HOUR) });
    const registrations = agencies.map((agency, nth) => registered(sealer, lotId, agency, nth, now));
    await tx.insert(registration).values(registrations.map((each) => each.registration));
    await tx.insert(deposit).values(registrations.map((each) => each.deposit));
  });
  return { lotId, asking: START_MINOR, increment: INCREMENT_MINOR };
}

const publicNotice = (lotId: LotId, publishedAt: Instant): NoticeView => ({
  lotId,
  number: `SX-2026-${String(++lots).padStart(6, '0')}`,
  title: 'bench',
  description: 'bench',
  bank: 'bench',
  publishedAt: toRfc3339(publishedAt),
  rights: [],
  appraisedValue: yuan(START_MINOR),
  valuers: [],
  route: 'bidding',
  papers: {},
  statements: { texts: {}, warnings: [], noWarranty: true },
  ladder: [],
});

const firstEvent = (
  published: NoticeView,
  opensAt: Instant,
  closesAt: Instant,
): Pick<Extract<LotEvent, { type: 'ListingPublished' }>, 'type' | 'body'> => ({
  type: 'ListingPublished',
  body: {
    number: published.number,
    title: published.title,
    round: 1,
    format: 'english',
    profile: referTo(bidding),
    start: yuan(START_MINOR),
    increments: [{ from: yuan(0), step: yuan(INCREMENT_MINOR) }],
    deposit: yuan(DEPOSIT_MINOR),
    opensAt: toRfc3339(opensAt),
    closesAt: toRfc3339(closesAt),
    ladder: [],
    noticeHash: noticeHash(published),
  },
});

const FIRST_NUMBER = 100_000;

function registered(sealer: Sealer, lotId: LotId, agency: Agency, nth: number, at: Instant) {
  const id = newId<'registration'>(at);
  const salt = randomBytes(32).toString('hex');
  const identity = {
    ...{ ...agency, name: 'bench', creditCode: '', salt },
    ...{ person: null, principal: null, letter: null, authority: {} },
  };
  return {
    registration: {
      id,
      lotId,
      ownerTag: ownerTag(sealer, lotId, agency.organisation),
      identity: sealIdentity(sealer, id, identity),
      commitment: commitmentOf(id, identity),
      conditionsVersion: conditions.version,
      conditionsHash: conditions.hash,
      bidderNumber: String(FIRST_NUMBER + nth),
      registeredAt: at,
    },
    deposit: {
      id: newId<'deposit'>(at),
      registrationId: id,
      reference: id,
      amountMinor: DEPOSIT_MINOR,
      currency: 'CNY',
      status: 'held',
      payer: sealText(sealer, 'deposit-payer', 'bench'),
      requestedAt: at,
    },
  };
}
