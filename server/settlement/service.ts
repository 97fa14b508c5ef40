import { randomBytes } from 'node:crypto';
import type { LotSold } from '@reassign/shared/auctions/events.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { currency } from '@reassign/shared/kernel/currency.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { LotId, OrganisationId, UserId } from '@reassign/shared/kernel/ids.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { money, subtract } from '@reassign/shared/kernel/money.ts';
import type { ConfirmationView } from '@reassign/shared/settlement/api.ts';
import { maskPerson } from '@reassign/shared/kernel/public-name.ts';
import { confirmationNumber } from '@reassign/shared/settlement/confirmation-number.ts';
import type { Deposits } from '../deposits/index.ts';
import type { Db } from '../platform/db.ts';
import { findByLot, insertSettlement, type StoredSettlement } from './repo.ts';

/** The hammer as it stands in the log. */
export type Hammer = LotSold & {
  readonly lot: LotId;
  readonly at: Instant;
  readonly seq: number;
  /** Hash of this entry in hex: with the seq it names the log that decided the sale. */
  readonly hash: string;
};

export interface SettlementDeps {
  readonly db: Db;
  readonly deposits: Deposits;
  readonly seller: (lotId: LotId) => Promise<SoldLot | null>;
}

export interface SoldLot {
  readonly number: string;
  readonly title: string;
  readonly organisation: { readonly id: OrganisationId; readonly name: string };
}

export function createSettlement({ db, deposits, seller }: SettlementDeps) {
  return {
    /** Follows the hammer: the confirmation names the buyer, whose number is opened only now. */
    async confirmSale(tx: Db, { lot, at, seq, hash, body }: Hammer): Promise<void> {
      const sold = await seller(lot);
      assert(sold, 'a sold lot was published by a seller');
      // Whichever follower comes first ends the deposits: only an ended lot opens its numbers.
      await deposits.endLot(tx, lot, body.bidderNumber, at);
      const buyer = await deposits.reveal(tx, lot, body.bidderNumber);
      await insertSettlement(tx, {
        id: uuidv7(at, randomBytes(10)),
        lotId: lot,
        number: confirmationNumber(sold.number),
        stage: 'confirmed',
        lotNumber: sold.number,
        title: sold.title,
        sellerOrganisation: sold.organisation.id,
        sellerName: sold.organisation.name,
        buyerOrganisation: buyer.organisation,
        buyerUser: buyer.organisation === null ? buyer.user : null,
        buyerKind: buyer.creditCode === null ? 'person' : 'company',
        buyerName: buyer.name,
        buyerCreditCode: buyer.creditCode,
        bidderNumber: body.bidderNumber,
        hammerMinor: body.hammer.amount,
        depositMinor: buyer.deposit.amount,
        currency: body.hammer.currency,
        closedAt: at,
        logSize: seq,
        logHash: hash,
      });
    },

    /** Full to the two parties; `null` while there is no sale. */
    async confirmation(lotId: LotId, reader: Reader | null): Promise<ConfirmationView | null> {
      const row = await findByLot(db, lotId);
      return row && viewOf(row, reader !== null && isParty(row, reader));
    },
  };
}

/** Who wants to see a confirmation: a person, and the organisation that it acts for. */
interface Reader {
  readonly userId: UserId;
  readonly organisation: { readonly id: OrganisationId } | null;
}

const isParty = (row: StoredSettlement, { userId, organisation }: Reader): boolean =>
  row.buyerUser === userId ||
  (organisation !== null && [row.sellerOrganisation, row.buyerOrganisation].includes(organisation.id));

export type Settlement = ReturnType<typeof createSettlement>;

function viewOf(row: StoredSettlement, isParty: boolean): ConfirmationView {
  const unit = currency(row.currency);
  const hammer = money(row.hammerMinor, unit);
  const deposit = money(row.depositMinor, unit);
  const buyer = { name: row.buyerName, creditCode: row.buyerCreditCode };
  return {
    scope: isParty ? 'party' : 'public',
    number: row.number,
    lotId: row.lotId,
    lotNumber: row.lotNumber,
    title: row.title,
    seller: row.sellerName,
    buyer: isParty ? buyer : { name: publicBuyer(row), creditCode: null },
    bidderNumber: row.bidderNumber,
    hammer,
    deposit: isParty ? deposit : null,
    balanceDue: isParty ? subtract(hammer, deposit) : null,
    closedAt: fromInstant(row.closedAt),
    logSize: row.logSize,
    logHash: row.logHash,
  };
}

const publicBuyer = ({ buyerKind, buyerName }: StoredSettlement): string =>
  buyerKind === 'company' ? buyerName : maskPerson(buyerName);
