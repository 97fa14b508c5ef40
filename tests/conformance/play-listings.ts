import { describe, expect, it } from 'vitest';
import { toDay } from '@reassign/shared/kernel/codecs.ts';
import type { CaseRightView, CaseView, ListingView } from '@reassign/shared/listings/api.ts';
import { gateCase, gateRight, gateTerms } from '@reassign/shared/listings/gate-input.ts';
import { closedGates } from '@reassign/shared/listings/gates.ts';
import { newestProfile } from '@reassign/shared/listings/profile.ts';
import { today } from '../support/listings.ts';
import {
  LISTED_SINCE,
  type ListingChange,
  type ListingScenario,
  writeListing,
  type Written,
} from './listing.ts';
import { type DeskHeaders, must } from './remote-driver.ts';
import { isForAll, readTopics } from './scenario.ts';

type Gates = readonly { readonly gate: string; readonly facts: Readonly<Record<string, unknown>> }[];

/** Asks an implementation which gates are closed to a listing on 1 March 2026. */
export type AskGates = (written: Written, change: ListingChange) => Promise<Gates>;

const RIGHT = '019cd000-0000-7000-8000-000000000011';

export const pureGates: AskGates = (
  { seller, ...written },
  { onSale = false, courtListSince = LISTED_SINCE, failedRounds = 0 },
) => {
  const terms = written.terms(RIGHT, [RIGHT]);
  const right: CaseRightView = { id: RIGHT, ...written };
  const gates = closedGates({
    publishedAt: today,
    seller: seller.name,
    sellerKind: seller.kind,
    courtListSince: courtListSince === null ? null : toDay(courtListSince),
    failedRounds,
    case: gateCase({ id: RIGHT, revision: 1, ...written.case, rights: [] }),
    rights: terms.rightIds.map(() => gateRight(right)),
    terms: gateTerms(terms),
    profile: newestProfile(terms.route),
    onSale: new Set(onSale ? [RIGHT] : []),
  });
  return Promise.resolve(gates);
};

/** As the seller's maker writes it, over the public API. */
export const remoteGates =
  (base: () => string): AskGates =>
  async (written, { onSale = false }) => {
    const { maker, checker } = (await must(`${base()}/conformance/desks`, written.seller)) as DeskHeaders;
    const send = (path: string, body: object, method = 'POST', headers = maker) =>
      must(`${base()}/api/v1${path}`, body, headers, method);
    const { id } = (await send('/cases', written.case)) as CaseView;
    const { rights } = (await send(`/cases/${id}/rights`, { rights: [written.right] })) as CaseView;
    const rightId = rights[0]?.id ?? '';
    for (const part of ['pledge', 'appraisal', 'circumstances'] as const) {
      const text = written[part];
      if (text !== null) await send(`/cases/${id}/rights/${rightId}/${part}`, text, 'PUT');
    }
    const write = async () => (await send('/listings', written.terms(id, [rightId]))) as ListingView;
    const move = async (name: string, { id: listing, revision }: ListingView, by = checker) =>
      (await send(`/listings/${listing}/${name}`, {}, 'POST', {
        ...by,
        'if-match': `"${String(revision)}"`,
      })) as ListingView;
    const draft = await write();
    if (!onSale) return draft.gates;
    await move('publish', await move('approve', await move('submit', draft, maker)));
    return (await write()).gates;
  };

export const listingTopics = readTopics<ListingScenario>('listings');

async function play(askGates: AskGates, scenario: ListingScenario): Promise<void> {
  for (const [nth, one] of scenario.cases.entries()) {
    const gates = await askGates(writeListing(scenario, one), { ...scenario.given, ...one.when });
    const place = `case ${nth + 1}`;
    expect(
      gates.map(({ gate }) => gate),
      place,
    ).toEqual(one.gates);
    if (one.facts) expect(gates[0]?.facts, place).toMatchObject(one.facts);
  }
}

/** Every scenario of listings as a test. */
export function playListings(
  askGates: AskGates,
  isFor: (scenario: ListingScenario) => boolean = isForAll,
): void {
  for (const { topic, about, scenarios } of listingTopics)
    describe(`${topic}: ${about}`, () => {
      it.each(scenarios.filter(isFor))('$name', (scenario) => play(askGates, scenario));
    });
}
