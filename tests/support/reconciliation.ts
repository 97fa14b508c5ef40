import type { BankFileView } from '@reassign/shared/transfers/api.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { dayOf } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { createReconciliation } from '../../server/reconciliation/index.ts';
import { realPacing } from '../../server/platform/pacing.ts';
import type { Db } from '../../server/platform/db.ts';
import { createTransfersModule, expected } from '../../server/transfers/index.ts';
import { ccb, ownAccount, type WrittenLine } from './bank-files.ts';
import { agency, court, operator, otherOperator } from './deposits.ts';
import { openTill, type OpenTill } from './payments.ts';
import { banker, laterSales, openSales, type Sales, type SoldLot } from './sales.ts';

/* A house with both doors open, whose books are compared with the stand-in for Stripe and statements of a bank. */

const account = { holder: '质转', bank: '银行', number: ownAccount };

type Reconciliation = ReturnType<typeof createReconciliation>;
type Transfers = ReturnType<typeof createTransfersModule>;

export interface BookKeeping {
  readonly till: OpenTill;
  readonly sales: Sales;
  readonly transfers: Transfers;
  readonly reconciliation: Reconciliation;
  /** A statement of today with these lines, whose balance goes on from the one before. */
  statement(lines: readonly WrittenLine[], opening?: number): Promise<BankFileView>;
  /** The line that pays a deposit as it should be. */
  pays(lotId: LotId, number: number): Promise<WrittenLine>;
  /** The line that pays so much of a price. */
  paysPrice(sale: SoldLot, amount: number): Promise<WrittenLine>;
  /** What is due back for a deposit, prepared by one, released by another, in the file for the bank: the line that pays it. */
  payBack(lotId: LotId, number: number): Promise<WrittenLine & { readonly reference: string }>;
  /** Compares now: its number. */
  run(): Promise<number>;
  /** `kind/cause` of everything that is found and not resolved, in order. */
  found(): Promise<string[]>;
  difference(what: string): Promise<Awaited<ReturnType<Reconciliation['overview']>>['differences'][number]>;
  close(): Promise<void>;
}

export async function openBookKeeping(through: (db: Db) => Db = (same) => same): Promise<BookKeeping> {
  const takers = laterSales();
  const till = await openTill({ balances: takers.balances, through });
  const sales = openSales(till, { through });
  takers.is(sales.money);
  const { clock, ledger, payments, deposits } = till;
  const db = through(till.app.db);
  const transfers = createTransfersModule({
    ...{ db, clock, ledger, account, sealer: till.sealer, stripe: payments, pacing: realPacing },
    payments: expected(deposits, sales.money.balances, ledger),
    instructed: deposits.instructed,
    courtOf: () => Promise.resolve(court),
  });
  const reconciliation = createReconciliation({
    ...{ db, clock, ledger, payments, transfers, namesOf: () => Promise.resolve(new Map<string, string>()) },
  });
  let balance = 0;
  let ids = 0;

  async function ownOf(lotId: LotId, number: number) {
    const [own] = await deposits.ownOf([agency(number).organisation.id], [lotId]);
    assert(own, 'the agency is registered');
    return own.registration;
  }
  const line = (more: Partial<WrittenLine> & Pick<WrittenLine, 'change'>): WrittenLine => ({
    ...{ id: `B${String(++ids)}`, account: '6222000011112222', at: `${dayOf(clock.now())} 10:15:33` },
    ...{ name: agency(1).organisation.name, ...more },
  });
  const overview = () => reconciliation.overview();
  const nameOf = ({
    finding: { kind, cause },
  }: Awaited<ReturnType<typeof overview>>['differences'][number]) => `${kind}/${cause}`;

  return {
    ...{ till, sales, transfers, reconciliation },
    async statement(lines, opening = balance) {
      const bytes = new TextEncoder().encode(ccb(lines, opening));
      const taken = await transfers.importFile(bytes, 'statement.csv', operator);
      assert(taken.ok, 'the statement is taken in');
      balance = lines.reduce((sum, { change }) => sum + change, opening);
      return taken.value;
    },
    async pays(lotId, number) {
      const { reference, amount } = (await ownOf(lotId, number)).deposit;
      return line({
        change: amount.amount,
        remark: `保证金 ${reference}`,
        name: agency(number).organisation.name,
      });
    },
    async paysPrice({ lot }, change) {
      const view = await sales.money.desk.settlement(lot, banker);
      assert(view, 'a sale is asked for');
      return line({ change, remark: `尾款 ${view.reference}`, name: view.buyer });
    },
    async payBack(lotId, number) {
      const { id, deposit } = await ownOf(lotId, number);
      const { organisation } = agency(number);
      const from = `refund-due/${id}/CNY`;
      const refund = (await transfers.refunds.list(operator)).find(
        ({ reference }) => reference === deposit.reference,
      );
      assert(refund, 'what is due back waits for its account');
      const account = { holder: organisation.name, account: '6222000011112222', bank: '', bankCode: '' };
      await transfers.refunds.state(refund.id, { ...account, reason: '电话核实' }, operator);
      await transfers.refunds.answer(refund.id, true, otherOperator);
      const batch = await transfers.payouts.collect(operator);
      assert(batch, 'what two people agreed on is prepared');
      await transfers.payouts.releaseBatch(batch.id, otherOperator);
      const listed = await transfers.payouts.list(null, operator);
      const reference = listed.find((one) => one.from === from)?.reference ?? '';
      const { amount } = money(deposit.amount.amount, CNY);
      return {
        ...line({ change: -amount, remark: `${reference} 退还`, name: organisation.name }),
        reference,
      };
    },
    async run() {
      const nth = await reconciliation.run(operator);
      assert(nth !== null, 'Stripe answers');
      return nth;
    },
    async found() {
      const { differences } = await overview();
      return differences
        .filter(({ resolvedIn }) => resolvedIn === null)
        .map(nameOf)
        .sort();
    },
    async difference(what) {
      const one = (await overview()).differences.find((other) => nameOf(other) === what);
      assert(one, `${what} is found`);
      return one;
    },
    close: () => till.close(),
  };
}
