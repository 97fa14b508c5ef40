import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import { currency } from '@reassign/shared/kernel/currency.ts';
import type { OrganisationId } from '@reassign/shared/kernel/ids.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { publicName } from '@reassign/shared/kernel/public-name.ts';
import type { AgencyList, AgencyRecord, AgencyView } from '@reassign/shared/settlement/agencies.ts';
import type { Accounts } from '../../accounts/index.ts';
import type { Db } from '../../platform/db.ts';
import { countPurchases, listPurchases, type StoredSettlement } from '../repo.ts';

type Organisations = Pick<Accounts['organisations'], 'accreditedAgencies'>;
type Accredited = Awaited<ReturnType<Organisations['accreditedAgencies']>>[number];

const AGENCIES_SHOWN = 500;
const PURCHASES_SHOWN = 100;

/** What is public of accredited agencies. Purchases come from confirmations alone, which exist only after the hammer. */
export function createAgencies(db: Db, organisations: Organisations) {
  async function viewsOf(accredited: readonly Accredited[]): Promise<AgencyView[]> {
    const bought = new Map((await countPurchases(db)).map((row) => [row.buyer, row]));
    return accredited.map(({ id, name, creditCode, since }) => {
      const { won = 0, lastWonAt = null } = bought.get(id) ?? {};
      return {
        id,
        name: publicName({ name, creditCode }),
        accreditedSince: fromInstant(since),
        won,
        lastWonAt: lastWonAt === null ? null : fromInstant(lastWonAt),
      };
    });
  }

  return {
    async list(): Promise<AgencyList> {
      const views = await viewsOf(await organisations.accreditedAgencies(AGENCIES_SHOWN));
      return { items: views.toSorted((one, other) => other.won - one.won) };
    },

    /** `null` for whoever is no accredited agency. */
    async record(id: OrganisationId): Promise<AgencyRecord | null> {
      const [view] = await viewsOf(await organisations.accreditedAgencies(1, id));
      if (!view) return null;
      const purchases = await listPurchases(db, id, PURCHASES_SHOWN);
      return { ...view, purchases: purchases.map(purchaseOf) };
    },
  };
}

export type Agencies = ReturnType<typeof createAgencies>;

const purchaseOf = (row: StoredSettlement): AgencyRecord['purchases'][number] => ({
  lotId: row.lotId,
  lotNumber: row.lotNumber,
  title: row.title,
  hammer: money(row.hammerMinor, currency(row.currency)),
  closedAt: fromInstant(row.closedAt),
});
