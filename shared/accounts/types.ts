import type { OrganisationId, UserId } from '../kernel/ids.ts';

/** What an organisation comes for (1-product): the kind decides which desks it sees. */
export const organisationKinds = [
  'bank',
  'agency',
  'buyer',
  'operator',
  'valuer',
  'fund',
  'supervisor',
  'auction-house',
  'court',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** Kinds that anybody may found; the others are set up by whoever runs the platform. */
export const openKinds = [
  'bank',
  'agency',
  'buyer',
  'valuer',
  'auction-house',
  'court',
] as const satisfies readonly OrganisationKind[];

/**
 * What a member may do inside the organisation. `owner` manages members; a bank's `maker` writes what a second
 * person, its `checker`, approves, and so do they of a court; an `auctioneer` confirms what a house knocks down; an agency's `broker` registers and bids; an operator's `officer` runs the platform.
 */
export const roles = ['owner', 'maker', 'checker', 'broker', 'officer', 'auctioneer', 'member'] as const;
export type Role = (typeof roles)[number];

/** The roles that make sense in an organisation of each kind, besides `owner` and `member`. */
export const rolesOf: Readonly<Record<OrganisationKind, readonly Role[]>> = {
  bank: ['owner', 'maker', 'checker', 'member'],
  agency: ['owner', 'broker', 'member'],
  buyer: ['owner', 'member'],
  operator: ['owner', 'officer', 'member'],
  valuer: ['owner', 'member'],
  fund: ['owner', 'member'],
  supervisor: ['owner', 'member'],
  'auction-house': ['owner', 'auctioneer', 'member'],
  court: ['owner', 'maker', 'checker', 'member'],
};

export interface Organisation {
  readonly id: OrganisationId;
  readonly name: string;
  readonly kind: OrganisationKind;
  /** 统一社会信用代码, checked by `credit-code.ts`. */
  readonly creditCode: string;
  /** Set by an operator after looking at the documents; without it an organisation may read but not bid or list. */
  readonly accredited: boolean;
}

/** Whether all these roles exist in an organisation of that kind. */
export const rolesFit = (kind: OrganisationKind, given: readonly Role[]): boolean =>
  given.every((role) => rolesOf[kind].includes(role));

/** Who acts in a request. A person acts for at most one organisation at a time. */
export interface Principal {
  /** Opaque; live sockets of an ended session are closed by it. */
  readonly sessionId: string;
  readonly userId: UserId;
  readonly name: string;
  readonly email: string;
  readonly organisation: Organisation | null;
  readonly roles: readonly Role[];
  readonly twoFactor: boolean;
}
