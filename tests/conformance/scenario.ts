import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

/*
 * A scenario: given a lot and its bidders, when these things happen one after the other, then these are the answers. As data,
 * so that any implementation can be asked; `README.md` beside this file says what each member means.
 */

/** What the lot is published with, where it differs from `standardTerms`. */
export interface Terms {
  readonly start: number;
  readonly increments: readonly { readonly from: number; readonly step: number }[];
  readonly deposit: number;
  readonly opensAt: string;
  readonly closesAt: string;
  /** Hidden, in fen; none unless told. */
  readonly reserve?: number;
}

/** How far somebody has come towards bidding before the opening. */
export type Prepared = 'admitted' | 'deposit-open' | 'stranger';

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

export type Answer = 'accepted' | { readonly refused: string };

/** What the public sees; a bidder by the scenario's name for it. */
export interface Seen {
  readonly phase?: string;
  readonly price?: number | null;
  readonly asking?: number;
  readonly leader?: string | null;
  readonly bidCount?: number;
  readonly closesAt?: string;
}

export type Step = { readonly at: string } & (
  { readonly bid: Bid; readonly then: Answer; readonly lot?: Seen } | { readonly lot: Seen }
);

export interface Scenario {
  readonly name: string;
  /** Where the rule stands: a section of the rule book, and the article behind it. */
  readonly rule: string;
  readonly article?: string;
  readonly terms?: Partial<Terms>;
  readonly bidders: Readonly<Record<string, Prepared>>;
  readonly steps: readonly Step[];
}

export interface ScenarioFile {
  readonly about: string;
  readonly scenarios: readonly Scenario[];
}

/** Notice 1 March 2026; bidding on 17 and 18 March; route `bidding`, version 1. */
export const standardTerms: Terms = {
  start: 700_000_00,
  increments: [{ from: 0, step: 5_000_00 }],
  deposit: 70_000_00,
  opensAt: '2026-03-17T10:00:00.000+08:00',
  closesAt: '2026-03-18T10:00:00.000+08:00',
};

export const scenarioFiles: readonly (ScenarioFile & { readonly topic: string })[] = globSync(
  'tests/conformance/scenarios/*.json',
)
  .sort()
  .map((file) => ({
    topic: basename(file, '.json'),
    ...(JSON.parse(readFileSync(file, 'utf8')) as ScenarioFile),
  }));
