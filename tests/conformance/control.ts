import { wakesAt } from '@reassign/shared/auctions/decide.ts';
import type { Organisation } from '@reassign/shared/accounts/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, instant, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { type Money, money } from '@reassign/shared/kernel/money.ts';
import type { ListingInput } from '@reassign/shared/listings/api.ts';
import { lowestPrice } from '@reassign/shared/listings/dutch.ts';
import { yes } from '../support/bank-desk.ts';
import { identify, ownFor, registerAs, residentId } from '../support/bidders.ts';
import { type House, type Person, openHouse } from '../support/house.ts';
import type { Arranged, DeskHeaders, Headers } from './remote-driver.ts';
import { LISTED_SINCE, mark, routeTerms, type Seller, sellerOf } from './listing.ts';
import type { CaseRole, Registrant } from './play-bidders.ts';
import type { ApplicantHeaders } from './remote-bidders.ts';
import type { Mandated, Prepared, Terms } from './scenario.ts';
import { keepersFor } from './sealed-control.ts';

/*
 * The requests that arrange a scenario, for our own application; a test's, never a product's. A scenario of a lot has a house
 * of its own, because clocks only go forward.
 */

const wire = (fen: number) => money(fen, CNY);

const published = (terms: Terms, house?: string): Partial<ListingInput> => ({
  ...routeTerms(terms.route, house),
  // What the scenarios of corrections find and change.
  description: '旧',
  start: wire(terms.start),
  increments: terms.increments.map(({ from, step }) => ({ from: wire(from), step: wire(step) })),
  deposit: wire(terms.deposit),
  opensAt: terms.opensAt,
  closesAt: terms.closesAt,
  ...(terms.runnerUpDays !== undefined && { runnerUpDays: terms.runnerUpDays }),
  ladder: terms.ladder.map(({ format, start, opensAt, closesAt }) => ({
    format: format as ListingInput['ladder'][number]['format'],
    start: wire(start),
    opensAt,
    closesAt,
  })),
  ...(terms.offer.format === 'dutch' && fallingFrom(wire(terms.start), terms.offer)),
});

/** A falling price with phases of ten and five minutes after it; its pledgor agreed to the last level. */
const fallingFrom = (
  start: Money,
  { levels, levelMs }: Extract<Terms['offer'], { format: 'dutch' }>,
): Partial<ListingInput> => ({
  fall: { levels, levelMs, sealedMs: 10 * MINUTE, bestMs: 5 * MINUTE },
  floor: lowestPrice(start, { levels }),
});

/** As usual, unless the start would be too low for it. */
const appraisedFor = ({ start }: Terms): number => (start < 700_000_00 ? start : 1_000_000_00);

/** The body of `POST /conformance/lots`. */
interface ToArrange {
  readonly terms: Terms;
  readonly bidders: Readonly<Record<string, Prepared>>;
  readonly parties?: Partial<Readonly<Record<CaseRole, string>>>;
  readonly sells?: 'mark';
}

type Desk = Pick<House, 'maker' | 'checker'>;

/** One house, and who is who in its scenario. */
class Control {
  readonly house: House;
  readonly #desks = new Map<string, Desk>();
  readonly #identified = new Map<Person, ApplicantHeaders['person']>();
  #lot: LotId | null = null;
  #bidders: ReadonlyMap<string, Person> = new Map();

  constructor(house: House) {
    this.house = house;
  }

