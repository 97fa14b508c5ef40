import { describe, expect, it } from 'vitest';
import { bidding, type Profile } from '@reassign/shared/listings/profile.ts';
import { referTo } from '@reassign/shared/listings/profile-hash.ts';
import { unknowns } from '@reassign/shared/verify/faults.ts';
import { verifyLog } from '@reassign/shared/verify/verify-log.ts';
import { exportLog } from '../../support/exported-log.ts';
import { notice } from '../../support/lot.ts';

describe('the profile that a log brings', () => {
  const sellingUnder = (profile: Profile) =>
    exportLog([notice({ profile: referTo(profile) })], { profiles: [profile] }).lines;

  it('is the one of that route and version, where the verifier knows it, whatever the notice committed to', () => {
    const report = verifyLog(sellingUnder({ ...bidding, losersRefundMs: 0 }));
    expect(report).toMatchObject({ ok: false, seq: 1, fault: 'wrong-profile' });
  });
  it('is believed where the verifier does not know it, and it says so', () => {
    const [known, unknown] = [bidding, { ...bidding, version: 2 }].map((profile) => {
      const report = verifyLog(sellingUnder(profile));
      return report.ok && report.cannotKnow.includes('rules-of-profile');
    });
    expect([known, unknown]).toEqual([false, true]);
    expect(unknowns['rules-of-profile']).toMatch(/^profile unknown to this verifier/);
  });
  it('is bounded, so that no sum of it leaves the whole numbers', () => {
    const odd = { ...bidding, extensionMs: Number.MAX_SAFE_INTEGER };
    expect(verifyLog(sellingUnder(odd))).toMatchObject({
      ok: false,
      fault: 'malformed-header',
    });
  });
});
