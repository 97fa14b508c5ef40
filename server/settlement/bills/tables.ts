import { sql } from 'drizzle-orm';
import {
  bigint,
  char,
  check,
  type AnyPgColumn,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { BilledService } from '@reassign/shared/settlement/bills/bill.ts';
import { instantColumn } from '../../platform/columns.ts';
import { settlement } from '../tables.ts';

/** The last number taken, by issuer and calendar year: its row is locked until the bill that took it is there. */
export const billCounter = pgTable(
  'bill_counter',
  {
    issuerCode: text('issuer_code').notNull(),
    year: integer().notNull(),
    last: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.issuerCode, table.year] })],
);

/** Append-only, numbered without gaps: bills of the platform for its own fees, and the credit notes that take them back. */
export const bill = pgTable(
  'bill',
  {
    id: uuid().primaryKey(),
    issuerCode: text('issuer_code').notNull(),
    issuerName: text('issuer_name').notNull(),
    year: integer().notNull(),
    seq: integer().notNull(),
    /** Of a credit note: the bill that it takes back. */
    credits: uuid().references((): AnyPgColumn => bill.id),
    reason: text(),
    lotId: uuid('lot_id').notNull(),
    sale: integer().notNull(),
    service: text().$type<BilledService>().notNull(),
    recipientName: text('recipient_name').notNull(),
    /** `null`: a person. */
    recipientCode: text('recipient_code'),
    /** Who took part in the sale, itself or for the recipient. */
    partyOrganisation: uuid('party_organisation'),
    partyUser: uuid('party_user'),
    lotNumber: text('lot_number').notNull(),
    title: text().notNull(),
    confirmation: text().notNull(),
    vatBps: integer('vat_bps').notNull(),
    netMinor: bigint('net_minor', { mode: 'number' }).notNull(),
    vatMinor: bigint('vat_minor', { mode: 'number' }).notNull(),
    grossMinor: bigint('gross_minor', { mode: 'number' }).notNull(),
    currency: char({ length: 3 }).notNull(),
    issuedAt: instantColumn('issued_at').notNull(),
  },
  (table) => [
    unique('bill_number').on(table.issuerCode, table.year, table.seq),
    unique('bill_credited_once').on(table.credits),
    uniqueIndex('bill_once')
      .on(table.lotId, table.sale, table.service)
      .where(sql`${table.credits} is null`),
    foreignKey({
      name: 'bill_of_sale',
      columns: [table.lotId, table.sale],
      foreignColumns: [settlement.lotId, settlement.sale],
    }),
    index('bill_of_organisation').on(table.partyOrganisation),
    index('bill_of_code').on(table.recipientCode),
    index('bill_of_user').on(table.partyUser),
    check('bill_service', sql`${table.service} in ('premium', 'commission')`),
    check('bill_sums', sql`${table.netMinor} + ${table.vatMinor} = ${table.grossMinor}`),
    check(
      'bill_sign',
      sql`(${table.credits} is null) = (${table.grossMinor} > 0) and ${table.grossMinor} <> 0`,
    ),
    check('bill_reason', sql`(${table.credits} is null) = (${table.reason} is null)`),
    check('bill_party', sql`(${table.partyOrganisation} is null) = (${table.partyUser} is not null)`),
  ],
);
