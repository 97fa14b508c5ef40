import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { CaseId, OrganisationId, RightId, UserId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type {
  AppraisalView,
  CaseInput,
  CaseRightView,
  CaseView,
  CircumstancesView,
  PledgeView,
  RightView,
} from '@reassign/shared/listings/api.ts';
import type { Db } from '../../platform/db.ts';
import { appraisal, caseRight, pledge, pledgeCase } from '../tables.ts';

const toColumns = ({
  reference,
  debtor,
  pledgor,
  principal,
  interest,
  defaultedOn,
  saleAgreedOn,
  acknowledgedOn,
  forfeiture,
  costs,
  allAgreedOn,
  told = [],
  noPriorityHolders = false,
}: CaseInput) => ({
  reference,
  debtorName: debtor.name,
  debtorCreditCode: debtor.creditCode ?? null,
  pledgorName: pledgor.name,
  pledgorCreditCode: pledgor.creditCode ?? null,
  principalMinor: principal.amount,
  interestMinor: interest.amount,
  currency: principal.currency,
  defaultedOn,
  saleAgreedOn,
  acknowledgedOn: acknowledgedOn ?? null,
  forfeiture: forfeiture ?? null,
  costsMinor: costs?.amount ?? null,
  allAgreedOn: allAgreedOn ?? null,
  told,
  noPriorityHolders,
});

const toParty = (name: string, creditCode: string | null) => ({
  name,
  ...(creditCode !== null && { creditCode }),
});

const toCase = (row: typeof pledgeCase.$inferSelect, rights: CaseRightView[]): CaseView => ({
  id: row.id,
  revision: row.revision,
  reference: row.reference,
  debtor: toParty(row.debtorName, row.debtorCreditCode),
  pledgor: toParty(row.pledgorName, row.pledgorCreditCode),
  principal: { amount: row.principalMinor, currency: row.currency },
  interest: { amount: row.interestMinor, currency: row.currency },
  defaultedOn: row.defaultedOn,
  saleAgreedOn: row.saleAgreedOn,
  ...(row.acknowledgedOn !== null && { acknowledgedOn: row.acknowledgedOn }),
  ...(row.forfeiture !== null && { forfeiture: row.forfeiture as NonNullable<CaseInput['forfeiture']> }),
  ...(row.costsMinor !== null && { costs: { amount: row.costsMinor, currency: row.currency } }),
  ...(row.allAgreedOn !== null && { allAgreedOn: row.allAgreedOn }),
  ...(row.told.length > 0 && { told: row.told }),
  ...(row.noPriorityHolders && { noPriorityHolders: true }),
  rights,
});

const toPledge = ({ rightId: _, maximum, ...row }: typeof pledge.$inferSelect): PledgeView => ({
  ...row,
  ...(maximum && { maximum }),
});

const toAppraisal = (row: typeof appraisal.$inferSelect): AppraisalView => ({
  valuer: toParty(row.valuerName, row.valuerCreditCode),
  value: { amount: row.valueMinor, currency: row.currency },
  appraisedOn: row.appraisedOn,
  validUntil: row.validUntil,
});

interface RightRow {
  readonly case_right: typeof caseRight.$inferSelect;
  readonly pledge: typeof pledge.$inferSelect | null;
  readonly appraisal: typeof appraisal.$inferSelect | null;
}

const toRight = (row: RightRow): CaseRightView => ({
  id: row.case_right.id,
  right: row.case_right.details,
  pledge: row.pledge && toPledge(row.pledge),
  appraisal: row.appraisal && toAppraisal(row.appraisal),
  circumstances: row.case_right.circumstances,
});

/** The rights of the given cases, by case, in the order they were added. */
async function rightsByCase(db: Db, caseIds: readonly string[]): Promise<Map<string, CaseRightView[]>> {
  const rows = await db
    .select()
    .from(caseRight)
    .leftJoin(pledge, eq(pledge.rightId, caseRight.id))
    .leftJoin(appraisal, eq(appraisal.rightId, caseRight.id))
    .where(inArray(caseRight.caseId, [...caseIds]))
    .orderBy(asc(caseRight.id));
  const grouped = Map.groupBy(rows, (row) => row.case_right.caseId);
  return new Map([...grouped].map(([caseId, group]) => [caseId, group.map(toRight)]));
}

async function withRights(db: Db, rows: (typeof pledgeCase.$inferSelect)[]): Promise<CaseView[]> {
  if (rows.length === 0) return [];
  const rights = await rightsByCase(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => toCase(row, rights.get(row.id) ?? []));
}

const ofBank = (bank: OrganisationId, caseIds: readonly string[]) =>
  and(eq(pledgeCase.bank, bank), inArray(pledgeCase.id, [...caseIds]));

export const findCases = async (
  db: Db,
  bank: OrganisationId,
  caseIds: readonly string[],
): Promise<CaseView[]> => withRights(db, await db.select().from(pledgeCase).where(ofBank(bank, caseIds)));

/** Newest first. */
export async function listCases(
  db: Db,
  bank: OrganisationId,
  before: string | undefined,
  limit: number,
): Promise<CaseView[]> {
  const older = before === undefined ? undefined : lt(pledgeCase.id, before);
  const rows = await db
    .select()
    .from(pledgeCase)
    .where(and(eq(pledgeCase.bank, bank), older))
    .orderBy(desc(pledgeCase.id))
    .limit(limit);
  return withRights(db, rows);
}

/** Whoever changes a case or anything it holds, its listings too, holds this lock. `null` when the bank has no such case. */
export async function lockCase(tx: Db, bank: OrganisationId, caseId: string): Promise<CaseView | null> {
  const rows = await tx
    .select()
    .from(pledgeCase)
    .where(ofBank(bank, [caseId]))
    .for('update');
  return (await withRights(tx, rows))[0] ?? null;
}

export interface NewCase {
  readonly id: CaseId;
  readonly bank: OrganisationId;
  readonly createdAt: Instant;
  readonly createdBy: UserId;
}

export const insertCase = async (tx: Db, made: NewCase, input: CaseInput): Promise<void> => {
  await tx.insert(pledgeCase).values({ ...made, revision: 1, ...toColumns(input) });
};

export const updateCase = async (tx: Db, caseId: string, input: CaseInput): Promise<void> => {
  await tx.update(pledgeCase).set(toColumns(input)).where(eq(pledgeCase.id, caseId));
};

export const raiseRevision = async (tx: Db, caseId: string): Promise<void> => {
  await tx
    .update(pledgeCase)
    .set({ revision: sql`${pledgeCase.revision} + 1` })
    .where(eq(pledgeCase.id, caseId));
};

export interface NewRight {
  readonly id: RightId;
  readonly number: string;
  readonly right: RightView;
}

/** Answers how many were new: a right that the case holds already stays as it is. */
export async function insertRights(tx: Db, caseId: string, rights: readonly NewRight[]): Promise<number> {
  const rows = rights.map(({ id, number, right }) => ({
    id,
    caseId,
    type: right.type,
    number,
    details: right,
  }));
  const inserted = await tx
    .insert(caseRight)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: caseRight.id });
  return inserted.length;
}

export const putPledge = async (tx: Db, rightId: string, input: PledgeView): Promise<void> => {
  const row = { ...input, maximum: input.maximum ?? null };
  await tx
    .insert(pledge)
    .values({ rightId, ...row })
    .onConflictDoUpdate({ target: pledge.rightId, set: row });
};

export const putCircumstances = async (tx: Db, rightId: string, circumstances: CircumstancesView) => {
  await tx.update(caseRight).set({ circumstances }).where(eq(caseRight.id, rightId));
};

export async function putAppraisal(tx: Db, rightId: string, input: AppraisalView): Promise<void> {
  const row = {
    valuerName: input.valuer.name,
    valuerCreditCode: input.valuer.creditCode ?? null,
    valueMinor: input.value.amount,
    currency: input.value.currency,
    appraisedOn: input.appraisedOn,
    validUntil: input.validUntil,
  };
  await tx
    .insert(appraisal)
    .values({ rightId, ...row })
    .onConflictDoUpdate({ target: appraisal.rightId, set: row });
}
