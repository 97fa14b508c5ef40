import type { Reading } from '@reassign/shared/kernel/decision.ts';
import { parseDay } from '@reassign/shared/kernel/instant.ts';
import type { ProblemFault } from '@reassign/shared/kernel/problems.ts';
import type { RightView } from '@reassign/shared/listings/api.ts';
import { cnPatentKind, readCnApplication } from '@reassign/shared/listings/identifiers/cn-application.ts';
import { currentNiceEdition, readNiceClass } from '@reassign/shared/listings/identifiers/nice.ts';
import { normaliseRight } from '@reassign/shared/listings/normal-form.ts';
import { cnPatentExpiry, type Patent, type PatentKind, type Right } from '@reassign/shared/listings/right.ts';
import { type FieldFault, type FieldFaults, FormReader } from './form-reader.ts';

export interface RightFields {
  type: Right['type'];
  kind: PatentKind;
  jurisdiction: Patent['jurisdiction'];
  work: 'software' | 'work';
  number: string;
  publicationNumber: string;
  title: string;
  owner: string;
  ownerCode: string;
  /** One a line. */
  coOwners: string;
  filedOn: string;
  grantedOn: string;
  expiresOn: string;
  classes: string;
  goods: string;
}
export type RightField = keyof RightFields;

export const emptyRight = (owner: {
  readonly name: string;
  readonly creditCode?: string | undefined;
}): RightFields => ({
  type: 'patent',
  kind: 'invention',
  jurisdiction: 'CN',
  work: 'software',
  number: '',
  publicationNumber: '',
  title: '',
  owner: owner.name,
  ownerCode: owner.creditCode ?? '',
  coOwners: '',
  filedOn: '',
  grantedOn: '',
  expiresOn: '',
  classes: '',
  goods: '',
});

/** A Chinese number says what it is for; `null` when it cannot be read or says nothing. */
export function kindOf({ type, jurisdiction, number }: RightFields): PatentKind | null {
  if (type !== 'patent' || jurisdiction !== 'CN') return null;
  const reading = readCnApplication(number);
  return reading.ok ? cnPatentKind(reading.value.type) : null;
}

/** The kind that counts: the number knows better than the list. */
export const effectiveKind = (fields: RightFields): PatentKind => kindOf(fields) ?? fields.kind;

/** When a Chinese patent ends by law; `null` while that cannot be said. */
export function expiryOf(fields: RightFields): string | null {
  const { type, jurisdiction, filedOn } = fields;
  const day = parseDay(filedOn);
  return type === 'patent' && jurisdiction === 'CN' && day !== null
    ? cnPatentExpiry(effectiveKind(fields), day)
    : null;
}

/** Numbers come back in their normal form; faults name the field that was typed. */
export function readRight(fields: RightFields): Reading<RightView, FieldFaults<RightField>> {
  const reader = new FormReader<RightField>();
  const typed = typedRight(fields, reader);
  const faults: ProblemFault[] = [];
  const normal = normaliseRight(typed, '', faults);
  for (const { pointer, reason, suggestion } of faults) {
    reader.fault(fieldAt(pointer), {
      reason: reason as FieldFault['reason'],
      ...(suggestion !== undefined && { suggestion }),
    });
  }
  return reader.result(normal?.right ?? typed);
}

function typedRight(fields: RightFields, reader: FormReader<RightField>): RightView {
  const { type, work } = fields;
  const number = reader.text('number', fields.number);
  const owners = [
    reader.party({ name: 'owner', code: 'ownerCode' }, fields.owner, fields.ownerCode),
    ...lines(fields.coOwners).map((name) => ({ name })),
  ];
  const owned = { title: reader.text('title', fields.title), owners, ...ends(fields, reader) };
  const granted = reader.optionalDay('grantedOn', fields.grantedOn);
  const filed = reader.optionalDay('filedOn', fields.filedOn);
  if (granted !== null && filed !== null && granted < filed) {
    reader.fault('grantedOn', { reason: 'dates-out-of-order' });
  }
  if (type === 'patent')
    return typedPatent(fields, { ...owned, applicationNumber: number }, { filed, granted });
  const registered = granted === null ? {} : { registeredOn: granted };
  if (type === 'copyright') {
    const published = filed === null ? {} : { publishedOn: filed };
    return {
      type,
      jurisdiction: 'CN',
      work,
      registrationNumber: number,
      ...owned,
      ...registered,
      ...published,
    };
  }
  const niceClass = reader.identifier('classes', readNiceClass(fields.classes));
  return {
    type,
    jurisdiction: 'CN',
    registrationNumber: number,
    ...owned,
    ...registered,
    niceClass: niceClass?.number ?? 1,
    niceEdition: currentNiceEdition,
    goods: reader.text('goods', fields.goods),
  };
}

function typedPatent(
  fields: RightFields,
  owned: { title: string; owners: RightView['owners']; expiresOn?: string; applicationNumber: string },
  { filed, granted }: { filed: string | null; granted: string | null },
): RightView {
  const { jurisdiction, publicationNumber, classes } = fields;
  const kind = effectiveKind(fields);
  const symbols = classes.split(/[,，;；\n]/).flatMap((symbol) => symbol.trim() || []);
  return {
    type: 'patent',
    kind,
    jurisdiction,
    ...owned,
    ...(publicationNumber.trim() !== '' && { publicationNumber }),
    ...(filed !== null && { filedOn: filed }),
    ...(granted !== null && { grantedOn: granted }),
    ipc: kind === 'design' ? [] : symbols,
    ...(kind === 'design' && symbols[0] !== undefined && { locarno: symbols[0] }),
  };
}

function ends(fields: RightFields, reader: FormReader<RightField>): { expiresOn?: string } {
  const expiresOn = reader.optionalDay('expiresOn', fields.expiresOn) ?? expiryOf(fields);
  return expiresOn === null ? {} : { expiresOn };
}

const lines = (text: string): string[] => text.split('\n').flatMap((line) => line.trim() || []);

/** `/owners/0/creditCode` → the field in which it was typed. */
function fieldAt(pointer: string): RightField {
  const [, first, , last] = pointer.split('/');
  if (last === 'creditCode') return 'ownerCode';
  if (first === 'ipc' || first === 'locarno') return 'classes';
  if (first === 'applicationNumber' || first === 'registrationNumber') return 'number';
  return first as RightField;
}
