import type { OrganisationKind, Principal, Role } from '@reassign/shared/accounts/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { Accounts } from '../accounts/index.ts';

/*
 * Who one can be with one click. All of them are invented, and their names say so.
 */

interface DemoPerson {
  readonly key: DemoKey;
  readonly name: string;
  readonly role: Role;
}

interface DemoOrganisation {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly creditCode: string;
  readonly people: readonly DemoPerson[];
}

const keys = [
  'bank-maker',
  'bank-checker',
  'agency-a',
  'agency-b',
  'operator',
  'operator-b',
  'supervisor',
  'buyer-a',
  'buyer-b',
  'robot-a',
  'robot-b',
] as const;
export type DemoKey = (typeof keys)[number];
export type DemoCast = Readonly<Record<DemoKey, Principal>>;

/** A second pledgee on one of the lots. */
export const demoOtherBank = '渤海示范银行（虚构）';
export const demoBank = '晋源示范银行（虚构）';
export const demoValuer = { name: '云冈资产评估（虚构）有限公司', creditCode: '91140100MAD900092A' };

const organisations: readonly DemoOrganisation[] = [
  {
    name: demoBank,
    kind: 'bank',
    creditCode: '91140100MAD900017H',
    people: [
      { key: 'bank-maker', name: '经办 林晓（虚构）', role: 'maker' },
      { key: 'bank-checker', name: '复核 周岚（虚构）', role: 'checker' },
    ],
  },
  {
    name: '启明知识产权运营（虚构）有限公司',
    kind: 'agency',
    creditCode: '91140100MAD9000337',
    people: [{ key: 'agency-a', name: '经纪 陈一诺（虚构）', role: 'broker' }],
  },
  {
    name: '远帆专利运营（虚构）有限公司',
    kind: 'agency',
    creditCode: '91140100MAD9000412',
    people: [{ key: 'agency-b', name: '经纪 何舟（虚构）', role: 'broker' }],
  },
  {
    name: '质转平台运营（虚构）有限公司',
    kind: 'operator',
    creditCode: '91140100MAD900084F',
    people: [
      { key: 'operator', name: '运营 沈未（虚构）', role: 'officer' },
      { key: 'operator-b', name: '运营 陆衡（虚构）', role: 'officer' },
    ],
  },
  {
    name: '汾河金融监督（虚构）中心',
    kind: 'supervisor',
    creditCode: '91140100MAD900121M',
    people: [{ key: 'supervisor', name: '监督 韩明（虚构）', role: 'member' }],
  },
  {
    name: '太行装备（虚构）有限公司',
    kind: 'buyer',
    creditCode: '91140100MAD9001050',
    people: [{ key: 'buyer-a', name: '买方 赵一川（虚构）', role: 'owner' }],
  },
  {
    name: '汾水文创（虚构）有限公司',
    kind: 'buyer',
    creditCode: '91140100MAD900113T',
    people: [{ key: 'buyer-b', name: '买方 宋知秋（虚构）', role: 'owner' }],
  },
  {
    name: '演示竞买甲（自动出价，虚构）',
    kind: 'agency',
    creditCode: '91140100MAD900068R',
    people: [{ key: 'robot-a', name: '演示竞买甲 Demo bidder A', role: 'broker' }],
  },
  {
    name: '演示竞买乙（自动出价，虚构）',
    kind: 'agency',
    creditCode: '91140100MAD900076L',
    people: [{ key: 'robot-b', name: '演示竞买乙 Demo bidder B', role: 'broker' }],
  },
];

/** Who one can be, a line each: person and organisation. Robots are nobody to be. */
export const demoEntrances: readonly string[] = organisations.flatMap(({ name, people }) =>
  people.filter(({ key }) => !key.startsWith('robot-')).map((person) => `${person.name}  ${name}`),
);

/** Everybody of the demo as they would act; whoever is missing is created, also after a start that was cut short. */
export async function demoCast(accounts: Pick<Accounts, 'seed' | 'organisations'>): Promise<DemoCast> {
  for (const organisation of organisations) await createMissing(accounts, organisation);
  const cast = await Promise.all(
    keys.map(async (key) => {
      const principal = await accounts.seed.demoPrincipal(key);
      assert(principal?.organisation, `the demo's ${key} exists`);
      return [key, principal] as const;
    }),
  );
  return Object.fromEntries(cast) as Record<DemoKey, Principal>;
}

async function createMissing(
  { seed, organisations: known }: Pick<Accounts, 'seed' | 'organisations'>,
  { people, ...organisation }: DemoOrganisation,
): Promise<void> {
  const found = await known.byCreditCode(organisation.creditCode);
  const { id, accredited } = found ?? (await seed.createOrganisation(organisation));
  for (const { key, name, role } of people) {
    if ((await seed.demoPrincipal(key)) !== null) continue;
    await seed.createDemoMember(id, key, { name, email: `${key}@demo.example` }, role);
  }
  if (!accredited) await seed.setAccredited(id, true, '演示数据 demo data');
}
