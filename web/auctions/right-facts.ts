import type { RightView } from '@reassign/shared/listings/api.ts';
import type { Page } from '../page.svelte.ts';

export interface RightFact {
  readonly label: string;
  readonly value: string;
}

/** What the register says of a right, in its order and the reader's words; what it does not say is left out. */
export function factsOfRight(right: RightView, { t, format }: Page): RightFact[] {
  const facts: RightFact[] = [];
  const add = (label: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') facts.push({ label, value });
  };
  const addDay = (label: string, day: string | undefined): void => {
    add(label, day === undefined ? undefined : format.day(day));
  };
  if (right.type === 'patent') {
    add(t('auctions.application-number'), right.applicationNumber);
    add(t('auctions.publication-number'), right.publicationNumber);
    addDay(t('auctions.filed-on'), right.filedOn);
    addDay(t('auctions.granted-on'), right.grantedOn);
    addDay(t('auctions.expires-on'), right.expiresOn);
    add(t('auctions.ipc'), right.ipc.join(' · '));
    add(t('auctions.locarno'), right.locarno);
    if (right.claims !== undefined)
      add(t('auctions.claims'), t('auctions.claims-count', { count: right.claims }));
    if (right.inventors !== undefined) {
      add(t('auctions.inventors'), t('auctions.inventors-count', { count: right.inventors }));
    }
  } else if (right.type === 'trademark') {
    add(t('auctions.registration-number'), right.registrationNumber);
    add(t('auctions.nice-class'), t('auctions.nice-class-number', { class: right.niceClass }));
    addDay(t('auctions.mark-registered-on'), right.registeredOn);
    addDay(t('auctions.expires-on'), right.expiresOn);
  } else {
    add(t('auctions.registered-work-number'), right.registrationNumber);
    addDay(t('auctions.published-on'), right.publishedOn);
    addDay(t('auctions.registered-on'), right.registeredOn);
    addDay(t('auctions.expires-on'), right.expiresOn);
  }
  return facts;
}
