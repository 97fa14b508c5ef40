import type { Principal } from '@reassign/shared/accounts/types.ts';
import type { LotId, OrganisationId } from '@reassign/shared/kernel/ids.ts';
import { mayReadLot } from '@reassign/shared/ledger/access.ts';
import type { PaymentOpened } from '@reassign/shared/payments/api.ts';
import { dueNext, isOpen } from '@reassign/shared/settlement/balance.ts';
import type { BalanceView, PaymentReview, SettlementView } from '@reassign/shared/settlement/balance-api.ts';
import { priceAccount } from '@reassign/shared/settlement/postings.ts';
import { type Deposits, ownersOf } from '../../deposits/index.ts';
import type { Ledger } from '../../ledger/index.ts';
import type { Payments } from '../../payments/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { BankAccount } from '../../platform/config.ts';
import type { Db } from '../../platform/db.ts';
import type { Bills } from '../bills/service.ts';
import type { Reviews } from './review.ts';
import * as repo from './repo.ts';
import { statementsOf } from '../statements/repo.ts';
import { coreOf, defaultedOf, phaseOf, reviewOf, waterfallOf } from './views.ts';

export interface DeskDeps {
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
  readonly ledger: Pick<Ledger, 'balanceOf'>;
  readonly payments: Pick<Payments, 'open' | 'look' | 'ofSubjects' | 'viewOf' | 'online'>;
  readonly reviews: Reviews;
  readonly bills: Pick<Bills, 'linksOf' | 'preview'>;
  readonly deposits: Pick<Deposits, 'isBidder'>;
  /** What of a price is a court's; the module of bank transfers stands to the right. */
  readonly courtPaymentsOf: (lotId: LotId) => Promise<SettlementView['toCourt']>;
  /** Where prices are paid to. */
  readonly account: BankAccount;
}

type PayRefusal = 'not-found' | 'wrong-state' | 'above-charge-limit' | 'not-chargeable' | 'unavailable';

export type SaleDesk = ReturnType<typeof createSaleDesk>;

/** The money of a sale as its buyer, its seller and who reviews it see it; for everybody else there is none. */
export function createSaleDesk(deps: DeskDeps) {
  const { db, clock, ledger, payments, reviews, bills, deposits, account } = deps;

  /** Whom somebody else bid for sees and pays like whoever bid: the money has to come in its name. */
  const isPrincipalOf = ({ settlement: { lotId, bidderNumber } }: repo.Sale, person: Principal) =>
    deposits.isBidder(lotId as LotId, bidderNumber, person);

  const mayPayFor = async (sale: repo.Sale, person: Principal): Promise<boolean> =>
    binds(sale, person) || (await isPrincipalOf(sale, person));

  /** The last sale to somebody: whoever defaulted reads its own, though the lot was sold again. */
  async function boughtBy(lotId: LotId, person: Principal): Promise<repo.Sale | null> {
    for (const sale of (await repo.salesOf(db, [lotId])).toReversed())
      if (isOfBuyer(sale, person) || (await isPrincipalOf(sale, person))) return sale;
    return null;
  }

  /** Of the last buyer who did not pay, though another may have paid since. */
  async function lastDefault(sales: readonly repo.Sale[]): Promise<SettlementView['defaulted']> {
    const failed = sales.findLast(({ payment }) => payment.phase === 'buyer-defaulted');
    return failed ? defaultedOf(await statementsOf(db, failed)) : null;
  }

  return {
    /** For the buyer alone. What nobody told us of a payment is asked for first: somebody may just come back from it. */
    async balance(lotId: LotId, person: Principal): Promise<BalanceView | null> {
      const known = await boughtBy(lotId, person);
      if (!known) return null;
      const [last] = await payments.ofSubjects([known.id]);
      const payment = last ? await payments.look(last.id) : null;
      const sale = await repo.findSale(db, lotId, known.nth);
      if (!sale) return null;
      return {
        ...coreOf(sale),
        ...{ reference: sale.price.reference, payerName: sale.settlement.buyerName, account },
        online: payments.online(dueNext(sale)),
        payment: payment && (await payments.viewOf(payment)),
        mayPay: isOpen(sale) && (await mayPayFor(sale, person)),
        defaulted: defaultedOf(await statementsOf(db, sale)),
        bills: await bills.linksOf(sale, person),
      };
    },

    /** Where to pay all that is due next by card or wallet: another amount cannot be chosen. */
    async pay(lotId: LotId, person: Principal, language: 'zh' | 'en'): Promise<PaymentOpened | PayRefusal> {
      const sale = await repo.findSale(db, lotId);
      if (!sale || !(await mayPayFor(sale, person))) return 'not-found';
      if (!isOpen(sale)) return 'wrong-state';
      const { registration, reference } = sale.price;
      const opened = await payments.open({
        ...{
          purpose: 'balance',
          subject: sale.id,
          registration,
          amount: dueNext(sale),
          reference,
          language,
        },
      });
      if (!opened.ok) return opened.fault === 'below-charge-minimum' ? 'not-chargeable' : opened.fault;
      const { id, status, url } = opened;
      return { id, status, url: url ?? '' };
    },

    /** For who sells, and the operator's officers. */
    async settlement(lotId: LotId, person: Principal): Promise<SettlementView | null> {
      const sales = await repo.salesOf(db, [lotId]);
      const sale = sales.at(-1);
      if (!sale || !mayReadLot(person, sale.settlement.sellerOrganisation as OrganisationId)) return null;
      const { settlement, amount, price } = sale;
      const statements = await statementsOf(db, sale);
      return {
        ...coreOf(sale),
        ...{ buyer: settlement.buyerName, seller: settlement.sellerName, reference: price.reference },
        toCourt: await deps.courtPaymentsOf(lotId),
        held: { ...amount, amount: 0 - (await ledger.balanceOf(priceAccount(price, amount))) },
        ...{
          waterfall: waterfallOf(statements),
          bills: await bills.linksOf(sale, person),
          billPreview: isOpen(sale) ? bills.preview(sale, 'commission') : null,
          defaulted: await lastDefault(sales),
        },
      };
    },

    async reviews(person: Principal): Promise<PaymentReview[]> {
      const sales = await reviews.queue(person);
      return sales.map((sale) => reviewOf(sale, person.userId, clock.now()));
    },

    async phase(lotId: LotId) {
      const sale = await repo.findSale(db, lotId);
      return sale && phaseOf(sale);
    },
  };
}

/** Whoever bought, and everybody of an organisation that did. */
const isOfBuyer = ({ settlement }: repo.Sale, { userId, organisation }: Principal): boolean =>
  settlement.buyerUser === userId ||
  (organisation !== null && settlement.buyerOrganisation === organisation.id);

const binds = ({ settlement }: repo.Sale, person: Principal): boolean =>
  ownersOf(person).some((owner) => owner === (settlement.buyerOrganisation ?? settlement.buyerUser));
