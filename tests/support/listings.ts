import { realPacing } from '../../server/platform/pacing.ts';
import type { Organisation, Principal, Role } from '@reassign/shared/accounts/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { type Instant, instant } from '@reassign/shared/kernel/instant.ts';
import type {
  AppraisalView,
  CaseInput,
  CircumstancesView,
  ListingInput,
  ListingView,
  PledgeView,
  RightView,
} from '@reassign/shared/listings/api.ts';
import { statementCodes, warnings } from '@reassign/shared/listings/statements.ts';
import { readCnApplication } from '@reassign/shared/listings/identifiers/cn-application.ts';
import { type Answer, createListings, type ListingsModule } from '../../server/listings/index.ts';
import { connect } from '../../server/platform/db.ts';
import { freshDatabase } from './database.ts';
import { testClock } from './test-clock.ts';
import { testSealer } from './test-sealer.ts';

/*
 * One bank's file for the rule books, on 1 March 2026 in Asia/Shanghai: a patent appraised at 1,000,000.00, offered from
 * 700,000.00 with a deposit of 70,000.00, from 17 March 00:00 on.
 */

/** `01T15:00:00` in March 2026, Asia/Shanghai. */
export const march = (text: string): Instant => instant(Date.parse(`2026-03-${text}+08:00`));

/** When everything is written, approved and published unless a test says otherwise. */
export const today = march('01T15:00:00.000');

export const cny = (amount: number) => ({ amount, currency: 'CNY' });

/** A Chinese invention of 2021, its check digit in place. */
export function cnNumber(serial: number): string {
  const reading = readCnApplication(`20211${String(serial).padStart(7, '0')}`);
  const whole = reading.ok ? reading.value.number : reading.fault.expected?.whole;
  assert(whole, 'the check digit is what misses');
  return whole;
}

let serial = 0;

export const patent = (change: Partial<Extract<RightView, { type: 'patent' }>> = {}): RightView => ({
  type: 'patent',
  kind: 'invention',
  jurisdiction: 'CN',
  applicationNumber: cnNumber(++serial),
  title: '一种锂离子电池隔膜的制备方法',
  owners: [{ name: '山西晋创电池有限公司', creditCode: '91140100MA0K00072H' }],
  inventors: 3,
  filedOn: '2021-08-26',
  grantedOn: '2023-05-09',
  expiresOn: '2041-08-26',
  ipc: ['H01M 50/403'],
  claims: 9,
  ...change,
});

/** Told in time for a notice of 1 March. */
export const tellingOf = (...names: readonly string[]): NonNullable<CaseInput['told']> =>
  names.map((name) => ({ name, role: 'party', way: 'told', on: '2026-02-20', how: '邮寄送达' }));

/** The people of it were told, unless a test says otherwise. */
export function caseInput(change: Partial<CaseInput> = {}): CaseInput {
  const input = { ...usualCase, ...change };
  return { told: tellingOf(input.debtor.name, input.pledgor.name), noPriorityHolders: true, ...input };
}

const usualCase: CaseInput = {
  reference: 'JD-2026-017',
  debtor: { name: '山西晋创新能源有限公司', creditCode: '91140100MA0K00064N' },
  pledgor: { name: '山西晋创电池有限公司', creditCode: '91140100MA0K00072H' },
  principal: cny(800_000_00),
  interest: cny(42_345_67),
  defaultedOn: '2025-12-20',
  saleAgreedOn: '2026-01-15',
};

export const pledgeOf = (bank: Organisation): PledgeView => ({
  registrationNumber: 'Y2024980001234',
  registeredOn: '2024-03-15',
  pledgee: bank.name,
  pledgor: '山西晋创电池有限公司',
});

export const appraisalOf = (amount: number): AppraisalView => ({
  valuer: { name: '太原中信知识产权评估有限公司', creditCode: '91140100MA0K00080C' },
  value: cny(amount),
  appraisedOn: '2026-02-01',
  validUntil: '2026-12-31',
});

/** Everything a notice has to say, each in a word. */
export const statements: ListingInput['statements'] = {
  texts: Object.fromEntries(statementCodes.map((code) => [code, '无'])),
  warnings: [...warnings],
  noWarranty: true,
};

export const circumstances: CircumstancesView = {
  checkedOn: '2026-02-20',
  status: 'in-force',
  isStateAsset: false,
};

