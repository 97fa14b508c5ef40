import type { RunnerUpOffered } from '@reassign/shared/auctions/life-events.ts';
import { format } from '@reassign/shared/i18n/format.ts';
import { toInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Accounts } from '../../accounts/index.ts';
import type { Deposits, EntryPlace } from '../../deposits/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { SoldLot } from '../service.ts';

export interface OffersDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly deposits: Pick<Deposits, 'registrantAfterEnd'>;
  readonly letters: Pick<Accounts['letters'], 'write'>;
  readonly seller: (lotId: LotId) => Promise<SoldLot | null>;
  /** Where people find the platform, as `https://…`. */
  readonly origin: string;
}

export const offerEvents = ['RunnerUpOffered'] as const satisfies readonly RunnerUpOffered['type'][];

/** Whoever may take the right after a buyer's default hears of it: who registered gets one letter, once per offer. */
export const followOffers =
  ({ clock, deposits, letters, seller, origin }: OffersDeps) =>
  async (tx: Db, events: readonly (RunnerUpOffered & EntryPlace)[]): Promise<void> => {
    for (const { lot, seq, at, body } of events) {
      const sold = await seller(lot);
      // Read long after it was written, an offer may be over.
      if (!sold || toInstant(body.until) <= clock.now()) continue;
      const user = await deposits.registrantAfterEnd(tx, lot, body.bidderNumber);
      await letters.write(tx, user, {
        ...{ about: `runner-up:${lot}:${String(seq)}`, at },
        ...letterOf(sold, body, `/lots/${lot}/live`, origin),
      });
    }
  };

/** Chinese first and English below, as every letter of the platform. */
function letterOf(
  { number, title }: SoldLot,
  { amount, until }: RunnerUpOffered['body'],
  path: string,
  origin: string,
): { readonly subject: string; readonly text: string } {
  const [zh, en] = [format('zh'), format('en')];
  const [price, end] = [toMoney(amount), toInstant(until)];
  return {
    subject: `次高者要约：${number} · Offer to the runner-up`,
    text: [
      `标的 ${number}《${title}》的买受人未付清价款，成交已撤销。按公告，您可以按自己的最高出价 ${zh.money(price)} 受让。请在 ${zh.dateTime(end)}（北京时间）前到竞价现场答复；逾期不答复，视为放弃。此前的保证金已退还，接受后须按公告的期限付清价款。`,
      `${origin}${path}`,
      `The buyer of lot ${number}, “${title}”, did not pay, and the sale was annulled. As the notice says you may take the right at your own highest bid, ${en.money(price)}. Answer in the lot’s room before ${en.dateTime(end)} (Beijing time); no answer counts as a no. Your deposit has gone back: whoever accepts pays the whole price within the days of the notice.`,
      `${origin}/en${path}`,
    ].join('\n\n'),
  };
}
