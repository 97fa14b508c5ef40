import { readResidentId } from '@reassign/shared/accounts/person-document.ts';
import { conditions } from '@reassign/shared/deposits/conditions.ts';
import type { RegistrationInput, RegistrationView } from '@reassign/shared/deposits/api.ts';
import type { LotId, UserId } from '@reassign/shared/kernel/ids.ts';
import type { ListingInput } from '@reassign/shared/listings/api.ts';
import { yes } from './bank-desk.ts';
import { Browser } from './browser.ts';
import type { House, Person, Sellers } from './house.ts';

/** A number that checks, of nobody: born on 1 January 1980. */
export function residentId(serial: number): string {
  const digits = `11010519800101${String(serial).padStart(3, '0')}`;
  const reading = readResidentId(`${digits}0`);
  return reading.ok ? reading.value.number : (reading.fault.expected?.whole ?? '');
}

/** A court sells (法释〔2016〕18号): anyone lawful may bid; 30 days of notice. */
export const judicial: Partial<ListingInput> = {
  route: 'judicial',
  papers: {
    courtOrder: {
      court: '太原市中级人民法院',
      caseNumber: '（2026）晋01执1号',
      ruledOn: '2026-02-01',
      platformChosenOn: '2026-02-02',
    },
  },
  opensAt: '2026-04-08T10:00:00.000+08:00',
  closesAt: '2026-04-09T10:00:00.000+08:00',
};

/** The platform is on the Supreme Court's list. */
export const onTheList = { environment: { COURT_LIST_SINCE: '2026-01-01' } };

/** An enforcement court and its two people. */
export async function newCourt(house: House): Promise<Sellers> {
  const { seed, signInAs } = house.modules.accounts;
  const maker = await house.newcomer('court', ['maker'], '太原市中级人民法院');
  const email = 'checker@court.example';
  const userId = await seed.createUser({ name: email, email });
  await seed.addMember(maker.organisation.id, userId, ['checker']);
  const browser = new Browser(house.app, house.config.publicUrl, '127.0.3.1').keep(await signInAs(userId));
  return { maker, checker: { ...maker, browser, principal: { userId }, email } };
}

export interface NaturalPerson {
  readonly browser: Browser;
  readonly userId: UserId;
  readonly name: string;
  readonly number: string;
}

/** Somebody with an account and nothing else. */
export async function newPerson(house: House, name: string, serial: number): Promise<NaturalPerson> {
  const { seed, signInAs } = house.modules.accounts;
  const email = `${String(serial)}@person.example`;
  const userId = await seed.createUser({ name: email, email });
  const browser = new Browser(house.app, house.config.publicUrl, `127.0.2.${String(serial)}`);
  return { browser: browser.keep(await signInAs(userId)), userId, name, number: residentId(serial) };
}

/** Says who it is. */
export const identify = (
  { browser }: Pick<NaturalPerson, 'browser'>,
  { name, number }: Pick<NaturalPerson, 'name' | 'number'>,
) => browser.post('/api/v1/identity', { name, document: { kind: 'resident-id', number } });

/** Somebody who said who it is. */
export async function knownPerson(house: House, name: string, serial: number): Promise<NaturalPerson> {
  const person = await newPerson(house, name, serial);
  await yes(identify(person, person));
  return person;
}

/** As whom somebody is named by its agent, or by who declares something of it. */
export const asPerson = ({ name, number }: Pick<NaturalPerson, 'name' | 'number'>) =>
  ({ kind: 'person', name, document: { kind: 'resident-id', number } }) as const;
export const asOrganisation = ({ organisation: { name, creditCode } }: Pick<Person, 'organisation'>) =>
  ({ kind: 'organisation', name, creditCode }) as const;

type Wish = Omit<RegistrationInput, 'conditionsVersion' | 'conditionsHash'>;

/** A registration as it is asked for. */
export const wishFor = (lotId: LotId, wish: Wish = {}) =>
  [
    `/api/v1/lots/${lotId}/registrations`,
    { conditionsVersion: conditions.version, conditionsHash: conditions.hash, ...wish },
  ] as const;

export const registerAs = ({ browser }: Pick<NaturalPerson, 'browser'>, lotId: LotId, wish: Wish = {}) =>
  yes<RegistrationView>(browser.post(...wishFor(lotId, wish)));

/** The own registration for a lot, as it stands. */
export async function ownFor(
  { browser }: Pick<NaturalPerson, 'browser'>,
  lotId: LotId,
): Promise<RegistrationView | undefined> {
  const { items } = await yes<{ items: RegistrationView[] }>(browser.get('/api/v1/registrations'));
  return items.find((one) => one.lotId === lotId);
}
