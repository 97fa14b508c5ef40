import { sql, type SQL } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  char,
  check,
  date,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type {
  CaseInput,
  CircumstancesView,
  ListingInput,
  PledgeView,
  RightView,
} from '@reassign/shared/listings/api.ts';
import type { NoticeView } from '@reassign/shared/listings/notice-api.ts';
import { bytea, instantColumn } from '../platform/columns.ts';

const amountColumn = (name: string) => bigint(name, { mode: 'number' }).notNull();
const currencyColumn = (name: string) => char(name, { length: 3 }).notNull();
/** 10¹³ minor units is the most any amount may be (2-architecture §2.7). */
const isAmount = (column: AnyPgColumn): SQL => sql`${column} between 0 and 10000000000000`;

/** A defaulted loan. `bank` is the tenant: every query of this module names it. */
export const pledgeCase = pgTable(
  'pledge_case',
  {
    id: uuid().primaryKey(),
    bank: uuid().notNull(),
    revision: integer().notNull(),
    reference: text().notNull(),
    debtorName: text('debtor_name').notNull(),
    debtorCreditCode: text('debtor_credit_code'),
    pledgorName: text('pledgor_name').notNull(),
    pledgorCreditCode: text('pledgor_credit_code'),
    principalMinor: amountColumn('principal_minor'),
    interestMinor: amountColumn('interest_minor'),
    currency: currencyColumn('currency'),
    defaultedOn: date('defaulted_on').notNull(),
    saleAgreedOn: date('sale_agreed_on'),
    acknowledgedOn: date('acknowledged_on'),
    forfeiture: text(),
    costsMinor: bigint('costs_minor', { mode: 'number' }),
    allAgreedOn: date('all_agreed_on'),
    told: jsonb().$type<NonNullable<CaseInput['told']>>().notNull().default([]),
    noPriorityHolders: boolean('no_priority_holders').notNull().default(false),
    createdAt: instantColumn('created_at').notNull(),
    createdBy: uuid('created_by').notNull(),
  },
  (table) => [
    index('pledge_case_of_bank').on(table.bank, table.id),
    check('pledge_case_principal', isAmount(table.principalMinor)),
    check('pledge_case_interest', isAmount(table.interestMinor)),
    check('pledge_case_costs', isAmount(table.costsMinor)),
    check('pledge_case_forfeiture', sql`${table.forfeiture} in ('clause', 'relied-on')`),
  ],
);

/** A right of a case. `number` is the normal form of what identifies it in its register. */
export const caseRight = pgTable(
  'case_right',
  {
    id: uuid().primaryKey(),
    caseId: uuid('case_id')
      .notNull()
      .references(() => pledgeCase.id),
    type: text().notNull(),
    number: text().notNull(),
    details: jsonb().$type<RightView>().notNull(),
    /** `null` until somebody looked the right up. */
    circumstances: jsonb().$type<CircumstancesView>(),
  },
  (table) => [
    unique('case_right_once').on(table.caseId, table.type, table.number),
    check('case_right_type', sql`${table.type} in ('patent', 'trademark', 'copyright')`),
  ],
);

export const pledge = pgTable('pledge', {
  rightId: uuid('right_id')
    .primaryKey()
    .references(() => caseRight.id),
  registrationNumber: text('registration_number').notNull(),
  registeredOn: date('registered_on').notNull(),
  pledgee: text().notNull(),
  pledgor: text().notNull(),
  maximum: jsonb().$type<PledgeView['maximum']>(),
});

export const appraisal = pgTable(
  'appraisal',
  {
    rightId: uuid('right_id')
      .primaryKey()
      .references(() => caseRight.id),
    valuerName: text('valuer_name').notNull(),
    valuerCreditCode: text('valuer_credit_code'),
    valueMinor: amountColumn('value_minor'),
    currency: currencyColumn('currency'),
    appraisedOn: date('appraised_on').notNull(),
    validUntil: date('valid_until').notNull(),
  },
  (table) => [
    check('appraisal_value', isAmount(table.valueMinor)),
    check('appraisal_validity', sql`${table.validUntil} >= ${table.appraisedOn}`),
  ],
);

