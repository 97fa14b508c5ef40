import type { LotSummary } from '@reassign/shared/auctions/api.ts';
import type { CalendarItem } from '@reassign/shared/auctions/market.ts';
import { en } from '@reassign/shared/i18n/en.ts';
import { format } from '@reassign/shared/i18n/format.ts';
import { type Language, localeOf, localPath, translator } from '@reassign/shared/i18n/messages.ts';
import { zh } from '@reassign/shared/i18n/zh.ts';
import { toInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { DAY, later } from '@reassign/shared/kernel/instant.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Market } from '../market/service.ts';
import { type AtomEntry, atomFeed } from './atom.ts';
import { type CalendarEvent, calendarFile } from './ics.ts';
import { LOTS_PER_PART, robots, sitemap, sitemapPart } from './sitemap.ts';

export interface FeedsDeps {
  readonly market: Market;
  readonly clock: Pick<Clock, 'now'>;
  /** Scheme and authority. */
  readonly publicUrl: string;
}

/** What a calendar program is told: the last thirty days, and everything that is announced. */
const PAST = 30 * DAY;
const FUTURE = 3_650 * DAY;

/** The market for programs: calendars, feed readers, search engines. */
export function createFeeds({ market, clock, publicUrl }: FeedsDeps) {
  const host = new URL(publicUrl).host;
  const address = (language: Language, path: string): string => publicUrl + localPath(language, path);

  function eventOf({ at, what, lot }: CalendarItem, language: Language): CalendarEvent {
    const t = wordsOf(language);
    const words = format(language);
    return {
      uid: `${lot.id}-${what}@${host}`,
      at: toInstant(at),
      summary: t(`feeds.event-${what}`, { title: lot.title, number: lot.number }),
      description: [
        t('feeds.event-terms', {
          bank: lot.bank,
          start: startOf(lot, language),
          deposit: words.price(toMoney(lot.deposit)),
        }),
        ...(what === 'closes' ? [t('feeds.event-may-move')] : []),
      ].join('\n'),
      url: address(language, `/lots/${lot.id}`),
      sequence: lot.seq,
    };
  }

  const fileOf = (name: string, items: readonly CalendarItem[], language: Language): string =>
    calendarFile({
      name,
      language: localeOf[language],
      madeAt: clock.now(),
      events: items.map((item) => eventOf(item, language)),
    });

  return {
    async calendar(language: Language): Promise<string> {
      const now = clock.now();
      const items = await market.agenda({ from: later(now, -PAST), until: later(now, FUTURE) });
      return fileOf(wordsOf(language)('feeds.calendar-name'), items, language);
    },

    /** Opening and end of one lot; `null` when there is no such lot. */
    async lotCalendar(id: LotId, language: Language): Promise<{ name: string; text: string } | null> {
      const lot = await market.lot(id);
      if (!lot) return null;
      const items: CalendarItem[] = [
        { at: lot.opensAt, what: 'opens', lot },
        { at: lot.closesAt, what: 'closes', lot },
      ];
      return { name: lot.number, text: fileOf(lot.title, items, language) };
    },

    async atom(language: Language): Promise<string> {
      const t = wordsOf(language);
      const { items } = await market.notices();
      return atomFeed({
        title: t('feeds.atom-title'),
        subtitle: t('feeds.atom-subtitle'),
        author: t('common.brand'),
        language: localeOf[language],
        self: address(language, '/feed.atom'),
        alternate: address(language, '/lots'),
        entries: items.map(({ publishedAt, lot }) => entryOf(lot, publishedAt, language, address)),
      });
    },

    async sitemap(): Promise<string> {
      const lots = await market.countLots();
      return sitemap(publicUrl, lots, lots > LOTS_PER_PART ? [] : await market.lotIds(0, LOTS_PER_PART));
    },

    /** `null` for a part that is not in the index. */
    async sitemapPart(part: number): Promise<string | null> {
      const ids = part < 1 ? [] : await market.lotIds(part - 1, LOTS_PER_PART);
      return ids.length === 0 ? null : sitemapPart(publicUrl, part, ids);
    },

    robots: (): string => robots(publicUrl),
  };
}

export type Feeds = ReturnType<typeof createFeeds>;

const wordsOf = (language: Language) => translator(language === 'zh' ? zh : en);

/** What a program keeps for days names no price of the moment: a falling one is said to fall, and from where. */
const startOf = ({ offer, start }: LotSummary, language: Language): string =>
  wordsOf(language)(offer.format === 'dutch' ? 'feeds.start-falling' : 'feeds.start-rising', {
    price: format(language).price(toMoney(start)),
  });

function entryOf(
  lot: LotSummary,
  publishedAt: string,
  language: Language,
  address: (language: Language, path: string) => string,
): AtomEntry {
  const t = wordsOf(language);
  const words = format(language);
  return {
    id: lot.id,
    title: `${lot.title} · ${lot.number}`,
    href: address(language, `/lots/${lot.id}`),
    publishedAt: toInstant(publishedAt),
    author: lot.bank,
    summary: t('feeds.entry-summary', {
      types: [...new Set(lot.rights.map(({ type }) => t(`auctions.type-${type}`)))].join(
        t('common.list-separator'),
      ),
      appraised: words.price(toMoney(lot.appraisedValue)),
      start: startOf(lot, language),
      deposit: words.price(toMoney(lot.deposit)),
      opens: words.dateTime(toInstant(lot.opensAt)),
      closes: words.dateTime(toInstant(lot.closesAt)),
    }),
    categories: [...new Set(lot.rights.map(({ type }) => type))].map((type) => ({
      term: type,
      label: t(`auctions.type-${type}`),
    })),
  };
}
