import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { ListingRoute } from '@reassign/shared/listings/types.ts';
import type { AskBar, BidderCase, ForWhom, Registrant, Who } from './play-bidders.ts';
import type { AskDeposit } from './play-deposits.ts';
import { ask, type Arranged, type Headers, must, type Named } from './remote-driver.ts';
import { standardTerms, type Terms } from './scenario.ts';

/*
 * Who may bid, and what it pays for it, of an implementation behind a base URL: the seller declares, bidders register, over the
 * public API. What nobody declares is arranged: lots, and agencies whose brokers said who they are.
 */

/** What `POST /conformance/applicants` answers. */
export interface ApplicantHeaders {
  readonly headers: Headers;
  readonly organisation: Named;
  /** What else its broker belongs to. */
  readonly employer: Named | null;
  /** Its broker, by a resident identity number. */
  readonly person: { readonly name: string; readonly number: string };
}

const company: Named = { name: '示例委托有限公司', creditCode: '91140100MAD900017H' };
const stranger: Named = { name: '示例旁人有限公司', creditCode: '91440300708461136T' };
/** Of the catalogue of technology whose export is restricted. */
const item = '086501X';
const reason = '示例';

const organisation = (named: Named) => ({ kind: 'organisation', ...named });

/** Lots and applicants of one house; applicants are the same for every lot. */
export class RemoteBidders {
  readonly #house: () => string;
  readonly #applicants = new Map<string, Promise<ApplicantHeaders>>();

  constructor(house: () => string) {
    this.#house = house;
  }

  get #base(): string {
    return this.#house();
  }

  /** By what its broker works for, beside it. */
  #applicant(worksFor: Registrant['worksFor'] | 'another' | undefined): Promise<ApplicantHeaders> {
    const key = worksFor ?? '';
    const body = worksFor === 'another' || worksFor === undefined ? {} : { worksFor };
    const known =
      this.#applicants.get(key) ??
      (must(`${this.#base}/conformance/applicants`, body) as Promise<ApplicantHeaders>);
    this.#applicants.set(key, known);
    return known;
  }

  async #arrange(route: ListingRoute, change: Partial<Terms>, more: object): Promise<Arranged> {
    const terms = { ...standardTerms(route), ...change };
    return (await must(`${this.#base}/conformance/lots`, { terms, bidders: {}, ...more })) as Arranged;
  }

  async #named(whom: ForWhom) {
    if (typeof whom === 'object')
      return {
        kind: 'person',
        name: 'Erika Muster',
        document: { kind: 'passport', number: 'C01X00T47', bornOn: '1980-01-01', ...whom },
      };
    if (whom === 'company') return organisation(company);
    const { employer } = await this.#applicant('platform');
    assert(employer, 'the platform is an organisation');
    return organisation(employer);
  }

  async #register(lot: string, { headers }: ApplicantHeaders, { principal, letter = false }: Registrant) {
    const { version, hash } = (await must(`${this.#base}/api/v1/conditions`)) as {
      version: number;
      hash: string;
    };
    const wish = {
      ...{ conditionsVersion: version, conditionsHash: hash },
      ...(principal !== undefined && { principal: await this.#named(principal) }),
      ...(letter && { letter: { number: '示函1', item } }),
    };
    return ask(`${this.#base}/api/v1/lots/${lot}/registrations`, wish, headers);
  }

  async #who(who: Who, applicant: ApplicantHeaders, { principal }: Registrant) {
    const { person, employer } = applicant;
    if (who === 'acting')
      return { kind: 'person', name: person.name, document: { kind: 'resident-id', number: person.number } };
    if (who === 'principal' && principal !== undefined) return this.#named(principal);
    const named = { bidder: applicant.organisation, employer, stranger, principal: null }[who];
    assert(named, `${who} is in the case`);
    return organisation(named);
  }

  readonly barOf: AskBar = async (one) => {
    const { route = 'bidding', declared = [], bidder = {}, earlier } = one;
    const applicant = await this.#applicant(bidder.worksFor);
    const { technology } = one;
    const { lot, people } = await this.#arrange(
      route,
      {},
      {
        parties: partiesOf(one, applicant),
        ...(technology === 'none' && { sells: 'mark' }),
      },
    );
    const declare = (path: string, body: object) =>
      must(`${this.#base}/api/v1/lots/${lot}/${path}`, body, people.seller);
    for (const { ground, who, isRelative = false } of declared) {
      const named = await this.#who(who, applicant, bidder);
      await declare('relations', { who: named, ground, isRelative, reason });
    }
    if (technology !== 'none' && technology !== 'unknown')
      await declare('technology', controlled(technology ?? 'free'));
    if (earlier) {
      const before = earlier.by === 'bidder' ? applicant : await this.#applicant('another');
      const { status, body } = await this.#register(lot, before, earlier);
      assert(status === 201, `the earlier registration: ${JSON.stringify(body)}`);
    }
    const { status, body } = await this.#register(lot, applicant, bidder);
    if (status === 201) return null;
    const { code, facts } = body as { code: string; facts?: { ground?: string } };
    return code === 'barred' ? (facts?.ground ?? code) : code;
  };

  readonly depositOf: AskDeposit = async ({ route, deposit, claim }) => {
    assert(route !== 'selloff', 'no lot is published as a sell-off');
    const applicant = await this.#applicant(undefined);
    const { lot, people } = await this.#arrange(route, { deposit }, {});
    if (claim !== null)
      await must(
        `${this.#base}/api/v1/lots/${lot}/relations`,
        {
          who: organisation(applicant.organisation),
          ...{ ground: 'creditor', isRelative: false, reason },
          claim: { amount: claim, currency: 'CNY' },
        },
        people.seller,
      );
    const { status, body } = await this.#register(lot, applicant, {});
    assert(status === 201, JSON.stringify(body));
    return (body as RegistrationView).deposit.amount.amount;
  };
}

const controlled = (control: 'free' | 'restricted' | 'prohibited') =>
  control === 'free' ? { control } : { control, item };

/** Credit codes by what the case says. */
const partiesOf = ({ inCase = {} }: BidderCase, { organisation }: ApplicantHeaders) =>
  Object.fromEntries(
    Object.entries(inCase).map(([role, who]) => [
      role,
      (who === 'bidder' ? organisation : company).creditCode,
    ]),
  );
