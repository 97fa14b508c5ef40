import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { addDays, dayOf, type Instant } from '@reassign/shared/kernel/instant.ts';
import { type Money, money, percent } from '@reassign/shared/kernel/money.ts';
import type { CaseView, ListingView } from '@reassign/shared/listings/api.ts';
import { lowestPrice } from '@reassign/shared/listings/dutch.ts';
import { fixedStep } from '@reassign/shared/listings/increments.ts';
import type { ListingsModule } from '../listings/index.ts';
import type { DemoAsset } from './asset.ts';
import { done } from './done.ts';
import { type DemoCast, demoBank, demoValuer } from './people.ts';
import type { PlannedLot } from './plan.ts';
import { demoSealedTerms } from './sealed.ts';
import { allTold, demoStatements, promisesOf } from './statements.ts';

const FEN_OF_WAN = 1_000_000;

const rightsOf = ({ right, appraisedWan, besides = [] }: DemoAsset) => [{ right, appraisedWan }, ...besides];

/** What all rights of a lot are appraised at together. */
export const appraisedValue = (asset: DemoAsset): Money =>
  money(rightsOf(asset).reduce((sum, { appraisedWan }) => sum + appraisedWan, 0) * FEN_OF_WAN, CNY);

/** A case with its rights, and the draft of their listing: the maker's work at `at`. */
export async function draftListing(
  listings: ListingsModule,
  cast: DemoCast,
  at: Instant,
  planned: PlannedLot,
  reference: string,
): Promise<ListingView> {
  const { asset, opensAt, closesAt, fall, shares, ladder = [], ...more } = planned;
  const maker = cast['bank-maker'];
  const value = appraisedValue(asset);
  const tenths = (count: number) => money(Math.floor((value.amount * count) / 10), CNY);
  const { id: caseId, rights } = await openCase(listings, cast, at, asset, reference);
  const { title } = asset.right;
  return done(
    await listings.createListing(maker, at, {
      caseId,
      title: rights.length > 1 ? `${title}等${String(rights.length)}项` : title,
      description: '演示标的：权利、主体与数据均为虚构。 Demo lot: rights, parties and figures are invented.',
      rightIds: rights.map(({ id }) => id),
      route: 'bidding',
      papers: {},
      statements: demoStatements,
      ...promisesOf(more),
      ladder: ladder.map((round) => ({
        format: round.format,
        start: percent(tenths(7), 8_000, 'up'),
        opensAt: fromInstant(round.opensAt),
        closesAt: fromInstant(round.closesAt),
      })),
      start: tenths(7),
      increments: [...fixedStep(money(Math.max(Math.floor(value.amount / 200_000) * 1_000, 100_000), CNY))],
      ...(fall && { fall, floor: lowestPrice(tenths(7), fall) }),
      ...(shares !== undefined && { sealed: demoSealedTerms(cast) }),
      deposit: money(Math.floor((value.amount * 7) / 100), CNY),
      opensAt: fromInstant(opensAt),
      closesAt: fromInstant(closesAt),
    }),
  );
}

/** The debt is six tenths of the appraisal, with a twentieth of interest. */
async function openCase(
  listings: ListingsModule,
  cast: DemoCast,
  at: Instant,
  asset: DemoAsset,
  reference: string,
): Promise<CaseView> {
  const maker = cast['bank-maker'];
  const today = dayOf(at);
  const value = appraisedValue(asset);
  const held = rightsOf(asset);
  const opened = done(
    await listings.createCase(maker, at, {
      reference: `演示-${reference}`,
      debtor: asset.debtor,
      pledgor: asset.debtor,
      principal: money(Math.floor((value.amount * 6) / 10), CNY),
      interest: money(Math.floor(value.amount / 20), CNY),
      defaultedOn: addDays(today, -120),
      saleAgreedOn: addDays(today, -20),
      ...allTold([asset.debtor, ...asset.right.owners], addDays(today, -10)),
    }),
  );
  const added = done(
    await listings.addRights(
      maker,
      at,
      opened.id,
      held.map(({ right }) => right),
    ),
  );
  for (const [index, { appraisedWan, right }] of held.entries()) {
    const rightId = added.rights[index]?.id ?? '';
    await factsOf(listings, cast, at, { caseId: opened.id, rightId, index, asset, appraisedWan, right });
  }
  return added;
}

/** Its pledge, its appraisal and what the register says of it. */
async function factsOf(
  listings: ListingsModule,
  cast: DemoCast,
  at: Instant,
  held: Pick<DemoAsset, 'right' | 'appraisedWan'> & {
    readonly caseId: string;
    readonly rightId: string;
    readonly index: number;
    readonly asset: DemoAsset;
  },
): Promise<void> {
  const { caseId, rightId, right } = held;
  const maker = cast['bank-maker'];
  const today = dayOf(at);
  done(
    await listings.setPledge(maker, at, caseId, rightId, {
      registrationNumber: `Y2024980${String(900_000 + ((at + held.index) % 99_999)).padStart(6, '0')}`,
      registeredOn: addDays(today, -700),
      pledgee: demoBank,
      pledgor: held.asset.debtor.name,
    }),
  );
  done(
    await listings.setAppraisal(maker, at, caseId, rightId, {
      valuer: demoValuer,
      value: money(held.appraisedWan * FEN_OF_WAN, CNY),
      appraisedOn: addDays(today, -30),
      validUntil: addDays(today, 300),
    }),
  );
  done(
    await listings.setCircumstances(maker, at, caseId, rightId, {
      checkedOn: today,
      status: 'in-force',
      isStateAsset: false,
      ...(right.type === 'patent' && { feesPaidUntil: addDays(today, 240) }),
      ...(right.type === 'trademark' && { similarMarks: 'none' as const }),
    }),
  );
}
