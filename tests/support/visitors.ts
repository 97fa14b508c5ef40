import type { Principal } from '@reassign/shared/accounts/types.ts';
import { caseInput } from './listings.ts';
import { Browser } from './browser.ts';
import type { House } from './house.ts';

/** Everybody who might call a route. */
export const visitorNames = [
  'stranger',
  'person',
  'broker',
  'other broker',
  'unaccredited broker',
  'maker',
  'checker',
  'reader',
  'other bank',
  'officer',
  'valuer',
  'supervisor',
  'court',
  'auctioneer',
  'debtor',
] as const;
export type VisitorName = (typeof visitorNames)[number];

export interface Visitor {
  readonly name: VisitorName;
  /** Empty for the stranger. */
  readonly cookie: string;
  readonly principal: Principal | null;
}

export type Visitors = Readonly<Record<VisitorName, Visitor>>;

/** The people of the house and those who come to it: without an organisation, of other banks, of kinds without a desk. */
export async function openVisitors(house: House): Promise<Visitors> {
  const { seed, signInAs, sessions } = house.modules.accounts;

  async function signedIn(email: string, organisation?: Principal['organisation']): Promise<Browser> {
    const userId = await seed.createUser({ name: email, email });
    if (organisation) await seed.addMember(organisation.id, userId, ['member']);
    return new Browser(house.app, house.config.publicUrl).keep(await signInAs(userId));
  }

  const unaccredited = await house.newcomer('agency', ['broker']);
  await seed.setAccredited(unaccredited.organisation.id, false, 'not yet');
  const browsers: Readonly<Record<VisitorName, Browser>> = {
    stranger: house.watcher,
    person: await signedIn('person@nowhere.example'),
    broker: house.agencies[0].browser,
    'other broker': house.agencies[1].browser,
    'unaccredited broker': unaccredited.browser,
    maker: house.maker.browser,
    checker: house.checker.browser,
    reader: await signedIn('reader@bank.example', house.maker.organisation),
    'other bank': (await house.newcomer('bank', ['maker', 'checker'])).browser,
    officer: house.operator.browser,
    valuer: (await house.newcomer('valuer', ['member'])).browser,
    court: (await house.newcomer('court', ['maker', 'checker'])).browser,
    auctioneer: (await house.newcomer('auction-house', ['auctioneer'])).browser,
    debtor: (await house.newcomer('buyer', ['member'], 'debtor', caseInput().debtor.creditCode)).browser,
    supervisor: (await house.newcomer('supervisor', ['member'])).browser,
  };
  const entries = visitorNames.map(async (name) => {
    const { cookie } = browsers[name];
    return [name, { name, cookie, principal: await sessions.read({ cookie }) }] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<VisitorName, Visitor>;
}