/** Amounts keep their own currency: a draft may still mix them, and the gate says so. */
export const listing = pgTable(
  'listing',
  {
    id: uuid().primaryKey(),
    bank: uuid().notNull(),
    caseId: uuid('case_id')
      .notNull()
      .references(() => pledgeCase.id),
    revision: integer().notNull(),
    status: text().notNull(),
    title: text().notNull(),
    description: text().notNull(),
    route: text().notNull(),
    papers: jsonb().$type<ListingInput['papers']>().notNull(),
    viewing: jsonb().$type<ListingInput['viewing']>(),
    statements: jsonb().$type<ListingInput['statements']>().notNull(),
    startMinor: amountColumn('start_minor'),
    startCurrency: currencyColumn('start_currency'),
    /** One tier for a fixed step. */
    increments: jsonb().$type<ListingInput['increments']>().notNull(),
    fall: jsonb().$type<ListingInput['fall']>(),
    sealed: jsonb().$type<ListingInput['sealed']>(),
    depositMinor: amountColumn('deposit_minor'),
    depositCurrency: currencyColumn('deposit_currency'),
    opensAt: instantColumn('opens_at').notNull(),
    closesAt: instantColumn('closes_at').notNull(),
    ladder: jsonb().$type<ListingInput['ladder']>().notNull(),
    floor: jsonb().$type<ListingInput['floor']>(),
    runnerUpDays: integer('runner_up_days'),
    paymentDays: integer('payment_days'),
    instalments: jsonb().$type<ListingInput['instalments']>(),
    /** Encrypted, bound to the listing; goes into the sealed part of entry 1 when it is published. */
    reserve: bytea(),
    /** The maker, and the name at that time. */
    submittedBy: uuid('submitted_by'),
    submittedByName: text('submitted_by_name'),
    /** The checker: another person, whatever the service says. */
    approvedBy: uuid('approved_by'),
    approvedByName: text('approved_by_name'),
    lotId: uuid('lot_id').unique(),
    publishedAt: instantColumn('published_at'),
  },
  (table) => [
    index('listing_of_bank').on(table.bank, table.id),
    index('listing_of_case').on(table.caseId),
    check(
      'listing_status',
      sql`${table.status} in ('draft', 'submitted', 'approved', 'published', 'withdrawn')`,
    ),
    check('listing_route', sql`${table.route} in ('bidding', 'auction', 'judicial', 'civil-2020')`),
    check('listing_start', isAmount(table.startMinor)),
    check('listing_deposit', isAmount(table.depositMinor)),
    check('listing_two_people', sql`${table.approvedBy} <> ${table.submittedBy}`),
    check(
      'listing_submitted',
      sql`${table.status} not in ('submitted', 'approved', 'published') or ${table.submittedBy} is not null`,
    ),
    check(
      'listing_approved',
      sql`${table.status} not in ('approved', 'published') or ${table.approvedBy} is not null`,
    ),
    check('listing_published', sql`${table.status} <> 'published' or ${table.lotId} is not null`),
    check('listing_lot', sql`${table.status} in ('published', 'withdrawn') or ${table.lotId} is null`),
    check('listing_reserve', sql`${table.lotId} is null or ${table.reserve} is null`),
    check('listing_published_at', sql`(${table.lotId} is null) = (${table.publishedAt} is null)`),
  ],
);

/** What a listing sells, in the order the bank gave. */
export const listingRight = pgTable(
  'listing_right',
  {
    listingId: uuid('listing_id')
      .notNull()
      .references(() => listing.id),
    position: integer().notNull(),
    rightId: uuid('right_id')
      .notNull()
      .references(() => caseRight.id),
  },
  (table) => [
    primaryKey({ columns: [table.listingId, table.position] }),
    unique('listing_right_once').on(table.listingId, table.rightId),
    index('listing_right_listings').on(table.rightId),
  ],
);

/** Append-only: who moved a listing from where to where, and why. `revision` is the one the move made. */
export const listingMove = pgTable(
  'listing_move',
  {
    listingId: uuid('listing_id')
      .notNull()
      .references(() => listing.id),
    revision: integer().notNull(),
    at: instantColumn('at').notNull(),
    actor: uuid().notNull(),
    actorName: text('actor_name').notNull(),
    from: text(),
    to: text().notNull(),
    reason: text(),
  },
  (table) => [primaryKey({ columns: [table.listingId, table.revision] })],
);

/** The last serial of each year, for numbers like `SX-2026-000123`. */
export const lotSerial = pgTable('lot_serial', {
  year: integer().primaryKey(),
  last: integer().notNull(),
});

/**
 * What was published, append-only: the public notice, and beside it the facts that must stay as they were that day.
 * `snapshot` is `json`, so that it stays the text whose hash is in entry 1 of the lot's log.
 */
export const notice = pgTable('notice', {
  lotId: uuid('lot_id').primaryKey(),
  listingId: uuid('listing_id')
    .notNull()
    .unique()
    .references(() => listing.id),
  number: text().notNull().unique(),
  snapshot: json().$type<NoticeView>().notNull(),
  hash: char({ length: 64 }).notNull(),
  bank: uuid().notNull(),
  bankName: text('bank_name').notNull(),
  bankCreditCode: text('bank_credit_code').notNull(),
  /** Credit codes of seller, debtor, pledgor and valuers: they and theirs may not bid (3-trading-rules §3.6). */
  parties: text().array().notNull(),
});

/**
 * A right is in one lot at a time, whoever lists it: it stands here under every number that its register has for it. The
 * rows go when the lot ended without a sale.
 */
export const rightOnSale = pgTable(
  'right_on_sale',
  {
    type: text().notNull(),
    jurisdiction: text().notNull(),
    number: text().notNull(),
    lotId: uuid('lot_id')
      .notNull()
      .references(() => notice.lotId),
  },
  (table) => [
    primaryKey({ columns: [table.number, table.type, table.jurisdiction] }),
    index('right_on_sale_of_lot').on(table.lotId),
  ],
);
