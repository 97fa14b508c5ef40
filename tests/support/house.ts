import type { Money } from '@reassign/shared/kernel/money.ts';
import type { Organisation, OrganisationKind, Principal, Role } from '@reassign/shared/accounts/types.ts';
import { conditions } from '@reassign/shared/deposits/conditions.ts';
import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { CaseView, ListingInput, ListingView, RightView } from '@reassign/shared/listings/api.ts';
import { build } from '../../server/app.ts';
import { createModules, type Modules } from '../../server/modules.ts';
import { followerLags, followOnce } from '../../server/platform/follower.ts';
import type { Config } from '../../server/platform/config.ts';
import type { Database } from '../../server/platform/db.ts';
import { creditCodes } from './accounts.ts';
import { yes } from './bank-desk.ts';
import { Browser } from './browser.ts';
import {
  appraisalOf,
  caseInput,
  circumstancesOf,
  listingInput,
  march,
  patent,
  pledgeOf,
} from './listings.ts';
import { openParts } from './parts.ts';
import { type TestClock, testClock } from './test-clock.ts';

/** The lot of the rule book: notice on 1 March 2026, opens 17 March 10:00, closes 18 March 10:00, start 700,000.00. */
export const opensAt = march('17T10:00:00.000');
export const closesAt = march('18T10:00:00.000');

export interface Person {
  readonly browser: Browser;
  readonly principal: Pick<Principal, 'userId'>;
  readonly email: string;
  readonly organisation: Organisation;
}

/** The two people that a listing takes. */
export interface Sellers {
  readonly maker: Person;
  readonly checker: Person;
  /** Hidden; none unless told. */
  readonly reserve?: Money;
  /** In fen; 1,000,000.00 unless told. */
  readonly appraised?: number;
  /** Credit codes of the people of the case, where they are not its usual ones. */
  readonly parties?: { readonly debtor?: string; readonly pledgor?: string; readonly valuer?: string };
  /** A patent unless told. */
  readonly right?: RightView;
}

/** The whole application over a database of its own, on a clock that the test moves, with the people of the main job. */
export interface House {
  readonly app: Awaited<ReturnType<typeof build>>;
  readonly modules: Modules;
  readonly clock: TestClock;
  readonly config: Config;
  /** Superuser's, to arrange what no request can, and to look at everything. */
  readonly admin: Database;
  readonly maker: Person;
  readonly checker: Person;
  readonly operator: Person;
  readonly agencies: readonly [Person, Person];
  /** Nobody: no cookie. */
  readonly watcher: Browser;
  /** With a name of its kind and the next code of the tests, unless others are given. */
  newcomer(
    kind: OrganisationKind,
    roles: readonly Role[],
    name?: string,
    creditCode?: string,
  ): Promise<Person>;
  /** Somebody else of the same organisation. */
  colleague(of: Person, roles: readonly Role[]): Promise<Person>;
  /** Faults of work that nobody waits for: a test ends with none. */
  readonly faults: unknown[];
  /** Everybody who follows the logs is at their end. */
  followed(): Promise<void>;
  /** From an empty case to a published lot, over HTTP. */
  publishLot(change?: Partial<ListingInput>, by?: Partial<Sellers>): Promise<LotId>;
  /** Conditions accepted over HTTP; the deposit is still open. */
  register(agency: Person, lotId: LotId): Promise<RegistrationView>;
  /** The operator saw the money. */
  confirm(registration: RegistrationView): Promise<void>;
  /** Registered with a held deposit, as its broker sees it. */
  admit(agency: Person, lotId: LotId): Promise<RegistrationView>;
  moveTo(at: Instant): Promise<void>;
  close(): Promise<void>;
}

/** The usual case, with other people in it. */
function caseOf({ debtor, pledgor }: NonNullable<Sellers['parties']>) {
  const usual = caseInput();
  const { debtor: owing, pledgor: pledging } = usual;
  return {
    ...usual,
    debtor: { ...owing, ...(debtor !== undefined && { creditCode: debtor }) },
    pledgor: { ...pledging, ...(pledgor !== undefined && { creditCode: pledgor }) },
  };
}

