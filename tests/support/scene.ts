import { randomUUID } from 'node:crypto';
import type { PayInView } from '@reassign/shared/deposits/portable/api.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { later, MINUTE, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import type { CaseView, ListingView } from '@reassign/shared/listings/api.ts';
import type { ConfirmationView } from '@reassign/shared/settlement/api.ts';
import { yes } from './bank-desk.ts';
import { closesAt, type House, opensAt, type Person } from './house.ts';
import {
  appraisalOf,
  caseInput,
  circumstances,
  cny,
  listingInput,
  march,
  patent,
  pledgeOf,
} from './listings.ts';
import { paidByCard } from './paid-deposit.ts';

/** Something of everything that a page can show. */
export interface Scene {
  readonly notice: string;
  readonly open: string;
  readonly sold: string;
  readonly unsold: string;
  /** Who bought what was sold. */
  readonly agency: string;
  readonly caseId: string;
  readonly returned: string;
  readonly submitted: string;
  /** By card, of the first agency's deposit, which did not win and went back. */
  readonly payment: string;
  /** The number of the confirmation of what was sold, whose paper was made. */
  readonly paper: string;
}

/** Four lots in four phases, two listings under way and a saved search of the first agency; the clock stands an hour after the first hammer. */
export async function setScene(house: House): Promise<Scene> {
  const until = (day: string) => ({ closesAt: toRfc3339(march(`${day}T10:00:00.000`)) });
  const sold = await house.publishLot();
  const unsold = await house.publishLot();
  const open = await house.publishLot(until('20'));
  const from = toRfc3339(march('25T10:00:00.000'));
  const notice = await house.publishLot({ opensAt: from, ...until('27') });
  const [one, other] = house.agencies;
  const { id: loser } = await house.admit(one, sold);
  await house.admit(other, sold);
  await payInAndEarmark(house, one, open);
  await house.admit(other, open);
  await house.register(one, notice);
  await yes(
    one.browser.post('/api/v1/saved-searches', {
      name: '山西的隔膜专利',
      query: 'q=隔膜&type=patent&province=14',
    }),
  );
  const drafts = await draftTwo(house);

  await house.moveTo(opensAt);
  const bid = (agency: typeof one, lot: string, yuan: number) =>
    yes(
      agency.browser.post(`/api/v1/lots/${lot}/bids`, { commandId: randomUUID(), amount: cny(yuan * 100) }),
    );
  for (const lot of [sold, open]) {
    await bid(one, lot, 700_000);
    await bid(other, lot, 720_000);
  }
  await house.moveTo(later(closesAt, 60 * MINUTE));
  const payment = await paidByCard(house.admin, loser);
  const paper = await paperOf(house, other, sold);
  return { notice, open, sold, unsold, agency: other.organisation.id, payment, paper, ...drafts };
}

/** A balance with something free, something for a lot, and something that is still waited for. */
async function payInAndEarmark(house: House, agency: Person, lot: LotId): Promise<void> {
  const { id, deposit } = await house.register(agency, lot);
  const ask = (amount: number) =>
    yes<PayInView>(
      agency.browser.post('/api/v1/portable-deposit/pay-ins', {
        ...{ way: 'transfer', amount: cny(amount), account: '6222020100112233445' },
      }),
    );
  await house.confirm({ deposit: await ask(deposit.amount.amount + 1_000_00) } as never);
  await yes(agency.browser.post(`/api/v1/registrations/${id}/earmark`, {}));
  await ask(500_00);
}

/** One listing that the checker gave back, one that waits for the checker. */
async function draftTwo({
  maker,
  checker,
}: House): Promise<Pick<Scene, 'caseId' | 'returned' | 'submitted'>> {
  const { id: caseId } = await yes<CaseView>(maker.browser.post('/api/v1/cases', caseInput()));
  const path = `/api/v1/cases/${caseId}/rights`;
  const held = await yes<CaseView>(maker.browser.post(path, { rights: [patent(), patent()] }));
  for (const { id } of held.rights) {
    await yes(maker.browser.put(`${path}/${id}/pledge`, pledgeOf(maker.organisation)));
    await yes(maker.browser.put(`${path}/${id}/appraisal`, appraisalOf(1_000_000_00)));
    await yes(maker.browser.put(`${path}/${id}/circumstances`, circumstances));
  }
  const move = ({ browser }: typeof maker, { id, revision }: ListingView, name: string, body?: object) =>
    yes<ListingView>(
      browser.send('POST', `/api/v1/listings/${id}/${name}`, body, {
        headers: { 'if-match': `"${String(revision)}"` },
      }),
    );
  const submit = async (): Promise<ListingView> => {
    const rightIds = held.rights.map(({ id }) => id);
    const draft = await yes<ListingView>(
      maker.browser.post('/api/v1/listings', listingInput(caseId, rightIds)),
    );
    return move(maker, draft, 'submit');
  };
  const returned = await move(checker, await submit(), 'return', {
    reason: '起拍价偏低，请与评估报告核对。',
  });
  const submitted = await submit();
  return { caseId, returned: returned.id, submitted: submitted.id };
}

async function paperOf(house: House, { browser }: Person, lot: string): Promise<string> {
  const url = `/api/v1/lots/${lot}/confirmation`;
  await house.app.inject({ url: `${url}.pdf`, headers: { cookie: browser.cookie } });
  return (await yes<ConfirmationView>(browser.get(url))).number;
}
