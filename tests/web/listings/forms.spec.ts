import { describe, expect, it } from 'vitest';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import {
  appraisalSchema,
  caseInput,
  circumstancesSchema,
  listingInput,
  pledgeSchema,
} from '@reassign/shared/listings/api.ts';
import { appraisalFields, readAppraisal, usualValidity } from '../../../web/listings/appraisal-form.ts';
import { circumstancesFields, readCircumstances } from '../../../web/listings/circumstances-form.ts';
import { caseFields, emptyCase, readCase } from '../../../web/listings/case-form.ts';
import { listingFields, newListing, readListing } from '../../../web/listings/listing-form.ts';
import { pledgeFields, readPledge } from '../../../web/listings/pledge-form.ts';
import { caseRight, held } from '../../support/bank-case.ts';

describe('The form of a case', () => {
  it('sends what the API takes, and shows what came back as it was typed', () => {
    const reading = readCase(caseFields(held));
    expect(reading).toMatchObject({ ok: true });
    if (!reading.ok) return;
    expect(caseInput.safeParse(reading.value).success).toBe(true);
    expect(caseFields(reading.value)).toEqual(caseFields(held));
  });

  it('names everything that is missing at once, and not the date that may come later', () => {
    const reading = readCase({ ...emptyCase, pledgorIsDebtor: false });
    expect(reading.ok ? [] : Object.keys(reading.fault).sort()).toEqual(
      ['debtorName', 'defaultedOn', 'interest', 'pledgorName', 'principal', 'reference'].sort(),
    );
  });

  it('takes the debtor for the pledgor when they are the same', () => {
    const reading = readCase({
      ...caseFields(held),
      pledgorIsDebtor: true,
      pledgorName: '',
      pledgorCode: 'x',
    });
    expect(reading).toMatchObject({ ok: true, value: { pledgor: held.debtor } });
  });

  it('says which check character is right', () => {
    const reading = readCase({ ...caseFields(held), debtorCode: '91140100MAD900017X' });
    expect(reading).toEqual({
      ok: false,
      fault: { debtorCode: { reason: 'wrong-check', suggestion: '91140100MAD900017H' } },
    });
  });

  it('lets a party be without a code', () => {
    expect(readCase({ ...caseFields(held), debtorCode: ' ' })).toMatchObject({
      ok: true,
      value: { debtor: { name: held.debtor.name } },
    });
  });
});

describe('The form of a pledge', () => {
  it('starts with the bank and the pledgor of the case', () => {
    expect(pledgeFields(null, { pledgee: 'B', pledgor: 'P' })).toEqual({
      registrationNumber: '',
      registeredOn: '',
      pledgee: 'B',
      pledgor: 'P',
      cap: null,
      claimed: null,
    });
  });

  it('takes an unusual registration number as it is: its structure is not certain', () => {
    const pledge = { registrationNumber: '甲 123', registeredOn: '2025-01-10', pledgee: 'B', pledgor: 'P' };
    const reading = readPledge(pledgeFields(pledge, pledge));
    expect(reading).toEqual({ ok: true, value: pledge });
    expect(pledgeSchema.safeParse(reading.ok && reading.value).success).toBe(true);
  });
});

describe('The form of a right’s circumstances', () => {
  const fields = circumstancesFields(null, { today: '2026-11-23' });

  it('sends what the API takes, and shows what came back as it was typed', () => {
    const full = {
      ...fields,
      frozenBy: '示例法院',
      feesPaidUntil: '2027-08-26',
      coOwnersConsentedOn: '2026-11-01',
      similarMarks: 'all-included' as const,
      approvalFrom: '示例主管部门',
      approvalGrantedOn: '2026-10-01',
    };
    const reading = readCircumstances(full, { isMark: true });
    expect(circumstancesSchema.safeParse(reading.ok && reading.value).success).toBe(true);
    expect(reading.ok && circumstancesFields(reading.value, { today: '' })).toEqual(full);
  });

  it('says of a patent nothing about marks, and nothing that was left blank', () => {
    expect(readCircumstances(fields, { isMark: false })).toEqual({
      ok: true,
      value: { checkedOn: '2026-11-23', status: 'in-force', isStateAsset: false },
    });
  });
});

describe('The form of an appraisal', () => {
  const fields = appraisalFields(caseRight.appraisal);

  it('sends what the API takes', () => {
    const reading = readAppraisal(fields);
    expect(appraisalSchema.safeParse(reading.ok && reading.value).success).toBe(true);
  });

  it.each([
    ['2026-09-30', false],
    ['2026-10-01', true],
  ])('is valid on the day of the appraisal at the earliest: %s', (validUntil, ok) => {
    expect(readAppraisal({ ...fields, validUntil }).ok).toBe(ok);
  });

  it.each([
    ['2026-10-01', '2027-09-30'],
    ['2028-02-29', '2029-02-28'],
    ['', null],
  ])('offers a year from %s: %s', (appraisedOn, expected) => {
    expect(usualValidity(appraisedOn)).toBe(expected);
  });
});

describe('The form of a listing', () => {
  const fields = {
    ...newListing(held),
    description: '现状转让',
    start: money(70_000_000, CNY),
    increment: money(500_000, CNY),
    tiers: [{ from: money(100_000_000, CNY), step: money(1_000_000, CNY) }],
    deposit: money(3_500_000, CNY),
    opensAt: '2026-12-10T10:00',
    closesAt: '2026-12-11T10:00',
  };

  it('starts with all rights of the case, and the title of the only one', () => {
    expect(newListing(held)).toMatchObject({ title: '一种滚子链条', rightIds: [caseRight.id] });
  });

  it('sends what the API takes, and shows what came back as it was typed', () => {
    const reading = readListing(held.id, fields);
    expect(listingInput.safeParse(reading.ok && reading.value).success).toBe(true);
    expect(reading.ok && listingFields(reading.value)).toEqual(fields);
  });

  it.each([
    ['2026-12-10T10:00', false],
    ['2026-12-10T10:01', true],
  ])('closes after it opens: %s', (closesAt, ok) => {
    expect(readListing(held.id, { ...fields, closesAt }).ok).toBe(ok);
  });

  it('keeps the papers of a court, the later rounds and the floor', () => {
    const court = {
      ...fields,
      route: 'judicial' as const,
      court: '示例法院',
      caseNumber: '(2026)示01执1号',
      ruledOn: '2026-10-01',
      platformChosenOn: '2026-10-08',
      viewingFrom: '2026-12-01',
      viewingUntil: '2026-12-02',
      ladder: [
        {
          format: 'english' as const,
          start: money(56_000_000, CNY),
          opensAt: '2026-12-28T10:00',
          closesAt: '2026-12-29T10:00',
        },
      ],
      floor: money(50_000_000, CNY),
    };
    const reading = readListing(held.id, court);
    expect(listingInput.safeParse(reading.ok && reading.value).success).toBe(true);
    expect(reading.ok && listingFields(reading.value)).toEqual(court);
    expect(readListing(held.id, { ...court, court: ' ' })).toEqual({
      ok: false,
      fault: { court: { reason: 'missing' } },
    });
  });

  it('needs a right', () => {
    expect(readListing(held.id, { ...fields, rightIds: [] })).toEqual({
      ok: false,
      fault: { rightIds: { reason: 'missing' } },
    });
  });
});
