import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { ListingRoute } from '@reassign/shared/listings/types.ts';
import type { RuleId } from './catalogue.ts';

/*
 * A scenario: given a lot and its bidders, when these things happen one after the other, then these are the answers. As data,
 * so that any implementation can be asked; `README.md` beside this file says what each member means.
 */

/** On which side of a rule's edge a scenario stands: what the rule allows or does, or what it does not; or it shows both. */
export type Side = 'within' | 'beyond' | 'both';

/** What every scenario has, whatever it is about. */
export interface Titled {
  readonly name: string;
  /** The rules of `rules.json` that it shows. */
  readonly shows: Readonly<Record<RuleId, Side>>;
  /** Why it is played on the pure rules only: no request arranges what is given. */
  readonly pureOnly?: string;
}

export interface Round {
  readonly format: string;
  readonly start: number;
  readonly opensAt: string;
  readonly closesAt: string;
}

/** What the lot is published with, where it differs from `standardTerms`. */
export interface Terms {
  readonly route: ListingRoute;
  readonly start: number;
  readonly increments: readonly { readonly from: number; readonly step: number }[];
  readonly deposit: number;
  readonly opensAt: string;
  readonly closesAt: string;
  /** Hidden, in fen; none unless told. */
  readonly reserve?: number;
  readonly ladder: readonly Round[];
  /** The notice promises the runner-up an offer for so many days after a buyer's default. */
  readonly runnerUpDays?: number;
  readonly offer: Offer;
}

/** How the first round is sold. A fall has the levels and their length; what follows it is as usual. */
type Offer =
  | { readonly format: 'english' }
  | { readonly format: 'dutch'; readonly levels: number; readonly levelMs: number }
  | { readonly format: 'sealed'; readonly pricing: 'first' | 'second' };

/**
 * How far somebody has come towards bidding before the first opening; with a rank, as a priority purchaser, with a mandate, as
 * an agent whose principal confirmed it: `cap` in fen, `until` exclusive.
 */
export type Prepared = 'admitted' | 'deposit-open' | 'stranger' | { readonly rank: number } | Mandated;

export interface Mandated {
  readonly mandate: { readonly cap?: number; readonly until?: string };
}

export interface Bid {
  readonly by: string;
  /** In fen. */
  readonly amount: number;
  /** CNY unless told. */
  readonly currency?: string;
  /** In fen: hidden and binding. */
  readonly maximum?: number;
  /** The sender was asked whether so much is meant. */
  readonly confirmed?: boolean;
}

/** What somebody does with the lot beside bidding: the body of `POST …/moves`, with a reason where it asks for one. */
export interface Move {
  readonly by: 'operator' | 'seller' | 'court';
  readonly move: string;
  readonly cause?: string;
  readonly changes?: readonly {
    readonly pointer: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
  /** By the scenario's name. */
  readonly bidder?: string;
  readonly ground?: string;
}

/** What somebody sends to a lot that is not English. */
export type FormatStep =
  | { readonly take: { readonly by: string; readonly level: number; readonly amount: number } }
  | { readonly hide: { readonly by: string; readonly amount: number; readonly confirmed?: boolean } }
  /** A hidden bid, by its bidder. */
  | { readonly takeBack: string }
  /** What will be read: `null`, nothing; `copied`: in the words of this number. */
  | {
      readonly seal: {
        readonly by: string;
        readonly amount: number | null;
        readonly currency?: string;
        readonly copied?: string;
      };
    }
  /** A keeper from 0, with its own share, or that `of` another. */
  | { readonly share: { readonly keeper: number; readonly of?: number } }
  | { readonly open: true };

export type Answer = 'accepted' | { readonly refused: string };

/** What the public sees; a bidder by the scenario's name for it. */
export interface Seen {
  readonly phase?: string;
  readonly round?: number;
  readonly start?: number;
  readonly deposit?: number;
  readonly price?: number | null;
  readonly asking?: number;
  readonly leader?: string | null;
  readonly bidCount?: number;
  readonly opensAt?: string;
  readonly closesAt?: string;
  /** The cause of the pause. */
  readonly paused?: string | null;
  readonly corrections?: number;
  /** The rounds that are still to come. */
  readonly nextRounds?: number;
  /** Who is offered the right after a default, and until when. */
  readonly runnerUp?: string | null;
  readonly offeredUntil?: string | null;
}

/** Which deposits have to go back, and by when. */
export interface Refunds {
  readonly due: string;
  readonly of: readonly string[];
}

interface Looks {
  readonly lot?: Seen;
  readonly refunds?: Refunds;
}

/** A step that only lots of other formats have. */
export const isOfFormat = (step: Step): step is Step & FormatStep & { readonly then: Answer } =>
  ['take', 'hide', 'takeBack', 'seal', 'share', 'open'].some((name) => name in step);

export type Step = { readonly at: string } & Looks &
  (
    | { readonly bid: Bid; readonly then: Answer }
    | { readonly move: Move; readonly then: Answer }
    | { readonly reconfirm: string; readonly then: Answer }
    | (FormatStep & { readonly then: Answer })
    /** The seller declares that somebody who may not bid is this bidder. */
    | { readonly declare: { readonly bidder: string; readonly ground: string } }
    /** Two people found that the buyer defaulted. */
    | { readonly default: true }
    /** What somebody answers to the offer after it. */
    | { readonly answer: { readonly by: string; readonly accepts: boolean }; readonly then: Answer }
    /** The deposit for the round that is announced is held. */
    | { readonly admit: string }
    | Looks
  );

export interface LotScenario extends Titled {
  readonly terms?: Partial<Terms>;
  readonly bidders: Readonly<Record<string, Prepared>>;
  readonly steps: readonly Step[];
}

/** Notice 1 March 2026; bidding on 17 and 18 March, a court's after 30 days of notice; `civil-2020` starts at the appraisal. */
export const standardTerms = (route: ListingRoute = 'bidding'): Terms => ({
  route,
  start: route === 'civil-2020' ? 1_000_000_00 : 700_000_00,
  increments: [{ from: 0, step: 5_000_00 }],
  deposit: 70_000_00,
  opensAt: route === 'judicial' ? '2026-04-01T10:00:00.000+08:00' : '2026-03-17T10:00:00.000+08:00',
  closesAt: route === 'judicial' ? '2026-04-02T10:00:00.000+08:00' : '2026-03-18T10:00:00.000+08:00',
  ladder: [],
  offer: { format: 'english' },
});

export interface Topic<Scenario extends Titled> {
  readonly topic: string;
  readonly about: string;
  readonly scenarios: readonly Scenario[];
}

/** The scenarios of one folder, file by file. */
export const readTopics = <Scenario extends Titled>(folder: string): readonly Topic<Scenario>[] =>
  globSync(`tests/conformance/scenarios/${folder}/*.json`)
    .sort()
    .map((file) => ({
      topic: basename(file, '.json'),
      ...(JSON.parse(readFileSync(file, 'utf8')) as Omit<Topic<Scenario>, 'topic'>),
    }));

/** Whether requests arrange it. */
export const isForAll = ({ pureOnly }: Titled): boolean => pureOnly === undefined;

export const lotTopics = readTopics<LotScenario>('lots');
