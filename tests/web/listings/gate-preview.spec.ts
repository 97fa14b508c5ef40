import { describe, expect, it } from 'vitest';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { type Instant, parseInstant, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
import { statementCodes } from '@reassign/shared/listings/statements.ts';
import { type GateCode, gateCodes } from '@reassign/shared/listings/types.ts';
import {
  type Preview,
  previewGates,
  serverGates,
  usualIncrement,
} from '../../../web/listings/gate-preview.ts';
import { type ListingFields, newListing } from '../../../web/listings/listing-form.ts';
import { bank, caseRight, held } from '../../support/bank-case.ts';

const yuan = (amount: number) => money(amount * 100, CNY);
const fields: ListingFields = {
  ...newListing(held),
  texts: Object.fromEntries(statementCodes.map((code) => [code, '无'])) as ListingFields['texts'],
  start: yuan(700_000),
  increment: yuan(5_000),
  deposit: yuan(35_000),
  opensAt: '2026-12-10T10:00',
  closesAt: '2026-12-11T10:00',
};
const preview = (change: Partial<ListingFields> = {}, more: Partial<Preview> = {}) =>
  previewGates({
    held,
    fields: { ...fields, ...change },
    profile: bidding,
    seller: bank,
    ...{ sellerKind: 'bank', courtListSince: null, failedRounds: 0 },
    publishedAt: parseInstant('2026-11-24T00:00:00+08:00') as Instant,
    onSale: new Set(),
    keepers: [],
    said: [],
    ...more,
  });
const lineOf = (gate: GateCode, ...given: Parameters<typeof preview>) =>
  preview(...given).find((line) => line.gate === gate);

describe('The checklist of publication', () => {
  it('has every gate once, each with its article, and all are met by a sound listing', () => {
    const lines = preview();
    expect(lines.map(({ gate }) => gate)).toEqual(gateCodes);
    expect(lines.every(({ article }) => article !== '')).toBe(true);
    expect(lines.filter(({ state }) => state !== 'met')).toEqual([]);
  });

  it('asks by the version in force, and cites it', () => {
    const next = { ...bidding, version: 2, noticeDays: 16 };
    const opens = { opensAt: '2026-12-10T10:00', closesAt: '2026-12-11T10:00' };
    expect(lineOf('notice-too-short', opens)?.state).toBe('met');
    expect(lineOf('notice-too-short', opens, { profile: next })).toMatchObject({
      state: 'closed',
      article: expect.stringContaining('bidding/2') as string,
    });
  });

  it('waits for what is not filled in yet instead of finding fault with it', () => {
    const lines = preview({ start: null, increment: null, deposit: null, opensAt: '', closesAt: '' });
    expect(lines.filter(({ state }) => state === 'waiting').map(({ gate }) => gate)).toEqual([
      'right-expired',
      'appraisal-expired',
      'currency-mixed',
      'amount-too-large',
      'start-out-of-range',
      'deposit-out-of-range',
      'increment-missing',
      'notice-too-short',
      'bidding-too-short',
    ]);
    expect(lines.filter(({ state }) => state === 'closed')).toEqual([]);
  });

  it.each([
    [699_999, 'closed'],
    [700_000, 'met'],
  ])('start at %i yuan: %s', (start, state) => {
    expect(lineOf('start-out-of-range', { start: yuan(start) })?.state).toBe(state);
  });

  it('offers the lowest start, also before one is written', () => {
    const offer = { kind: 'amount', field: 'start', value: yuan(700_000) };
    expect(lineOf('start-out-of-range', { start: null })?.offer).toEqual(offer);
    expect(lineOf('start-out-of-range', { start: yuan(1) })?.offer).toEqual(offer);
  });

  it('offers the nearer end of the range for a deposit', () => {
    const offered = (deposit: number | null) =>
      lineOf('deposit-out-of-range', { deposit: deposit === null ? null : yuan(deposit) })?.offer?.value;
    expect(offered(null)).toEqual(yuan(35_000));
    expect(offered(34_999)).toEqual(yuan(35_000));
    expect(offered(140_001)).toEqual(yuan(140_000));
    expect(lineOf('deposit-out-of-range', { start: null, deposit: null })?.offer).toBeNull();
  });

  it('offers ten o’clock of the first lawful day, and a day of bidding', () => {
    const timeOf = (gate: GateCode, change: Partial<ListingFields>) => {
      const offer = lineOf(gate, change)?.offer;
      return offer?.kind === 'time' ? toRfc3339(offer.value) : null;
    };
    expect(timeOf('notice-too-short', { opensAt: '2026-11-25T10:00' })).toBe('2026-12-10T02:00:00.000Z');
    expect(timeOf('bidding-too-short', { closesAt: '' })).toBe('2026-12-11T02:00:00.000Z');
    expect(timeOf('bidding-too-short', { opensAt: '', closesAt: '' })).toBeNull();
  });

  it('takes the words of whatever it offers: the gate is met then', () => {
    expect(lineOf('notice-too-short', { opensAt: '2026-12-10T10:00' })?.state).toBe('met');
    expect(lineOf('bidding-too-short', { closesAt: '2026-12-11T10:00' })?.state).toBe('met');
    expect(lineOf('bidding-too-short', { closesAt: '2026-12-11T09:59' })?.state).toBe('closed');
  });

  it('looks at the chosen rights only', () => {
    const bare = { ...caseRight, id: '019cd000-0000-7000-8000-000000000012', pledge: null, appraisal: null };
    const wide = { held: { ...held, rights: [caseRight, bare] } };
    expect(lineOf('pledge-missing', {}, wide)?.state).toBe('met');
    const both = lineOf('pledge-missing', { rightIds: [caseRight.id, bare.id] }, wide);
    expect(both).toMatchObject({ state: 'closed', reasons: [{ facts: { rightId: bare.id } }] });
  });

  it('believes the server about rights in other lots', () => {
    expect(lineOf('right-on-sale', {}, { onSale: new Set([caseRight.id]) })?.state).toBe('closed');
  });

  it('shows the server’s gates with nothing to take over', () => {
    const lines = serverGates([{ gate: 'pledge-missing', article: '民法典 444', facts: {} }], bidding);
    expect(lines.filter(({ state }) => state === 'closed').map(({ gate }) => gate)).toEqual([
      'pledge-missing',
    ]);
    expect(lines.every(({ offer }) => offer === null)).toBe(true);
  });
});

describe('The usual increment', () => {
  it.each([
    [700_000, 5_000],
    [1_000_000, 10_000],
    [199_999, 1_000],
    [50, 1],
  ])('is about 1 %% of %i yuan as a round figure: %i', (start, expected) => {
    expect(usualIncrement(yuan(start))).toEqual(yuan(expected));
  });
});
