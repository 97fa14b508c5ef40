import { describe, expect, it } from 'vitest';
import { freeMissing, mayEarmark } from '../../../web/deposits/portable/from-balance.ts';
import { fen, USD } from '../../support/ledger.ts';

describe('A deposit from the balance', () => {
  it('takes the last free fen; of one more it says what is missing', () => {
    expect(freeMissing(fen(100), fen(100))).toBeNull();
    expect(freeMissing(fen(100), fen(101))).toEqual(fen(1));
  });

  it('of another currency is missing whole', () => {
    expect(freeMissing(fen(100), fen(5, USD))).toEqual(fen(5, USD));
  });

  const agency = { organisation: { kind: 'agency', accredited: true }, roles: ['broker'] } as never;
  const reader = { organisation: { kind: 'buyer', accredited: false }, roles: ['member'] } as never;
  const of = (as: 'organisation' | 'person', status: string) => ({ as, deposit: { status } }) as never;

  it('is offered while it is waited for, to whose balance it is', () => {
    expect(mayEarmark(agency, of('organisation', 'requested'))).toBe(true);
    expect(mayEarmark(agency, of('organisation', 'held'))).toBe(false);
    expect(mayEarmark(agency, of('person', 'requested'))).toBe(false);
    expect(mayEarmark(reader, of('person', 'requested'))).toBe(true);
    expect(mayEarmark(reader, of('organisation', 'requested'))).toBe(false);
  });
});
