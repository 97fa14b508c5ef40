import type { Organisation } from '@reassign/shared/accounts/types.ts';
import {
  exportControlOf,
  type LotForBars,
  type LotRelation,
  type RelationGround,
} from '@reassign/shared/deposits/bars.ts';
import { type BidderRules, groundFor } from '@reassign/shared/deposits/register.ts';
import type { BarGround } from '@reassign/shared/deposits/types.ts';
import type { LotId, UserId } from '@reassign/shared/kernel/ids.ts';
import { toMoney } from '@reassign/shared/kernel/codecs.ts';
import { add, type Money } from '@reassign/shared/kernel/money.ts';
import type { Db } from '../platform/db.ts';
import type { Sealer } from '../platform/secrets.ts';
import { openLabel } from './declarations/label.ts';
import * as declarations from './declarations/repo.ts';
import { type Identity, openIdentity, tagsOf, wishOf } from './identity.ts';
import { setBar } from './parties/repo.ts';
import * as repo from './repo.ts';

/** What somebody is to a lot, as its case says, or because of an earlier sale: by credit code, a person as `personTag` makes it. */
interface RoleInLot {
  readonly ground: RelationGround;
  readonly creditCode: string | null;
  readonly person?: string | null;
}

export interface LotBarsDeps {
  readonly sealer: Sealer;
  /** The listings module answers; `null` when there is no such lot. */
  readonly rolesOf: (lotId: LotId) => Promise<readonly RoleInLot[] | null>;
  /** Whether an invention or a utility model is sold. */
  readonly hasTechnology: (lotId: LotId) => Promise<boolean>;
  /** Everything a person is a member of; the accounts module answers. */
  readonly organisationsOf: (user: UserId) => Promise<readonly Organisation[]>;
}

/** The bars of one lot as they stand, for one registrant after the other (3-trading-rules §3.6). */
interface LotBars {
  /** What somebody known by this tag has to get as the executing creditor, as declared; `null`: it is none. */
  claimOf(tag: string): Money | null;
  forLetter(letter: Identity['letter']): LotForBars;
}

/** Whether two spellings name the same item of the catalogue. */
function isItem(item: string | null, other: string): boolean {
  const plain = (text: string): string => text.replaceAll(/\s/g, '').toUpperCase();
  return item !== null && plain(item) === plain(other);
}

export function createLotBars({ sealer, rolesOf, hasTechnology, organisationsOf }: LotBarsDeps) {
  async function barsOf(tx: Db, lotId: LotId, rules: BidderRules): Promise<LotBars | null> {
    const [roles, isTechnology] = await Promise.all([rolesOf(lotId), hasTechnology(lotId)]);
    if (roles === null) return null;
    const declared = await declarations.listRelations(tx, lotId);
    const technology = await declarations.findTechnology(tx, lotId);
    const tags = tagsOf(sealer, lotId);
    const ofCase = roles.map(({ ground, creditCode, person = null }): LotRelation => ({
      ground,
      creditCode: creditCode === null ? null : tags.organisation(creditCode),
      person: person === null ? null : tags.person(person),
    }));
    const { sellerMayBid, creditorMayBid, debtorMayBid } = rules;
    return {
      claimOf(tag) {
        const claims = declared.flatMap((one) => {
          const isOwn = one.ground === 'creditor' && !one.isRelative && hexOf(one.tag) === tag;
          const { claim } = isOwn ? openLabel(sealer, one.id, one.label) : {};
          return claim ? [toMoney(claim)] : [];
        });
        return claims.length === 0 ? null : claims.reduce(add);
      },
      forLetter: (letter) => ({
        relations: [...ofCase, ...declared.map(relationOf)],
        exportControl: exportControlOf(isTechnology, technology?.control ?? null),
        hasLetterOfIntent: letter !== null && technology !== null && isItem(technology.item, letter.item),
        ...{ sellerMayBid, creditorMayBid, debtorMayBid },
      }),
    };
  }

  /**
   * What was declared since may bar somebody who is registered already, or no longer. Under the lot's lock; answers whether
   * anybody is newly barred.
   */
  async function recheck(tx: Db, lotId: LotId, rules: BidderRules): Promise<boolean> {
    const bars = await barsOf(tx, lotId, rules);
    const tags = tagsOf(sealer, lotId);
    let isNews = false;
    for (const { id, identity: sealed, bar } of await repo.listOf(tx, lotId)) {
      const identity = openIdentity(sealer, id, sealed);
      const wish = wishOf(tags, identity, await organisationsOf(identity.user));
      const ground: BarGround | null = bars && groundFor(bars.forLetter(identity.letter), wish);
      if (ground === bar) continue;
      await setBar(tx, id, ground);
      isNews ||= ground !== null;
    }
    return isNews;
  }

  return { barsOf, recheck };
}

export type BarsOfLots = ReturnType<typeof createLotBars>;

const hexOf = (tag: Uint8Array): string => Buffer.from(tag).toString('hex');

const relationOf = ({ ground, kind, tag, isRelative }: declarations.StoredRelation): LotRelation => {
  const hex = hexOf(tag);
  const [creditCode, person] = kind === 'organisation' ? [hex, null] : [null, hex];
  return { ground, creditCode, person, isRelative };
};
