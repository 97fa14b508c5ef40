import { toInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { LotId, OrganisationId } from '@reassign/shared/kernel/ids.ts';
import type { CalendarDay, Instant } from '@reassign/shared/kernel/instant.ts';
import { add, type Money } from '@reassign/shared/kernel/money.ts';
import type { CaseClaim } from '@reassign/shared/listings/case-claim.ts';
import type { RightOfLot } from '@reassign/shared/listings/claim-sheet.ts';
import type { StatedPayment } from '@reassign/shared/listings/payment-plan.ts';
import { newestProfile } from '@reassign/shared/listings/profile.ts';
import type { CaseView } from '@reassign/shared/listings/api.ts';
import type { NoticeView } from '@reassign/shared/listings/notice-api.ts';
import type { Db } from '../platform/db.ts';
import { findCases } from './cases/repo.ts';
import { listSheets } from './claims/repo.ts';
import { freeRights, lotsOfRights, lotsOfSameRights } from './on-sale/repo.ts';
import * as repo from './repo.ts';

export interface Seller {
  /** The lot's number and title, as its notice gives them. */
  readonly number: string;
  readonly title: string;
  readonly publishedAt: Instant;
  readonly payment: StatedPayment;
  readonly organisation: {
    readonly id: OrganisationId;
    readonly name: string;
    readonly creditCode: string;
  };
}

/** What somebody is to a lot, by credit code (3-trading-rules §3.6). `auxiliary`: whoever valued a right. */
export interface PartyOfLot {
  readonly ground: 'seller' | 'court' | 'debtor' | 'pledgor' | 'auctioneer' | 'auxiliary';
  readonly creditCode: string;
}

export interface CaseOfLot {
  /** Debt and costs. */
  readonly owed: Money;
  readonly agreesToAll: boolean;
  readonly lotIds: readonly LotId[];
}

export type Notices = ReturnType<typeof createNotices>;

/** What was published about a lot, for the public and for the modules to the right; `null` when there is no such lot. */
export function createNotices(db: Db) {
  const find = async (lotId: LotId): Promise<repo.Notice | null> =>
    (await repo.findNotices(db, [lotId]))[0] ?? null;

  /** The claims that two people stated last, with what every lot of the case sold. */
  async function statedOf(held: CaseView): Promise<Pick<CaseClaim, 'stated'>> {
    const inForce = (await listSheets(db, held.id)).find(({ confirmed }) => confirmed !== null);
    if (!inForce) return {};
    const rightsOf = new Map<LotId, readonly RightOfLot[]>();
    for (const lotId of await repo.lotsOfCase(db, held.id)) {
      const [published, listing] = [await find(lotId), await repo.findPublished(db, lotId)];
      if (published && listing) rightsOf.set(lotId, rightsOfLot(published, listing.input.rightIds, held));
    }
    return { stated: { version: inForce.version, sheet: inForce.sheet, rightsOf } };
  }

  return {
    async notice(lotId: LotId): Promise<NoticeView | null> {
      return (await find(lotId))?.snapshot ?? null;
    },

    async noticesOf(lotIds: readonly LotId[]): Promise<Map<LotId, NoticeView>> {
      const notices = await repo.findNotices(db, lotIds);
      return new Map(notices.map(({ lotId, snapshot }) => [lotId as LotId, snapshot]));
    },

    async sellerOf(lotId: LotId): Promise<Seller | null> {
      const found = await find(lotId);
      if (!found) return null;
      const { bank, bankName, bankCreditCode, snapshot } = found;
      return {
        number: snapshot.number,
        title: snapshot.title,
        publishedAt: toInstant(snapshot.publishedAt),
        payment: { paymentDays: snapshot.paymentDays, instalments: snapshot.instalments },
        organisation: { id: bank as OrganisationId, name: bankName, creditCode: bankCreditCode },
      };
    },

    /** Credit codes of seller, debtor, pledgor and valuers: they may not bid (3-trading-rules §3.6). */
    async partiesOf(lotId: LotId): Promise<readonly string[]> {
      return (await find(lotId))?.parties ?? [];
    },

    /** The same, with what each of them is; `null` when there is no such lot. */
    async rolesOf(lotId: LotId): Promise<readonly PartyOfLot[] | null> {
      const [found, listing] = await Promise.all([find(lotId), repo.findPublished(db, lotId)]);
      if (!found || !listing) return null;
      const [held] = await findCases(db, listing.bank, [listing.caseId]);
      const parties = found.parties.map((creditCode) => ({
        ground: groundOf(creditCode, found, held),
        creditCode,
      }));
      const house = found.snapshot.papers.consignment?.creditCode;
      return house === undefined ? parties : [...parties, { ground: 'auctioneer', creditCode: house }];
    },

    /** Whether technology is sold whose export the law may control: an invention or a utility model (专利法 art. 10). */
    async hasTechnology(lotId: LotId): Promise<boolean> {
      const rights = (await find(lotId))?.snapshot.rights ?? [];
      return rights.some(({ right }) => right.type === 'patent' && right.kind !== 'design');
    },

    /** The case of a lot: what is owed, whether its debtor agreed by `today` to the sale of all, and its lots. */
    async caseOfLot(lotId: LotId, today: CalendarDay): Promise<CaseOfLot | null> {
      const listing = await repo.findPublished(db, lotId);
      const [held] = listing ? await findCases(db, listing.bank, [listing.caseId]) : [];
      if (!held) return null;
      const { principal, interest, costs, allAgreedOn } = held;
      return {
        owed: [interest, ...(costs ? [costs] : [])].map(toMoney).reduce(add, toMoney(principal)),
        agreesToAll: allAgreedOn !== undefined && allAgreedOn <= today,
        lotIds: await repo.lotsOfCase(db, held.id),
      };
    },

    /** What the price of a lot pays, by the case as it is now; `null` when there is no such lot. */
    async claimOf(lotId: LotId): Promise<CaseClaim | null> {
      const listing = await repo.findPublished(db, lotId);
      const [held] = listing ? await findCases(db, listing.bank, [listing.caseId]) : [];
      if (!listing || !held) return null;
      const { principal, interest, costs, rights } = held;
      const pledges = rights.flatMap(({ id, pledge }) =>
        pledge && listing.input.rightIds.includes(id) ? [pledge] : [],
      );
      const caps = new Map(pledges.map(({ registrationNumber, maximum }) => [registrationNumber, maximum]));
      const [cap] = [...caps.values()].flatMap((maximum) => (maximum ? [maximum.cap] : []));
      return {
        ...{ principal: toMoney(principal), interest: toMoney(interest) },
        ...{ costs: costs ? toMoney(costs) : null, cap: cap ? toMoney(cap) : null },
        hasSeveralCaps: cap !== undefined && caps.size > 1,
        ...(await statedOf(held)),
      };
    },

    /** Every lot that was published of any of the rights of a lot, itself among them. */
    lotsOfSameRights: (lotId: LotId): Promise<LotId[]> => lotsOfSameRights(db, lotId),
    lotsOfRights: (lotId: LotId): Promise<LotId[]> => lotsOfRights(db, lotId),

    /** Follows the end of a lot nobody bought: its rights may be listed again. */
    freeRights: (tx: Db, lotId: LotId): Promise<void> => freeRights(tx, lotId),
  };
}

/** Valued as the notice did: what an appraisal says later moves nobody's share. The notice has them in this order. */
const rightsOfLot = (
  { snapshot }: repo.Notice,
  rightIds: readonly string[],
  held: CaseView,
): readonly RightOfLot[] =>
  rightIds.flatMap((id, nth) => {
    const published = snapshot.rights[nth];
    if (!published?.appraisedValue) return [];
    const pledgor = held.rights.find((right) => right.id === id)?.pledge?.pledgor ?? held.pledgor.name;
    return [{ id, appraised: toMoney(published.appraisedValue), pledgor }];
  });

function groundOf(
  creditCode: string,
  { bankCreditCode, snapshot }: repo.Notice,
  held: CaseView | undefined,
): PartyOfLot['ground'] {
  if (creditCode === bankCreditCode)
    return newestProfile(snapshot.route).seller === 'court' ? 'court' : 'seller';
  if (creditCode === held?.debtor.creditCode) return 'debtor';
  return creditCode === held?.pledgor.creditCode ? 'pledgor' : 'auxiliary';
}