/** A mark stands alone, co-owners agree. */
export const circumstancesOf = ({ type, owners }: RightView): CircumstancesView => ({
  ...circumstances,
  ...(type === 'trademark' && { similarMarks: 'none' }),
  ...(owners.length > 1 && { coOwnersConsentedOn: '2026-01-15' }),
});

export const listingInput = (
  caseId: string,
  rightIds: string[],
  change: Partial<ListingInput> = {},
): ListingInput => ({
  caseId,
  title: '锂离子电池隔膜发明专利',
  description: '整体出让，权利状态以登记簿为准。',
  rightIds,
  route: 'bidding',
  papers: {},
  statements,
  start: cny(700_000_00),
  increments: [{ from: cny(0), step: cny(5_000_00) }],
  deposit: cny(70_000_00),
  opensAt: '2026-03-17T00:00:00.000+08:00',
  closesAt: '2026-03-18T00:00:00.000+08:00',
  ladder: [],
  ...change,
});

/** A person of a bank, as the session would name them. */
export const person = (organisation: Organisation, number: number, ...roles: Role[]): Principal => ({
  sessionId: `session-${String(number)}`,
  userId: `019cd000-0000-7000-8000-${String(number).padStart(12, '0')}` as Principal['userId'],
  name: `${roles.join('+')} ${String(number)}`,
  email: `${String(number)}@bank.example`,
  organisation,
  roles,
  twoFactor: true,
});

export const bank = (number: number, name: string, creditCode: string): Organisation => ({
  id: `019cd000-0000-7000-9000-${String(number).padStart(12, '0')}` as Organisation['id'],
  name,
  kind: 'bank',
  creditCode,
  accredited: true,
});

/** The value of an answer that must be a yes. */
export function value<Value>(answer: Answer<Value>): Value {
  assert(answer.ok, answer.ok ? '' : JSON.stringify(answer.problem));
  return answer.value;
}

/** Desk work in one line each, by the real commands. */
export function deskOf(listings: ListingsModule, maker: Principal, checker: Principal) {
  assert(maker.organisation, 'a maker acts for a bank');
  const organisation = maker.organisation;

  return {
    /** A case with one appraised right under a pledge of this bank. */
    async readyCase(right = patent(), input = caseInput()): Promise<{ caseId: string; rightId: string }> {
      const told = [...(input.told ?? []), ...tellingOf(...right.owners.map(({ name }) => name))];
      const { id: caseId } = value(await listings.createCase(maker, today, { ...input, told }));
      const { rights } = value(await listings.addRights(maker, today, caseId, [right]));
      const rightId = rights[0]?.id ?? '';
      value(await listings.setPledge(maker, today, caseId, rightId, pledgeOf(organisation)));
      value(await listings.setAppraisal(maker, today, caseId, rightId, appraisalOf(1_000_000_00)));
      value(await listings.setCircumstances(maker, today, caseId, rightId, circumstancesOf(right)));
      return { caseId, rightId };
    },

    async draft(change: Partial<ListingInput> = {}): Promise<ListingView> {
      const { caseId, rightId } = await this.readyCase();
      return value(await listings.createListing(maker, today, listingInput(caseId, [rightId], change)));
    },

    async submitted(change: Partial<ListingInput> = {}): Promise<ListingView> {
      return value(await listings.submit(maker, today, await this.draft(change)));
    },

    async approved(change: Partial<ListingInput> = {}): Promise<ListingView> {
      return value(await listings.approve(checker, today, await this.submitted(change)));
    },

    async published(change: Partial<ListingInput> = {}): Promise<ListingView> {
      return value(await listings.publish(checker, today, await this.approved(change)));
    },
  };
}

export const jinyang = bank(1, '晋阳银行股份有限公司', '91140100MA0K00013E');
export const maker = person(jinyang, 1, 'maker');
export const checker = person(jinyang, 2, 'checker');

/** The module over a database of its own. */
export async function openListings() {
  const fresh = await freshDatabase();
  const database = connect(fresh.appUrl, { max: 4 });
  const listings = createListings({
    ...{ database, clock: testClock(today), sealer: testSealer },
    config: { courtListSince: null },
    pacing: realPacing,
    organisationsOf: () => Promise.resolve([]),
  });
  return {
    database,
    listings,
    desk: deskOf(listings, maker, checker),
    async count(table: string): Promise<number> {
      const [row] = await database.sql<[{ count: number }]>`
        select count(*)::int as count from ${database.sql(table)}`;
      return row.count;
    },
    async close(): Promise<void> {
      await database.close();
      await fresh.drop();
    },
  };
}

export type OpenListings = Awaited<ReturnType<typeof openListings>>;
