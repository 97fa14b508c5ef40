import type { LotView } from '@reassign/shared/auctions/api.ts';
import { toDay, toInstant } from '@reassign/shared/kernel/codecs.ts';
import { type Instant, startOfDay } from '@reassign/shared/kernel/instant.ts';
import type { RightView } from '@reassign/shared/listings/api.ts';
import type { NoticeView } from '@reassign/shared/listings/notice-api.ts';
import type { Page } from '../../page.svelte.ts';

export interface TitleEvent {
  /** Names it among the others. */
  readonly key: string;
  readonly at: Instant;
  /** A calendar day, where the register knows no more; else an instant on the wire. */
  readonly day: string | null;
  readonly instant: string | null;
  readonly word: string;
  /** Which right it is about, when there are several. */
  readonly about: string | null;
  readonly note: string | null;
  readonly isBurden: boolean;
}

type Entry = NoticeView['rights'][number];

/** What the notice says of the rights' lives, oldest first: only what is stated, nothing deduced. */
export function titleEvents(lot: LotView, { t }: Pick<Page, 't'>): TitleEvent[] {
  const { rights, publishedAt } = lot.notice;
  const own = rights.flatMap((entry, index) => eventsOfRight(entry, index, rights.length > 1, t));
  const sale = [
    [t('lot.event-notice'), publishedAt],
    [t('lot.event-opens'), lot.opensAt],
    [t('lot.event-closes'), lot.closesAt],
  ] as const;
  const ofSale = sale.map(([word, instant]): TitleEvent => ({
    key: `sale ${word}`,
    at: toInstant(instant),
    day: null,
    instant,
    word,
    about: null,
    note: null,
    isBurden: false,
  }));
  return [...own, ...ofSale].toSorted((one, other) => one.at - other.at);
}

function eventsOfRight(
  { right, pledge }: Entry,
  index: number,
  isOneOfSeveral: boolean,
  t: Page['t'],
): TitleEvent[] {
  const about = isOneOfSeveral ? right.title : null;
  const events: TitleEvent[] = [];
  const add = (day: string | undefined, word: string, note: string | null = null): void => {
    if (day === undefined) return;
    const at = startOfDay(toDay(day));
    const isBurden = note !== null;
    events.push({ key: `${String(index)} ${word}`, at, day, instant: null, word, about, note, isBurden });
  };
  for (const [day, word] of registerDays(right, t)) add(day, word);
  if (pledge) {
    const { registrationNumber: number, pledgor, pledgee } = pledge;
    add(
      pledge.registeredOn,
      t('lot.event-pledge', { number }),
      t('lot.event-pledge-note', { pledgor, pledgee }),
    );
  }
  add(right.expiresOn, t('lot.event-expires'));
  return events;
}

function registerDays(right: RightView, t: Page['t']): [string | undefined, string][] {
  switch (right.type) {
    case 'patent':
      return [
        [right.filedOn, t('lot.event-filed')],
        [right.grantedOn, t('lot.event-granted')],
      ];
    case 'trademark':
      return [[right.registeredOn, t('lot.event-mark-registered')]];
    case 'copyright':
      return [
        [right.publishedOn, t('lot.event-published')],
        [right.registeredOn, t('lot.event-work-registered')],
      ];
  }
}
