import {
  type DeclarableGround,
  declarableGrounds,
  MAX_RANK,
  type PriorityGround,
  priorityGrounds,
} from '@reassign/shared/deposits/bars.ts';
import type {
  PriorityInput,
  RelationInput,
  TechnologyInput,
} from '@reassign/shared/deposits/declarations.ts';
import { type Reading, read, unreadable } from '@reassign/shared/kernel/decision.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import { nobody, readWho, type WhoFaults, type WhoFields } from './who-form.ts';

export interface DeclarationFields {
  who: WhoFields;
  ground: string;
  reason: string;
}
export interface DeclarationFaults {
  readonly who?: WhoFaults;
  readonly reason?: true;
  readonly rank?: true;
}

/** Of whom a claim is asked: an executing creditor itself. */
export const hasClaim = ({ ground, isRelative }: ReturnType<typeof newRelation>): boolean =>
  ground === 'creditor' && !isRelative;

export const newRelation = (): DeclarationFields & { isRelative: boolean; claim: Money | null } => ({
  ...{ who: nobody(), ground: 'auxiliary', reason: '', isRelative: false, claim: null },
});
export const newPriority = (): DeclarationFields & { rank: string } => ({
  ...{ who: nobody(), ground: 'co-owner', reason: '', rank: '1' },
});

function readDeclaration(fields: DeclarationFields) {
  const who = readWho(fields.who);
  if (!who.ok) return unreadable<DeclarationFaults>({ who: who.fault });
  const reason = fields.reason.trim();
  return reason === '' ? unreadable<DeclarationFaults>({ reason: true }) : read({ who: who.value, reason });
}

export function readRelation(
  fields: ReturnType<typeof newRelation>,
): Reading<RelationInput, DeclarationFaults> {
  const reading = readDeclaration(fields);
  if (!reading.ok) return reading;
  const ground: DeclarableGround = declarableGrounds.find((one) => one === fields.ground) ?? 'auxiliary';
  const claim = hasClaim(fields) && fields.claim;
  return read({ ...reading.value, ground, isRelative: fields.isRelative, ...(claim && { claim }) });
}

export function readPriority(
  fields: ReturnType<typeof newPriority>,
): Reading<PriorityInput, DeclarationFaults> {
  const reading = readDeclaration(fields);
  if (!reading.ok) return reading;
  const ground: PriorityGround = priorityGrounds.find((one) => one === fields.ground) ?? 'co-owner';
  const rank = Number(fields.rank);
  const isRank = /^\d{1,2}$/.test(fields.rank.trim()) && rank >= 1 && rank <= MAX_RANK;
  return isRank ? read({ ...reading.value, ground, rank }) : unreadable({ rank: true });
}

export const controls = ['free', 'restricted', 'prohibited'] as const;

/** `null`: what is controlled has an item of the catalogue. */
export function readTechnology(control: string, text: string): TechnologyInput | null {
  const item = text.trim();
  if (control === 'restricted' || control === 'prohibited') return item === '' ? null : { control, item };
  return { control: 'free' };
}
