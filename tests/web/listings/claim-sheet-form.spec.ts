import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '@reassign/shared/kernel/instant.ts';
import { claimSheetInput } from '@reassign/shared/listings/claim-sheet-api.ts';
import {
  emptyClaim,
  emptyCost,
  firstSheet,
  readRate,
  readSheet,
  sheetFields,
} from '../../../web/listings/claims/claim-sheet-form.ts';
import { bank, caseRight, held } from '../../support/bank-case.ts';
import { claimSheetOf } from '../../support/claim-sheets.ts';

const today = '2026-11-23' as CalendarDay;
const read = readSheet(held, today);
const own = { name: bank, creditCode: '91140100MAD900017H' };

describe('The form of the claims', () => {
  it('begins with what the case knows, and that can be sent as it is', () => {
    const reading = read(firstSheet(held, own, today));
    expect(reading).toMatchObject({
      ok: true,
      value: {
        asOf: today,
        claims: [
          {
            ...{ holder: own, isOwn: true, principal: held.principal, interest: held.interest },
            registrations: [
              { number: 'Y2025980000001', registeredOn: '2025-01-10', rightIds: [caseRight.id] },
            ],
          },
        ],
      },
    });
    expect(reading.ok && claimSheetInput.safeParse(reading.value).success).toBe(true);
  });

  it('shows what came back as it was stated', () => {
    const sheet = claimSheetOf([caseRight.id]);
    expect(read(sheetFields(sheet))).toEqual({ ok: true, value: sheet });
  });

  it('names everything that is missing at once, where it stands', () => {
    const reading = read({ asOf: '', claims: [{ ...emptyClaim(), isOwn: true }], costs: [emptyCost()] });
    expect(reading.ok ? [] : Object.keys(reading.fault).sort()).toEqual(
      [
        '/asOf',
        ...['holder/name', 'principal', 'interest', 'penalty', 'costs'].map((part) => `/claims/0/${part}`),
        ...['number', 'registeredOn', 'rightIds'].map((part) => `/claims/0/registrations/0/${part}`),
        ...['amount', 'payee', 'voucher'].map((part) => `/costs/0/${part}`),
      ].sort(),
    );
  });

  it('says what the rules refuse before anything is sent', () => {
    const fields = firstSheet(held, own, '2026-11-24');
    expect(read(fields)).toEqual({ ok: false, fault: { '/asOf': { reason: 'in-the-future' } } });
  });

  it.each([
    ['', 0],
    ['4.35', 435],
    ['4.3', 430],
    ['100', 10_000],
    ['100.01', null],
    ['4.355', null],
    ['-1', null],
    ['4,35', null],
  ])('reads a rate of “%s” as %s', (typed, bps) => {
    expect(readRate(typed)).toBe(bps);
  });
});
