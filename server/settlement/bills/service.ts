import { randomBytes } from 'node:crypto';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { dayOf } from '@reassign/shared/kernel/instant.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import { vatOn } from '@reassign/shared/listings/vat.ts';
import { billsOf } from '@reassign/shared/settlement/bills/access.ts';
import type { BillLink, BillList, BillPreview, BillView } from '@reassign/shared/settlement/bills/api.ts';
import { type BilledService, billLines, billYear, creditOf } from '@reassign/shared/settlement/bills/bill.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Sale } from '../balance/repo.ts';
import * as repo from './repo.ts';
import { lineOf, linkOf, viewOf } from './views.ts';

export interface BillsDeps {
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
  /** Whoever runs the platform: it bills its own fees and nobody else's. */
  readonly issuer: () => Promise<{ readonly name: string; readonly creditCode: string }>;
  readonly sellerCode: (lotId: LotId) => Promise<string>;
}

const PAGE = 50;
/** More than a person reads, and what one answer holds. */
const MOST_IN_A_FILE = 20_000;

interface Recipient {
  readonly recipientName: string;
  readonly recipientCode: string | null;
  readonly partyOrganisation: string | null;
  readonly partyUser: string | null;
}

export type Bills = ReturnType<typeof createBills>;

/** Bills of the platform for its fees, and the credit notes that take them back (docs/decisions/0046). */
export function createBills({ db, clock, issuer, sellerCode }: BillsDeps) {
  /** The premium is the buyer's, the commission who sells pays. */
  async function recipientOf({ settlement, lot }: Sale, service: BilledService): Promise<Recipient> {
    if (service === 'premium') {
      const { buyerName, buyerCreditCode, buyerOrganisation, buyerUser } = settlement;
      return {
        ...{ recipientName: buyerName, recipientCode: buyerCreditCode },
        ...{ partyOrganisation: buyerOrganisation, partyUser: buyerUser },
      };
    }
    const { sellerName, sellerOrganisation } = settlement;
    return {
      ...{ recipientName: sellerName, recipientCode: await sellerCode(lot) },
      ...{ partyOrganisation: sellerOrganisation, partyUser: null },
    };
  }

  const linesOf = ({ balance: { charges } }: Sale) =>
    billLines([...charges.buyer, ...charges.seller], vatOn(dayOf(clock.now())));

  return {
    /** The price is there: one bill for each fee, in the same transaction. Under the lock of the sale; told again, nothing more. */
    async issue(tx: Db, sale: Sale): Promise<void> {
      const lines = linesOf(sale);
      const known = await repo.billsOfSale(tx, sale);
      const missing = lines.filter(({ service }) => !known.some((one) => one.service === service));
      if (missing.length === 0) return;
      const { name: issuerName, creditCode: issuerCode } = await issuer();
      const at = clock.now();
      const { lotNumber, title, number: confirmation } = sale.settlement;
      for (const { service, net, vatBps, vat, gross } of missing)
        await repo.enter(tx, {
          ...{ id: uuidv7(at, randomBytes(10)), issuerCode, issuerName, year: billYear(at), issuedAt: at },
          ...{ lotId: sale.lot, sale: sale.nth, service, lotNumber, title, confirmation, vatBps },
          ...{ netMinor: net.amount, vatMinor: vat.amount, grossMinor: gross.amount },
          ...{ currency: gross.currency, ...(await recipientOf(sale, service)) },
        });
    },

    /** The sale was undone: each of its bills is taken back, once, in the same transaction. Under the lock of the sale. */
    async credit(tx: Db, sale: Sale, reason: string): Promise<void> {
      const known = await repo.billsOfSale(tx, sale);
      const at = clock.now();
      for (const one of known) {
        if (one.credits !== null || known.some(({ credits }) => credits === one.id)) continue;
        const { net, vat, gross } = creditOf(lineOf(one));
        await repo.enter(tx, {
          ...one,
          ...{ id: uuidv7(at, randomBytes(10)), year: billYear(at), issuedAt: at, credits: one.id, reason },
          ...{ netMinor: net.amount, vatMinor: vat.amount, grossMinor: gross.amount },
        });
      }
    },

    /** What of a sale's bills is somebody's to see on its page. */
    async linksOf(sale: Sale, person: Principal): Promise<BillLink[]> {
      const seen = await repo.ofSaleSeenBy(db, billsOf(person), sale);
      return seen.map(linkOf);
    },

    /** As the bill of a service would stand today. */
    preview: (sale: Sale, service: BilledService): BillPreview | null =>
      linesOf(sale).find((line) => line.service === service) ?? null,

    async list(
      person: Principal,
      wanted: { readonly year?: number; readonly cursor?: string },
    ): Promise<BillList> {
      const who = billsOf(person);
      const [rows, years] = await Promise.all([
        repo.list(db, who, { year: wanted.year, after: wanted.cursor, limit: PAGE + 1 }),
        repo.years(db, who),
      ]);
      const items = rows.slice(0, PAGE).map(viewOf);
      return { items, years, nextCursor: rows.length > PAGE ? (items.at(-1)?.id ?? null) : null };
    },

    async find(person: Principal, id: string): Promise<BillView | null> {
      const row = await repo.find(db, billsOf(person), id);
      return row && viewOf(row);
    },

    /** The whole of a year for a file. */
    async ofYear(person: Principal, year: number): Promise<BillView[] | 'too-long'> {
      const rows = await repo.list(db, billsOf(person), { year, limit: MOST_IN_A_FILE + 1 });
      return rows.length > MOST_IN_A_FILE ? 'too-long' : rows.map(viewOf);
    },
  };
}