  #headersOf({ browser }: Person): Headers {
    return { cookie: browser.cookie, origin: this.house.config.publicUrl };
  }

  async arrange({ terms, bidders, parties = {}, sells }: ToArrange): Promise<Arranged> {
    const house = this.house;
    const { reserve } = terms;
    const sellers = await this.#sellersBy(terms.route);
    const keeping = await keepersFor(house, terms);
    const lot = await house.publishLot(
      { ...published(terms, parties.house), ...keeping.listing },
      {
        ...sellers,
        parties,
        appraised: appraisedFor(terms),
        ...(reserve !== undefined && { reserve: wire(reserve) }),
        ...(sells === 'mark' && { right: mark }),
      },
    );
    const arranged: Record<string, Arranged['bidders'][string]> = {};
    const there: Person[] = [...house.agencies];
    const people = new Map<string, Person>();
    for (const [name, prepared] of Object.entries(bidders)) {
      const agency = there.shift() ?? (await house.newcomer('agency', ['broker']));
      if (terms.route !== 'bidding') await this.#identify(agency);
      const bidderNumber = await this.#prepare(agency, prepared, lot, sellers);
      people.set(name, agency);
      const { name: own, creditCode } = agency.organisation;
      const organisation = { name: own, creditCode };
      arranged[name] = { headers: this.#headersOf(agency), bidderNumber, organisation };
    }
    this.#lot = lot;
    this.#bidders = people;
    const [operator, seller] = [this.#headersOf(house.operator), this.#headersOf(sellers.checker)];
    return { lot, bidders: arranged, people: { operator, seller }, ...(await keeping.arranged(lot)) };
  }

  /** The number that the room will see, of whoever is admitted. */
  async #prepare(agency: Person, prepared: Prepared, lot: LotId, { checker }: Desk): Promise<string | null> {
    if (prepared === 'stranger') return null;
    if (prepared === 'deposit-open') return (await this.house.register(agency, lot)).bidderNumber;
    if (typeof prepared === 'object' && 'mandate' in prepared)
      return this.#mandate(agency, prepared.mandate, lot);
    if (prepared !== 'admitted') {
      const { name, creditCode } = agency.organisation;
      const who = { kind: 'organisation', name, creditCode };
      const named = { who, rank: prepared.rank, ground: 'co-owner', reason: '共有人' };
      await yes(checker.browser.post(`/api/v1/lots/${lot}/priority-purchasers`, named));
    }
    return (await this.house.admit(agency, lot)).bidderNumber;
  }

  /** A buyer’s agency, which it confirmed with these limits. */
  async #mandate(agency: Person, { cap, until }: Mandated['mandate'], lot: LotId): Promise<string | null> {
    const { house } = this;
    const buyer = await house.newcomer('buyer', ['owner']);
    const { name, creditCode } = buyer.organisation;
    const authority = { ...(cap !== undefined && { cap: wire(cap) }), ...(until !== undefined && { until }) };
    const principal = { kind: 'organisation', name, creditCode } as const;
    const registration = await registerAs(agency, lot, { principal, authority });
    await yes(buyer.browser.post(`/api/v1/agent-requests/${registration.id}/answer`, { isConfirmed: true }));
    await house.confirm(registration);
    await house.followed();
    return (await ownFor(agency, lot))?.bidderNumber ?? null;
  }

  /** An agency whose broker said who it is, and belongs to another organisation too. */
  async applicant(worksFor: Registrant['worksFor']): Promise<ApplicantHeaders> {
    const { house } = this;
    const agency = await house.newcomer('agency', ['broker']);
    await this.#identify(agency);
    const employer = worksFor === undefined ? null : await this.#employer(worksFor);
    const { seed } = house.modules.accounts;
    if (employer) await seed.addMember(employer.id, agency.principal.userId, employer.roles);
    const named = ({ name, creditCode }: Organisation) => ({ name, creditCode });
    return {
      headers: this.#headersOf(agency),
      organisation: named(agency.organisation),
      employer: employer && named(employer),
      person: this.#identified.get(agency) ?? { name: '', number: '' },
    };
  }

  async #employer(worksFor: NonNullable<Registrant['worksFor']>) {
    const { house } = this;
    if (worksFor === 'platform') return { ...house.operator.organisation, roles: ['officer'] as const };
    if (worksFor === 'company')
      return { ...(await house.newcomer('buyer', ['owner'])).organisation, roles: ['member'] as const };
    const { maker } = await this.#sellersBy(worksFor === 'court' ? 'judicial' : 'bidding');
    return { ...maker.organisation, roles: ['maker'] as const };
  }

  /** Stage by stage: a server whose clock jumped from the notice over the end would have been asleep all the time. */
  async moveTo(at: Instant): Promise<void> {
    const { house } = this;
    for (;;) {
      const view = this.#lot && (await house.modules.auctions.sequencer.view(this.#lot));
      const due = view ? wakesAt(view.state.lot) : null;
      if (due === null || due > at) break;
      await house.moveTo(due);
    }
    await house.moveTo(at);
  }

  async admit(lot: string, name: string): Promise<void> {
    const bidder = this.#bidders.get(name);
    assert(bidder, `${name} is in the scenario`);
    await this.house.admit(bidder, lot as LotId);
  }

  /** The price was not paid, and two people found so: the platform annuls the sale. */
  async default(lot: string): Promise<void> {
    const { house } = this;
    const { sales } = house.modules;
    await house.followed();
    await sales.balances.missOverdue();
    const [one, other] = [house.operator, await house.colleague(house.operator, ['officer'])];
    const review = `/api/v1/lots/${lot}/payment-review`;
    const losses = { costs: wire(0), commissions: wire(0) };
    const wish = { kind: 'buyer-default', losses, reason: '逾期未付', seen: 1 };
    await yes(one.browser.post(`${review}/proposals`, wish));
    await yes(other.browser.post(`${review}/confirmation`, { seen: 2 }));
    await sales.annulDefaulted();
  }

  /** Whoever bids where anyone may says first who it is, once. */
  async #identify(person: Person): Promise<void> {
    if (this.#identified.has(person)) return;
    const serial = this.#identified.size + 1;
    const said = { name: `竞买人${String(serial)}`, number: residentId(serial) };
    this.#identified.set(person, said);
    await yes(identify(person, said));
  }

  /** Two people of the house's bank, or of a court of its own. */
  async #sellersBy(route: Terms['route']): Promise<Desk> {
    const seller = sellerOf(route);
    return seller.kind === 'bank' ? this.house : this.#deskOf(seller);
  }

  /** Two people of a seller that is founded once. */
  async #deskOf({ kind, name }: Seller): Promise<Desk> {
    const known = this.#desks.get(kind + name);
    if (known) return known;
    const maker = await this.house.newcomer(kind, ['maker'], name);
    const desk = { maker, checker: await this.house.colleague(maker, ['checker']) };
    this.#desks.set(kind + name, desk);
    return desk;
  }

  async openDesk(seller: Seller): Promise<DeskHeaders> {
    const { maker, checker } = await this.#deskOf(seller);
    return { maker: this.#headersOf(maker), checker: this.#headersOf(checker) };
  }
}