export async function openHouse(
  options: {
    readonly environment?: NodeJS.ProcessEnv;
    readonly framesPerSecond?: number;
    /** Everybody's, for tests that sign in at the page. */
    readonly password?: string;
    /** Hears every line of the server's log. */
    readonly logTo?: { write(line: string): void };
  } = {},
  /** What is registered before the application is ready: its pages. */
  furnish: (app: House['app'], clock: TestClock) => PromiseLike<unknown> = () => Promise.resolve(),
): Promise<House> {
  const clock = testClock(march('01T09:00:00.000'));
  const { environment, framesPerSecond = 10_000, logTo } = options;
  const parts = await openParts(clock, environment);
  const { admin, faults } = parts;
  const { config, database } = parts.deps;
  const deps = {
    ...parts.deps,
    limits: { framesPerSecond, requestsPerMinute: 100_000 },
    ...(logTo && { logTo }),
  };
  const modules = createModules(deps);
  const app = await build(deps, modules);
  await furnish(app, clock);
  await app.ready();

  let addresses = 0;
  let codes = 0;
  const { seed, signInAs } = modules.accounts;
  const newBrowser = (): Browser => new Browser(app, config.publicUrl, `127.0.1.${String(++addresses)}`);

  async function member(organisation: Organisation, roles: readonly Role[]): Promise<Person> {
    const email = `${String(++codes)}@${organisation.kind}.example`;
    const userId = await seed.createUser({
      name: `${roles.join(' ')} ${email}`,
      email,
      ...(options.password !== undefined && { password: options.password }),
    });
    await seed.addMember(organisation.id, userId, roles);
    return { browser: newBrowser().keep(await signInAs(userId)), principal: { userId }, email, organisation };
  }

  const party = caseInput();
  const taken = [party.debtor.creditCode, party.pledgor.creditCode, appraisalOf(1).valuer.creditCode];
  const free = creditCodes.filter((code) => !taken.includes(code));
  let organisations = 0;
  async function newcomer(
    kind: OrganisationKind,
    roles: readonly Role[],
    name?: string,
    creditCode = free[organisations++] ?? '',
  ): Promise<Person> {
    const founded = await seed.createOrganisation({
      name: name ?? `${kind} ${String(organisations)}`,
      kind,
      creditCode,
    });
    await seed.setAccredited(founded.id, true, 'seen');
    return member({ ...founded, accredited: true }, roles);
  }

  const maker = await newcomer('bank', ['maker']);
  const checker = await member(maker.organisation, ['checker']);
  const operator = await newcomer('operator', ['officer']);
  const agencies = [await newcomer('agency', ['broker']), await newcomer('agency', ['broker'])] as const;

  const publishLot: House['publishLot'] = (change = {}, by = {}) =>
    publishBy({ maker, checker, ...by }, change);

  async function publishBy(
    { maker, checker, reserve, appraised = 1_000_000_00, parties = {}, right = patent() }: Sellers,
    change: Partial<ListingInput>,
  ): Promise<LotId> {
    const made = await yes<CaseView>(maker.browser.post('/api/v1/cases', caseOf(parties)));
    const path = `/api/v1/cases/${made.id}/rights`;
    const { rights } = await yes<CaseView>(maker.browser.post(path, { rights: [right] }));
    const rightId = rights[0]?.id ?? '';
    await yes(maker.browser.put(`${path}/${rightId}/pledge`, pledgeOf(maker.organisation)));
    const appraisal = appraisalOf(appraised);
    const valuer = {
      ...appraisal.valuer,
      ...(parties.valuer !== undefined && { creditCode: parties.valuer }),
    };
    await yes(maker.browser.put(`${path}/${rightId}/appraisal`, { ...appraisal, valuer }));
    await yes(maker.browser.put(`${path}/${rightId}/circumstances`, circumstancesOf(right)));
    const times = { opensAt: new Date(opensAt).toISOString(), closesAt: new Date(closesAt).toISOString() };
    const written = await yes<ListingView>(
      maker.browser.post('/api/v1/listings', listingInput(made.id, [rightId], { ...times, ...change })),
    );
    const move = ({ browser }: Person, { id, revision }: ListingView, name: string) =>
      yes<ListingView>(
        browser.send('POST', `/api/v1/listings/${id}/${name}`, undefined, {
          headers: { 'if-match': `"${String(revision)}"` },
        }),
      );
    const draft = reserve ? await withReserve(maker, written, reserve) : written;
    const approved = await move(checker, await move(maker, draft, 'submit'), 'approve');
    const { lotId } = await move(checker, approved, 'publish');
    return lotId as LotId;
  }

  const withReserve = ({ browser }: Person, { id, revision }: ListingView, reserve: Money) =>
    yes<ListingView>(
      browser.send(
        'PUT',
        `/api/v1/listings/${id}/reserve`,
        { reserve },
        {
          headers: { 'if-match': `"${String(revision)}"` },
        },
      ),
    );

  const register = (agency: Person, lotId: LotId) =>
    yes<RegistrationView>(
      agency.browser.post(`/api/v1/lots/${lotId}/registrations`, {
        conditionsVersion: conditions.version,
        conditionsHash: conditions.hash,
      }),
    );

  async function confirm({ deposit }: RegistrationView): Promise<void> {
    const receivedAt = new Date(clock.now()).toISOString();
    const receipt = { amount: deposit.amount, payer: 'payer', receivedAt };
    await yes(operator.browser.post(`/api/v1/deposits/${deposit.reference}/receipts`, receipt));
  }

  async function followed(): Promise<void> {
    const isBehind = async (): Promise<boolean> => {
      const lags = await followerLags(database.db);
      return lags.length < modules.followers.length || lags.some(({ entries }) => entries > 0);
    };
    // The server's own runner may hold a cursor just now: then it is the one that finishes.
    while (await isBehind())
      for (const follower of modules.followers) await followOnce(database.db, follower);
  }

  async function moveTo(at: Instant): Promise<void> {
    // Every lot in memory first: a timer that was not armed would be found only by the next sweep. Once more at the
    // new time, for what became due by the first.
    for (let round = 0; round < 2; round++) {
      await modules.auctions.sequencer.sweep();
      await clock.advanceTo(at);
      await modules.auctions.settled();
    }
    await followed();
  }

  return {
    app,
    modules,
    clock,
    config,
    admin,
    maker,
    checker,
    operator,
    agencies,
    watcher: newBrowser(),
    newcomer,
    colleague: ({ organisation }, roles) => member(organisation, roles),
    faults,
    followed,
    publishLot,
    register,
    confirm,
    async admit(agency, lotId) {
      const registration = await register(agency, lotId);
      await confirm(registration);
      await followed();
      const { items } = await yes<{ items: RegistrationView[] }>(agency.browser.get('/api/v1/registrations'));
      const own = items.find((item) => item.lotId === lotId);
      if (!own) throw new Error('the agency sees its registration');
      return own;
    },
    moveTo,
    async close() {
      await app.close();
      await parts.close();
    },
  };
}
