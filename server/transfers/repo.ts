import { and, asc, desc, eq, inArray, isNull, lte, notInArray, sql } from 'drizzle-orm';
import { currency } from '@reassign/shared/kernel/currency.ts';
import type { CalendarDay, Instant } from '@reassign/shared/kernel/instant.ts';
import { type Money, money } from '@reassign/shared/kernel/money.ts';
import type { StatementEntry, StatementSpan } from '@reassign/shared/transfers/statement-entry.ts';
import { settledOutcomes } from '@reassign/shared/transfers/match.ts';
import type { Db } from '../platform/db.ts';
import { bankLine, bankLineAnswer, bankLineMatch, bankLineProposal, bankStatement } from './tables.ts';

export type StoredStatement = typeof bankStatement.$inferSelect;
export type StoredLine = typeof bankLine.$inferSelect;
export type StoredMatch = typeof bankLineMatch.$inferSelect;
export type StoredProposal = typeof bankLineProposal.$inferSelect;

export const amountOf = (row: { readonly amountMinor: number; readonly currency: string }): Money =>
  money(row.amountMinor, currency(row.currency));

export const dayColumn = (day: string): CalendarDay => day as CalendarDay;

export async function findStatement(db: Db, fileHash: Uint8Array): Promise<StoredStatement | null> {
  const [row] = await db.select().from(bankStatement).where(eq(bankStatement.fileHash, fileHash));
  return row ?? null;
}

export const latestStatements = (db: Db, limit: number): Promise<StoredStatement[]> =>
  db
    .select()
    .from(bankStatement)
    .orderBy(desc(bankStatement.importedAt), desc(bankStatement.id))
    .limit(limit);

/** Those of the ids that were seen on this account, with what was said under them. */
export async function knownContents(
  tx: Db,
  account: string,
  entryIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx
    .select({ entryId: bankLine.entryId, content: bankLine.content })
    .from(bankLine)
    .where(and(eq(bankLine.account, account), inArray(bankLine.entryId, [...entryIds])));
  return new Map(rows.map(({ entryId, content }) => [entryId, content]));
}

