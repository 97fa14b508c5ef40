import * as z from 'zod/mini';
import { isCurrency } from '../../kernel/currency.ts';
import { idSchema, instantSchema } from '../../kernel/schemas.ts';
import { billedServices, billKinds } from './bill.ts';

/** Below zero on a credit note. */
const signedMoney = z.strictObject({
  amount: z.int(),
  currency: z.string().check(z.length(3), z.refine(isCurrency)),
});

const party = z.strictObject({
  name: z.string(),
  /** 统一社会信用代码; `null`: a person. */
  creditCode: z.nullable(z.string()),
});

const otherBill = z.strictObject({ id: idSchema, number: z.string() });

const billFigures = {
  service: z.enum(billedServices),
  vatBps: z.int(),
  net: signedMoney,
  vat: signedMoney,
  gross: signedMoney,
};

/** `GET /api/v1/bills/:id`: a bill of the platform for its own fee, or the credit note that takes one back; no invoice of the tax authority's (发票). */
export const billView = z.strictObject({
  id: idSchema,
  number: z.string(),
  kind: z.enum(billKinds),
  issuer: party,
  recipient: party,
  lotId: idSchema,
  lotNumber: z.string(),
  title: z.string(),
  /** Number of the sale confirmation. */
  confirmation: z.string(),
  ...billFigures,
  grossInCapitals: z.nullable(z.string()),
  issuedAt: instantSchema,
  /** Of a credit note: the bill that it takes back, and why. */
  credits: z.nullable(otherBill),
  reason: z.nullable(z.string()),
  /** Of a bill: the credit note that took it back. */
  creditedBy: z.nullable(otherBill),
});
export type BillView = z.infer<typeof billView>;

/** What a page of a sale says of its bills. */
export const billLink = z.strictObject({
  id: idSchema,
  number: z.string(),
  kind: z.enum(billKinds),
  service: z.enum(billedServices),
  gross: signedMoney,
});
export type BillLink = z.infer<typeof billLink>;

/** Not issued yet: as it would stand today. */
export const billPreview = z.strictObject(billFigures);
export type BillPreview = z.infer<typeof billPreview>;

const year = z.string().check(z.regex(/^20\d\d$/));
const language = z.optional(z.enum(['zh', 'en']));

/** `GET /api/v1/bills?year=2026` (whoever is signed in: its own; officers and supervisors: all), the newest first. */
export const billsQuery = z.strictObject({ year: z.optional(year), cursor: z.optional(idSchema) });

export const billList = z.strictObject({
  items: z.array(billView),
  /** In which there are any, the newest first. */
  years: z.array(z.int()),
  nextCursor: z.nullable(idSchema),
});
export type BillList = z.infer<typeof billList>;

/** `GET /api/v1/bills.csv?year=2026` */
export const billsFileQuery = z.strictObject({ year, language });
/** `GET /api/v1/bills/:id/bill.pdf` */
export const billFileQuery = z.strictObject({ language });
