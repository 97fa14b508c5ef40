import { describe, expect, it } from 'vitest';
import {
  conflictOf,
  exportControlOf,
  type LotRelation,
  partiesOf,
  type RelationGround,
} from '@reassign/shared/deposits/bars.ts';
import { groundFor } from '@reassign/shared/deposits/register.ts';
import { newestProfile } from '@reassign/shared/listings/profile.ts';
import type { ListingRoute } from '@reassign/shared/listings/types.ts';
import { readTopics, type Titled } from './scenario.ts';

/** Who takes part: whoever registers, the person that acts for it, what else that one belongs to, whom it bids for, nobody of them. */
export type Who = 'bidder' | 'acting' | 'employer' | 'principal' | 'stranger';

/** Whom somebody bids for: a company at home, whoever runs the platform, or a person with a passport. */
export type ForWhom = 'company' | 'platform' | { readonly country: string };

/** Who registers: an agency through its broker, who may belong to another organisation too. */
export interface Registrant {
  readonly worksFor?: 'company' | 'seller' | 'court' | 'platform';
  /** Itself unless told. */
  readonly principal?: ForWhom;
  /** It shows the letter of intent for the lot’s item of the catalogue. */
  readonly letter?: boolean;
}

/** What the case of a lot says somebody is. */
export type CaseRole = 'debtor' | 'pledgor' | 'valuer' | 'house';

export interface BidderCase {
  /** `bidding` unless told. */
  readonly route?: ListingRoute;
  readonly inCase?: Partial<Readonly<Record<CaseRole, 'bidder' | 'principal'>>>;
  /** What the seller declares before anybody registers. */
  readonly declared?: readonly {
    readonly ground: Exclude<RelationGround, 'platform'>;
    readonly who: Who;
    readonly isRelative?: boolean;
  }[];
  /** What the export catalogue says of the object, as declared; `none`: a mark is sold. Free unless told. */
  readonly technology?: 'none' | 'unknown' | 'free' | 'restricted' | 'prohibited';
  readonly bidder?: Registrant;
  /** Who is registered for the lot already: the same agency, or `another`. */
  readonly earlier?: Pick<Registrant, 'principal'> & { readonly by: 'bidder' | 'another' };
  /** The ground, or `null`: it may bid. */
  readonly bar: string | null;
}

/** Who may bid (3-trading-rules §3.6): what somebody is to a lot, and whether it is registered. */
export interface BidderScenario extends Titled {
  readonly cases: readonly BidderCase[];
}

/** Asks an implementation for the bar of one case. */
export type AskBar = (one: BidderCase) => Promise<string | null>;

const codes: Readonly<Record<string, string>> = {
  ...{
    bidder: 'AGENCY',
    stranger: 'STRANGER',
    company: 'COMPANY',
    seller: 'SELLER',
    court: 'COURT',
    platform: 'PLATFORM',
  },
};
const grounds = { debtor: 'debtor', pledgor: 'pledgor', valuer: 'auxiliary', house: 'auctioneer' } as const;

const principalOf = (whom: ForWhom | undefined) => {
  if (whom === undefined) return null;
  if (typeof whom === 'object') return { creditCode: null, person: 'client', country: whom.country };
  return { creditCode: whom === 'company' ? 'CLIENT' : 'PLATFORM', person: null, country: 'CN' };
};

function relationsOf({ route = 'bidding', inCase = {}, declared = [], bidder = {} }: BidderCase) {
  const principal = principalOf(bidder.principal);
  const one = (ground: RelationGround, who: Who): LotRelation => {
    if (who === 'acting') return { ground, creditCode: null, person: 'broker' };
    if (who === 'principal')
      return { ground, creditCode: principal?.creditCode ?? null, person: principal?.person ?? null };
    return {
      ground,
      creditCode: codes[who === 'employer' ? (bidder.worksFor ?? '') : who] ?? null,
      person: null,
    };
  };
  const seller = newestProfile(route).seller === 'court' ? 'court' : 'seller';
  return [
    { ground: seller, creditCode: codes[seller] ?? null, person: null } as const,
    { ground: 'platform', creditCode: 'PLATFORM', person: null } as const,
    ...Object.entries(inCase).map(([role, who]) => one(grounds[role as CaseRole], who)),
    ...declared.map(({ ground, who, isRelative = false }) => ({ ...one(ground, who), isRelative })),
  ];
}

export const pureBar: AskBar = (one) => {
  const { route = 'bidding', technology = 'free', bidder = {}, earlier } = one;
  const { worksFor, letter = false } = bidder;
  const principal = principalOf(bidder.principal);
  const employer =
    worksFor === undefined
      ? []
      : [
          {
            kind: worksFor === 'platform' ? 'operator' : 'buyer',
            creditCode: codes[worksFor] ?? '',
          } as const,
        ];
  const control = technology === 'none' || technology === 'unknown' ? null : technology;
  const ground = groundFor(
    {
      ...newestProfile(route),
      relations: relationsOf(one),
      exportControl: exportControlOf(technology !== 'none', control),
      hasLetterOfIntent: letter,
    },
    {
      creditCode: 'AGENCY',
      memberships: [{ kind: 'agency', creditCode: 'AGENCY' }, ...employer],
      person: { tag: 'broker', country: 'CN' },
      principal,
    },
  );
  const parts = (agency: string, broker: string, whom: ForWhom | undefined) => {
    const principal = principalOf(whom);
    return partiesOf(agency, broker, principal && (principal.creditCode ?? principal.person));
  };
  const before =
    earlier &&
    (earlier.by === 'bidder'
      ? parts('AGENCY', 'broker', earlier.principal)
      : parts('ANOTHER', 'colleague', earlier.principal));
  return Promise.resolve(
    ground ?? (before ? conflictOf(parts('AGENCY', 'broker', bidder.principal), before) : null),
  );
};

export const bidderTopics = readTopics<BidderScenario>('bidders');

/** Every scenario as a test. */
export function playBidders(askBar: AskBar): void {
  for (const { topic, about, scenarios } of bidderTopics)
    describe(`${topic}: ${about}`, () => {
      it.each(scenarios)('$name', async ({ cases }) => {
        for (const [nth, one] of cases.entries()) expect(await askBar(one), `case ${nth + 1}`).toBe(one.bar);
      });
    });
}
