import { format } from '@reassign/shared/i18n/format.ts';
import type { BidderNumber } from '@reassign/shared/kernel/ids.ts';
import { DAY, type Instant, later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { dueNext, isOpen } from '@reassign/shared/settlement/balance.ts';
import type { Accounts } from '../../accounts/index.ts';
import type { Deposits } from '../../deposits/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { roundsOfWork, type RoundsOfWork } from '../../platform/rounds-of-work.ts';
import * as balances from '../balance/repo.ts';

export interface RemindersDeps {
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
  readonly deposits: Pick<Deposits, 'registrantAfterEnd'>;
  readonly letters: Pick<Accounts['letters'], 'write'>;
  /** Where people find the platform, as `https://…`. */
  readonly origin: string;
}

/** The outbox knows a letter for longer than that: however often it is looked for, there is one for each day of payment. */
const REMIND_BEFORE_MS = 3 * DAY;
const LOOK_EVERY_MS = 10 * MINUTE;
const REST_MS = 10;
const AT_ONCE = 1_000;

/** Whoever registered for a buyer hears of a day of payment three days before, or as soon as one that is nearer is set. */
export function createReminders({ db, clock, deposits, letters, origin }: RemindersDeps) {
  async function remind(sale: balances.Sale, dueAt: Instant): Promise<void> {
    const { id, lot, settlement } = sale;
    const bidderNumber = settlement.bidderNumber as BidderNumber;
    await letters.write(db, await deposits.registrantAfterEnd(db, lot, bidderNumber), {
      ...{ about: `payment-due:${id}:${String(dueAt)}`, at: later(dueAt, -REMIND_BEFORE_MS) },
      ...letterOf(sale, dueAt, `/lots/${lot}/payment`, origin),
    });
  }

  async function round(): Promise<boolean> {
    const now = clock.now();
    const lots = await balances.dueBefore(db, later(now, REMIND_BEFORE_MS + 1), AT_ONCE);
    for (const sale of await balances.salesOf(db, lots)) {
      const { payment } = sale;
      if (payment.phase === 'awaiting-payment' && isOpen(sale) && payment.dueAt > now)
        await remind(sale, payment.dueAt);
    }
    return false;
  }

  return {
    round,
    run: (surroundings: Pick<Parameters<typeof roundsOfWork>[0], 'pacing' | 'report'>): RoundsOfWork[] => [
      roundsOfWork({ round, everyMs: LOOK_EVERY_MS, restMs: REST_MS, ...surroundings }),
    ],
  };
}

/** Chinese first and English below, as every letter of the platform. */
function letterOf(
  sale: balances.Sale,
  dueAt: Instant,
  path: string,
  origin: string,
): { readonly subject: string; readonly text: string } {
  const [zh, en] = [format('zh'), format('en')];
  const { lotNumber, title, buyerName } = sale.settlement;
  const { reference } = sale.price;
  const amount = dueNext(sale);
  return {
    subject: `付款提醒：${lotNumber} · Payment due`,
    text: [
      `标的 ${lotNumber}《${title}》本期尚需支付 ${zh.money(amount)}，请在 ${zh.dateTime(dueAt)}（北京时间）前付清。汇款须以“${buyerName}”的名义，附言写明 ${reference}。逾期由两人复核，可能认定悔拍，保证金不予退还。已经付款的，请忽略。`,
      `${origin}${path}`,
      `${en.money(amount)} is due for lot ${lotNumber}, “${title}”, before ${en.dateTime(dueAt)} (Beijing time). A transfer has to come in the name of ${buyerName}, with the reference ${reference}. A missed deadline is reviewed by two people and may be a default, which costs the deposit. Paid already? Then there is nothing to do.`,
      `${origin}/en${path}`,
    ].join('\n\n'),
  };
}
