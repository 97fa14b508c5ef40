import { DAY, HOUR, MINUTE } from '../kernel/instant.ts';
import type { JsonObject } from '../verify/canonical-json.ts';

/**
 * A sale route's rules as data, versioned and immutable (3-trading-rules §3.1): a lot keeps the version it was
 * published with. Rates in basis points, durations in milliseconds, days as calendar days.
 */
export interface Profile extends JsonObject {
  readonly route: 'bidding';
  readonly version: number;
  readonly noticeDays: number;
  readonly startMinBps: number;
  readonly depositMinBps: number;
  readonly depositMaxBps: number;
  readonly biddingMinMs: number;
  readonly extensionWindowMs: number;
  readonly extensionMs: number;
  /** A bid over this multiple of the asking price asks for a confirmation. */
  readonly limitTimes: number;
  readonly losersRefundMs: number;
}

export interface ProfileReference {
  readonly route: Profile['route'];
  readonly version: number;
  /** SHA-256 over the canonical JSON of the profile, in hex. */
  readonly hash: string;
}

/** The default route: the bank sells by agreement with the pledgor (民法典 436). 70 % and 15 days are ours. */
export const bidding: Profile = {
  route: 'bidding',
  version: 1,
  noticeDays: 15,
  startMinBps: 7_000,
  depositMinBps: 500,
  depositMaxBps: 2_000,
  biddingMinMs: 24 * HOUR,
  extensionWindowMs: 5 * MINUTE,
  extensionMs: 5 * MINUTE,
  limitTimes: 10,
  losersRefundMs: DAY,
};

export const profiles: readonly Profile[] = [bidding];

export const findProfile = (
  reference: { readonly route: string; readonly version: number },
  among: readonly Profile[] = profiles,
): Profile | undefined =>
  among.find((profile) => profile.route === reference.route && profile.version === reference.version);
