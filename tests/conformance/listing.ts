import type {
  AppraisalView,
  CaseInput,
  CircumstancesView,
  ListingInput,
  PledgeView,
  RightView,
} from '@reassign/shared/listings/api.ts';
import type { ListingRoute } from '@reassign/shared/listings/types.ts';
import {
  appraisalOf,
  caseInput,
  circumstances,
  listingInput,
  patent,
  statements,
  tellingOf,
} from '../support/listings.ts';
import { standardTerms, type Titled } from './scenario.ts';

/** What differs from a listing in order; `null`: there is none. */
export interface ListingChange {
  readonly case?: Partial<CaseInput>;
  /** Of a mark where its `type` says so, else of a patent. */
  readonly right?: Readonly<Record<string, unknown>>;
  readonly pledge?: Partial<PledgeView> | null;
  readonly appraisal?: Partial<AppraisalView> | null;
  readonly circumstances?: Partial<CircumstancesView> | null;
  readonly terms?: Partial<ListingInput>;
  readonly consignment?: Partial<NonNullable<ListingInput['papers']['consignment']>> | null;
  readonly courtOrder?: Partial<NonNullable<ListingInput['papers']['courtOrder']>> | null;
  /** Statements and warnings that the notice leaves out. */
  readonly without?: readonly string[];
  readonly noWarranty?: boolean;
  /** The right is in a lot already. */
  readonly onSale?: boolean;
  /** Who sells, where it is not whoever sells by this route. */
  readonly sellerKind?: Seller['kind'];
  /** Since when the platform is on the Supreme Court's list; since January unless told. */
  readonly courtListSince?: string | null;
  /** Rounds of earlier lots in which nobody bought. */
  readonly failedRounds?: number;
}

export interface Seller {
  readonly kind: 'bank' | 'court';
  readonly name: string;
}

export interface ListingScenario extends Titled {
  readonly route: ListingRoute;
  /** For every case of it. */
  readonly given?: ListingChange;
  readonly cases: readonly {
    readonly when: ListingChange;
    /** Every closed gate; none: it may be published. */
    readonly gates: readonly string[];
    /** Of the first of them: what would be accepted, as far as told. */
    readonly facts?: Readonly<Record<string, unknown>>;
  }[];
}

/** Whoever sells by a route, as the platform writes it. */
export const sellerOf = (route: ListingRoute): Seller =>
  isCourts(route)
    ? { kind: 'court', name: courtOrder.court }
    : { kind: 'bank', name: '示例银行股份有限公司(西安分行)' };

/** The day on which the operator came on the Supreme Court's list. */
export const LISTED_SINCE = '2026-01-01';

const consignment = {
  house: '示例拍卖有限公司',
  creditCode: '91140100MA0K00013E',
  licence: '甲-1',
  auctioneer: '张三',
  auctioneerLicence: '乙-1',
  contractSignedOn: '2026-03-01',
};
const courtOrder = {
  court: '示例法院',
  caseNumber: '(2026)示01执1号',
  ruledOn: '2026-03-01',
  platformChosenOn: '2026-03-01',
};
const isCourts = (route: ListingRoute): boolean => route === 'judicial' || route === 'civil-2020';

/** What a route asks for beside the bank's own word. */
export const routeTerms = (route: ListingRoute, house = consignment.creditCode): Partial<ListingInput> => ({
  route,
  papers: {
    ...((route === 'auction' || route === 'civil-2020') && {
      consignment: { ...consignment, creditCode: house },
    }),
    ...(isCourts(route) && { courtOrder }),
  },
  ...(route === 'auction' && { viewing: { from: '2026-03-10', until: '2026-03-11' } }),
});

export const mark: RightView = {
  type: 'trademark',
  jurisdiction: 'CN',
  registrationNumber: '12345678',
  title: '示例',
  owners: [{ name: '山西晋创电池有限公司' }],
  niceClass: 9,
  niceEdition: 'NCL 13-2026',
  goods: '计算机软件',
};

/** A whole listing, as a bank writes it part by part. */
export interface Written {
  readonly seller: Seller;
  readonly case: CaseInput;
  readonly right: RightView;
  readonly pledge: PledgeView | null;
  readonly appraisal: AppraisalView | null;
  readonly circumstances: CircumstancesView | null;
  readonly terms: (caseId: string, rightIds: string[]) => ListingInput;
}

const rightOf = (change: NonNullable<ListingChange['right']>): RightView => ({
  ...(change['type'] === 'trademark' ? mark : patent()),
  ...change,
});

/** The listing of a case: everything in order on 1 March 2026, then what the scenario gives, then what it varies. */
export function writeListing(
  { route, given }: ListingScenario,
  { when }: ListingScenario['cases'][number],
): Written {
  const change = { ...given, ...when };
  const base = {
    registrationNumber: 'Y2024980001234',
    registeredOn: '2024-03-15',
    pledgee: sellerOf('bidding').name,
    pledgor: '山西晋创电池有限公司',
  };
  const seller = sellerOf(route);
  const right = rightOf({ ...given?.right, ...when.right });
  const owners = right.owners.map(({ name }) => name);
  const usual = caseInput({ ...given?.case, ...when.case });
  return {
    seller: { ...seller, ...(change.sellerKind && { kind: change.sellerKind }) },
    case: { ...usual, told: change.case?.told ?? [...(usual.told ?? []), ...tellingOf(...owners)] },
    right,
    pledge: change.pledge === null ? null : { ...base, ...change.pledge },
    appraisal: change.appraisal === null ? null : { ...appraisalOf(1_000_000_00), ...change.appraisal },
    circumstances:
      change.circumstances === null
        ? null
        : { ...circumstances, ...given?.circumstances, ...when.circumstances },
    terms: (caseId, rightIds) => listingInput(caseId, rightIds, termsOf(route, given, when)),
  };
}

function termsOf(
  route: ListingRoute,
  given: ListingChange | undefined,
  when: ListingChange,
): Partial<ListingInput> {
  const { start, deposit, opensAt, closesAt } = standardTerms(route);
  const { papers = {}, ...own } = routeTerms(route);
  const without: ReadonlySet<string> = new Set(when.without);
  const money = (amount: number) => ({ amount, currency: 'CNY' });
  const texts = Object.entries(statements.texts).filter(([code]) => !without.has(code));
  return {
    ...own,
    start: money(start),
    deposit: money(deposit),
    opensAt,
    closesAt,
    papers: {
      ...(papers.consignment &&
        when.consignment !== null && { consignment: { ...papers.consignment, ...when.consignment } }),
      ...(papers.courtOrder &&
        when.courtOrder !== null && { courtOrder: { ...papers.courtOrder, ...when.courtOrder } }),
    },
    statements: {
      texts: Object.fromEntries(texts),
      warnings: statements.warnings.filter((warning) => !without.has(warning)),
      noWarranty: when.noWarranty ?? true,
    },
    ...given?.terms,
    ...when.terms,
  };
}