/** Two imports of one account wait for each other. */
export async function lockAccount(tx: Db, account: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`bank:${account}`}, 0))`);
}

export const insertStatement = async (tx: Db, row: typeof bankStatement.$inferInsert): Promise<void> => {
  await tx.insert(bankStatement).values(row);
};

const AT_ONCE = 500;

export async function insertLines(tx: Db, rows: readonly (typeof bankLine.$inferInsert)[]): Promise<void> {
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await tx.insert(bankLine).values(rows.slice(from, from + AT_ONCE));
}

/** Lines that nobody has looked at yet, oldest first. */
export async function unmatchedLines(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: bankLine.id })
    .from(bankLine)
    .leftJoin(bankLineMatch, eq(bankLineMatch.lineId, bankLine.id))
    .where(isNull(bankLineMatch.lineId))
    .orderBy(asc(bankLine.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Locked until the end of the transaction; `null` for a line that is not there. */
export async function lockLine(
  tx: Db,
  id: string,
): Promise<{ readonly line: StoredLine; readonly match: StoredMatch | null } | null> {
  const [line] = await tx.select().from(bankLine).where(eq(bankLine.id, id)).for('no key update');
  if (!line) return null;
  const [match] = await tx.select().from(bankLineMatch).where(eq(bankLineMatch.lineId, id));
  return { line, match: match ?? null };
}

export const insertMatch = async (tx: Db, row: StoredMatch): Promise<void> => {
  await tx.insert(bankLineMatch).values(row);
};

/** Whether a line of the statements is this payout already. */
export async function isPaidOut(tx: Db, reference: string): Promise<boolean> {
  const rows = await tx
    .select({ lineId: bankLineMatch.lineId })
    .from(bankLineMatch)
    .where(and(eq(bankLineMatch.reference, reference), eq(bankLineMatch.outcome, 'paid-out')));
  return rows.length > 0;
}

/** What was proposed for a line last, and what was said to it. */
export async function lastProposal(
  tx: Db,
  lineId: string,
): Promise<{ readonly proposal: StoredProposal; readonly isConfirmed: boolean | null } | null> {
  const [row] = await tx
    .select()
    .from(bankLineProposal)
    .leftJoin(bankLineAnswer, ofProposal)
    .where(eq(bankLineProposal.lineId, lineId))
    .orderBy(desc(bankLineProposal.nth))
    .limit(1);
  return row
    ? { proposal: row.bank_line_proposal, isConfirmed: row.bank_line_answer?.isConfirmed ?? null }
    : null;
}

const ofProposal = and(
  eq(bankLineAnswer.lineId, bankLineProposal.lineId),
  eq(bankLineAnswer.nth, bankLineProposal.nth),
);

export const insertProposal = async (tx: Db, row: StoredProposal): Promise<void> => {
  await tx.insert(bankLineProposal).values(row);
};

export const insertAnswer = async (tx: Db, row: typeof bankLineAnswer.$inferInsert): Promise<void> => {
  await tx.insert(bankLineAnswer).values(row);
};

/** Lines that wait for two people, oldest first, each with what is proposed now. */
export async function queue(
  db: Db,
  limit: number,
): Promise<{ line: StoredLine; match: StoredMatch; proposal: StoredProposal | null }[]> {
  const rows = await db
    .select()
    .from(bankLine)
    .innerJoin(bankLineMatch, eq(bankLineMatch.lineId, bankLine.id))
    .leftJoin(
      bankLineProposal,
      sql`${bankLineProposal.lineId} = ${bankLine.id} and not exists (
        select from bank_line_answer a where a.line_id = ${bankLineProposal.lineId} and a.nth = ${bankLineProposal.nth})`,
    )
    .where(
      and(
        notInArray(bankLineMatch.outcome, [...settledOutcomes]),
        sql`not exists (select from bank_line_answer a where a.line_id = ${bankLine.id} and a.is_confirmed)`,
      ),
    )
    .orderBy(asc(bankLine.bookedOn), asc(bankLine.id))
    .limit(limit);
  return rows.map((row) => ({
    line: row.bank_line,
    match: row.bank_line_match,
    proposal: row.bank_line_proposal,
  }));
}

/** How the new lines of a statement ended up, by outcome. */
export async function outcomesOf(db: Db, statementId: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ outcome: bankLineMatch.outcome, count: sql<number>`count(*)::int` })
    .from(bankLineMatch)
    .innerJoin(bankLine, eq(bankLine.id, bankLineMatch.lineId))
    .where(eq(bankLine.statementId, statementId))
    .groupBy(bankLineMatch.outcome);
  return new Map(rows.map(({ outcome, count }) => [outcome, count]));
}

export async function importerOf(db: Db, statementId: string): Promise<string | null> {
  const rows = await db
    .select({ importedBy: bankStatement.importedBy })
    .from(bankStatement)
    .where(eq(bankStatement.id, statementId));
  return rows[0]?.importedBy ?? null;
}

/** Every line of an account that was taken in until then, in the order of its days, with what it was found to be. */
export async function entriesOf(db: Db, account: string, until: Instant): Promise<StatementEntry[]> {
  const rows = await db
    .select({
      line: bankLine,
      takenInAt: bankStatement.importedAt,
      outcome: bankLineMatch.outcome,
      reference: bankLineMatch.reference,
    })
    .from(bankLine)
    .innerJoin(bankStatement, eq(bankStatement.id, bankLine.statementId))
    .leftJoin(bankLineMatch, eq(bankLineMatch.lineId, bankLine.id))
    .where(and(eq(bankLine.account, account), lte(bankStatement.importedAt, until)))
    .orderBy(asc(bankLine.bookedOn), asc(bankLine.id));
  return rows.map(({ line, outcome, reference, takenInAt }) => ({
    ...{
      takenInAt,
      id: line.id,
      entryId: line.entryId,
      bookedOn: dayColumn(line.bookedOn),
      content: line.content,
    },
    change: line.direction === 'credit' ? line.amountMinor : -line.amountMinor,
    ...{ currency: currency(line.currency), outcome, reference },
  }));
}

export async function spansOf(db: Db, account: string, until: Instant): Promise<StatementSpan[]> {
  const where = and(eq(bankStatement.account, account), lte(bankStatement.importedAt, until));
  const rows = await db.select().from(bankStatement).where(where).orderBy(asc(bankStatement.id));
  return rows.map((row) => ({
    ...{ from: dayColumn(row.fromOn), until: dayColumn(row.untilOn), currency: currency(row.currency) },
    ...{ opening: row.openingMinor, closing: row.closingMinor },
  }));
}
