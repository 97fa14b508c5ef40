export type Id<Kind extends string> = string & { readonly __id: Kind };

export type UserId = Id<'user'>;
export type OrganisationId = Id<'organisation'>;
export type CaseId = Id<'case'>;
export type RightId = Id<'right'>;
export type ListingId = Id<'listing'>;
export type LotId = Id<'lot'>;
export type RegistrationId = Id<'registration'>;
export type DepositId = Id<'deposit'>;
/** Of a portable deposit. */
export type PortableId = Id<'portable'>;
/** Made by the client before it sends, kept until it knows the outcome, and reused on every retry. */
export type CommandId = Id<'command'>;
/** What the room sees instead of a name: random per lot, `100`–`999999`, as text. */
export type BidderNumber = string & { readonly __brand: 'BidderNumber' };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** RFC 9562, lower case: one spelling per id, so that ids compare as text. */
export const isUuid = (text: string): boolean => UUID.test(text);

/** What people see: `SX-2026-000123`. */
export const lotNumber = (province: string, year: number, serial: number): string =>
  `${province}-${String(year)}-${String(serial).padStart(6, '0')}`;
