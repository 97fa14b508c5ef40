import { realPacing } from '../../server/platform/pacing.ts';
import type { Role } from '@reassign/shared/accounts/types.ts';
import type { CaseView, ListingInput, ListingView } from '@reassign/shared/listings/api.ts';
import { createListings } from '../../server/listings/index.ts';
import { type AccountsServer, openAccounts } from './accounts.ts';
import type { Answer, Browser } from './browser.ts';
import { appraisalOf, caseInput, circumstances, listingInput, patent, pledgeOf } from './listings.ts';
import { testSealer } from './test-sealer.ts';

/** On the day of the tests' clock, 23 November 2026: the earliest lawful opening and a day of bidding. */
export const lawfulTimes = {
  opensAt: '2026-12-09T00:00:00.000+08:00',
  closesAt: '2026-12-10T00:00:00.000+08:00',
};

export interface BankDesk {
  readonly server: AccountsServer;
  readonly maker: Browser;
  readonly checker: Browser;
  /** Both roles of another bank. */
  readonly stranger: Browser;
  readonly agency: Browser;
  /** A case with one right, pledged to this bank and appraised at 1,000,000.00. */
  readyCase(): Promise<{ readonly caseId: string; readonly rightId: string }>;
  draft(change?: Partial<ListingInput>): Promise<ListingView>;
  /** POST with `If-Match`. */
  move(browser: Browser, listing: ListingView, name: string, body?: object): Promise<Answer>;
}

/** Accounts and listings behind the platform's hooks, with two banks and an agency in it. */
export async function openBankDesk(): Promise<BankDesk> {
  const server = await openAccounts(
    {},
    (platform) =>
      createListings({
        ...{ ...platform, sealer: testSealer, config: { courtListSince: null }, pacing: realPacing },
        organisationsOf: () => Promise.resolve([]),
      }).plugin,
  );
  const own = await server.member({ kind: 'bank', roles: ['maker'], email: 'maker@bank.example' });
  const other = await server.member({
    kind: 'bank',
    roles: ['maker', 'checker'],
    email: 'maker@other.example',
  });
  const agency = await server.member({ kind: 'agency', roles: ['broker'], email: 'broker@agency.example' });
  const maker = own.browser;

  async function colleague(email: string, roles: readonly Role[]): Promise<Browser> {
    const { seed, signInAs } = server.accounts;
    const userId = await seed.createUser({ name: email, email });
    await seed.addMember(own.organisation.id, userId, roles);
    return server.browser().keep(await signInAs(userId));
  }

  async function readyCase(): Promise<{ caseId: string; rightId: string }> {
    const made = await yes<CaseView>(maker.post('/api/v1/cases', caseInput()));
    const path = `/api/v1/cases/${made.id}/rights`;
    const { rights } = await yes<CaseView>(maker.post(path, { rights: [patent()] }));
    const rightId = rights[0]?.id ?? '';
    await yes(maker.put(`${path}/${rightId}/pledge`, pledgeOf(own.organisation)));
    await yes(maker.put(`${path}/${rightId}/appraisal`, appraisalOf(1_000_000_00)));
    await yes(maker.put(`${path}/${rightId}/circumstances`, circumstances));
    return { caseId: made.id, rightId };
  }

  return {
    server,
    maker,
    checker: await colleague('checker@bank.example', ['checker']),
    stranger: other.browser,
    agency: agency.browser,
    readyCase,
    async draft(change = {}) {
      const { caseId, rightId } = await readyCase();
      return yes<ListingView>(
        maker.post('/api/v1/listings', listingInput(caseId, [rightId], { ...lawfulTimes, ...change })),
      );
    },
    move: (browser, { id, revision }, name, body) =>
      browser.send('POST', `/api/v1/listings/${id}/${name}`, body, {
        headers: { 'if-match': `"${revision}"` },
      }),
  };
}

/** The body of an answer that must be a yes. */
export async function yes<Body = unknown>(answer: Promise<Answer>): Promise<Body> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${String(status)} ${JSON.stringify(body)}`);
  return body as Body;
}
