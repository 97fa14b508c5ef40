import { describe, expect, it } from 'vitest';
import type { MeView } from '@reassign/shared/accounts/api.ts';
import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { readReceipt, receiptFields } from '../../../web/deposits/receipt-form.ts';
import { refundWords } from '../../../web/deposits/refund.ts';
import { isWaiting, obstacleOf } from '../../../web/deposits/registration-state.ts';

const broker: MeView = {
  user: { id: '019cd000-0000-7000-8000-000000000001', name: '甲', email: 'a@example.test' },
  organisation: {
    id: '019cd000-0000-7000-8000-000000000002',
    name: '示例机构',
    kind: 'agency',
    creditCode: '91140100MAD9000337',
    accredited: true,
  },
  roles: ['broker'],
  organisations: [],
  twoFactor: true,
  secondFactorRequired: true,
  paymentsSimulated: false,
  demoAccounts: [],
};
const agency = broker.organisation;
const money = { amount: 2_800_000, currency: 'CNY' };
const registration: RegistrationView = {
  id: '019cd000-0000-7000-8000-000000000003',
  lotId: '019cd000-0000-7000-8000-000000000004',
  as: 'organisation',
  bidder: '示例机构',
  agent: null,
  review: null,
  barred: null,
  rank: null,
  bidderNumber: null,
  registeredAt: '2026-11-24T00:00:00.000Z',
  deposit: {
    reference: 'BZJCDPA56CMAGI',
    amount: money,
    status: 'requested',
    isEarmarked: false,
    reducedFrom: null,
    refund: null,
    account: { holder: '户', bank: '行', number: '0' },
    online: { obstacle: null, limit: { amount: 99_999_999, currency: 'CNY' }, isSimulated: true },
    payment: null,
  },
};

describe('A registration', () => {
  it('is open to a broker of an accredited agency while the lot is announced or open', () => {
    expect(obstacleOf(broker, { phase: 'notice' })).toBeNull();
    expect(obstacleOf(broker, { phase: 'open' })).toBeNull();
  });

  it.each([
    ['not-agency', { ...broker, organisation: null }],
    ['not-agency', { ...broker, organisation: agency && { ...agency, kind: 'bank' as const } }],
    ['not-accredited', { ...broker, organisation: agency && { ...agency, accredited: false } }],
    ['not-broker', { ...broker, roles: ['member' as const] }],
    ['second-factor', { ...broker, twoFactor: false }],
  ] satisfies [string, MeView][])('says what is in the way: %s', (expected, me) => {
    expect(obstacleOf(me, { phase: 'open' })).toBe(expected);
  });

  it('asks for no second factor where none is required', () => {
    expect(
      obstacleOf({ ...broker, twoFactor: false, secondFactorRequired: false }, { phase: 'open' }),
    ).toBeNull();
  });

  it.each(['closed', 'sold', 'unsold'] as const)('is over when the lot is %s', (phase) => {
    expect(obstacleOf(broker, { phase })).toBe('closed');
  });

  it('waits for its money, then for its number', () => {
    const held = { ...registration.deposit, status: 'held' as const };
    expect(isWaiting(registration)).toBe(true);
    expect(isWaiting({ ...registration, deposit: held })).toBe(true);
    expect(isWaiting({ ...registration, deposit: held, bidderNumber: '123456' })).toBe(false);
  });
});

describe('A receipt of money', () => {
  const deposit = {
    reference: registration.deposit.reference,
    amount: money,
    payer: '示例机构',
    status: 'requested' as const,
    requestedAt: registration.registeredAt,
  };
  const now = Date.parse('2026-11-24T02:30:00Z') as Instant;

  it('starts as it was asked for, received now', () => {
    expect(receiptFields(deposit, now)).toEqual({
      amount: money,
      payer: '示例机构',
      receivedAt: '2026-11-24T10:30',
    });
  });

  it('is sent in UTC, and only whole', () => {
    const fields = receiptFields(deposit, now);
    expect(readReceipt(fields)).toMatchObject({
      ok: true,
      value: { receivedAt: '2026-11-24T02:30:00.000Z' },
    });
    expect(readReceipt({ amount: null, payer: ' ', receivedAt: '' })).toEqual({
      ok: false,
      fault: {
        amount: { reason: 'missing' },
        payer: { reason: 'missing' },
        receivedAt: { reason: 'missing' },
      },
    });
  });
});

describe('a deposit that went back', () => {
  it('was in time up to the millisecond it was due, and without one', () => {
    const due = '2026-03-19T02:00:00.000Z';
    expect(refundWords({ at: due, dueAt: due })).toBe('refund-on-time');
    expect(refundWords({ at: '2026-03-19T02:00:00.001Z', dueAt: due })).toBe('refund-late');
    expect(refundWords({ at: due, dueAt: null })).toBe('refund-on-time');
    expect(refundWords({ at: null, dueAt: due })).toBe('refund-until');
  });
});