export interface ConformanceHouse {
  readonly base: string;
  close(): Promise<void>;
}

/** Our application on a real port, with the arranging requests beside its API. */
export async function openConformanceHouse(): Promise<ConformanceHouse> {
  let control: Control | null = null;
  const there = (): Control => {
    assert(control, 'the house is open before it is asked');
    return control;
  };
  const house = await openHouse({ environment: { COURT_LIST_SINCE: LISTED_SINCE } }, (app) => {
    const arranging = { config: { access: 'public' } } as const;
    app.post('/conformance/lots', arranging, async ({ body }, reply) => {
      return reply.code(201).send(await there().arrange(body as ToArrange));
    });
    app.post('/conformance/applicants', arranging, async ({ body }, reply) => {
      const { worksFor } = body as Pick<Registrant, 'worksFor'>;
      return reply.code(201).send(await there().applicant(worksFor));
    });
    app.post('/conformance/admissions', arranging, async ({ body }, reply) => {
      const { lot, bidder } = body as { lot: string; bidder: string };
      await there().admit(lot, bidder);
      return reply.code(204).send();
    });
    app.post('/conformance/defaults', arranging, async ({ body }, reply) => {
      await there().default((body as { lot: string }).lot);
      return reply.code(204).send();
    });
    app.post('/conformance/desks', arranging, async ({ body }, reply) =>
      reply.code(201).send(await there().openDesk(body as Seller)),
    );
    app.post('/conformance/clock', arranging, async ({ body }, reply) => {
      await there().moveTo(instant(Date.parse((body as { at: string }).at)));
      return reply.code(204).send();
    });
    return Promise.resolve();
  });
  control = new Control(house);
  const base = await house.app.listen({ port: 0, host: '127.0.0.1' });
  return { base, close: () => house.close() };
}
