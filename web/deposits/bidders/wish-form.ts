import type { Registrant } from '@reassign/shared/deposits/admission.ts';
import type { RegistrationInput } from '@reassign/shared/deposits/api.ts';
import { type Reading, read, unreadable } from '@reassign/shared/kernel/decision.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import { readShanghai } from '../../ui/shanghai-time.ts';
import { nobody, readWho, type WhoFaults, type WhoFields } from './who-form.ts';

export interface WishFields {
  /** One of `registrants`: a select knows text only. */
  as: string;
  readonly registrants: readonly Registrant[];
  isAgent: boolean;
  principal: WhoFields;
  cap: Money | null;
  /** As a `DateTimeField` holds it; empty: no end. */
  until: string;
  isAbroad: boolean;
  letterNumber: string;
  letterItem: string;
}

export const newWish = (registrants: readonly Registrant[]): WishFields => ({
  as: registrants[0] ?? 'person',
  registrants,
  isAgent: false,
  principal: nobody(),
  cap: null,
  until: '',
  isAbroad: false,
  letterNumber: '',
  letterItem: '',
});

export interface WishFaults {
  readonly principal?: WhoFaults;
  readonly letterNumber?: true;
  readonly letterItem?: true;
}

/** In whose name somebody wants to register. */
export const registrantOf = ({ as, registrants }: Pick<WishFields, 'as' | 'registrants'>): Registrant =>
  registrants.find((one) => one === as) ?? 'person';

type Wish = Pick<RegistrationInput, 'as' | 'principal' | 'authority' | 'letter'>;

function authorityIn({ cap, until }: WishFields): Pick<Wish, 'authority'> {
  const end = readShanghai(until);
  const limits = { ...(cap && { cap }), ...(end !== null && { until: fromInstant(end) }) };
  return Object.keys(limits).length === 0 ? {} : { authority: limits };
}

/** What is sent beside the conditions. */
export function readWish(fields: WishFields): Reading<Wish, WishFaults> {
  const { isAgent, principal, isAbroad } = fields;
  const as = registrantOf(fields);
  const [number, item] = [fields.letterNumber.trim(), fields.letterItem.trim()];
  if (isAbroad && number === '') return unreadable({ letterNumber: true });
  if (isAbroad && item === '') return unreadable({ letterItem: true });
  const letter = isAbroad ? { letter: { number, item } } : {};
  if (!isAgent) return read({ as, ...letter });
  const reading = readWho(principal);
  return reading.ok
    ? read({ as, principal: reading.value, ...authorityIn(fields), ...letter })
    : unreadable({ principal: reading.fault });
}
