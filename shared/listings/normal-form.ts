import { readCreditCode } from '../accounts/credit-code.ts';
import type { Reading } from '../kernel/decision.ts';
import type { IdentifierFault } from '../kernel/identifier.ts';
import type { ProblemFault } from '../kernel/problems.ts';
import type { RightView } from './api.ts';
import { readIpc, readLocarno } from './identifiers/classification.ts';
import { cnPatentKind, readCnApplication } from './identifiers/cn-application.ts';
import { readCopyrightNumber } from './identifiers/copyright.ts';
import {
  readEpApplication,
  readPctApplication,
  readUsApplication,
} from './identifiers/foreign-application.ts';
import { readNiceEdition } from './identifiers/nice.ts';
import { readPublicationNumber } from './identifiers/publication.ts';
import { readTrademarkNumber } from './identifiers/trademark.ts';

/*
 * What a person typed or a file held, with every number in its normal form: one right has one spelling. Faults are
 * collected, so that all of them can be shown at once.
 */

type Faults = ProblemFault[];
type PatentView = Extract<RightView, { type: 'patent' }>;
type PartyView = RightView['owners'][number];

export interface NormalRight {
  readonly right: RightView;
  /** What identifies it in its register: the application before the publication. */
  readonly number: string;
}

/** `null` when something was found and put into `faults`, with pointers below `pointer`. */
export function normaliseRight(right: RightView, pointer: string, faults: Faults): NormalRight | null {
  const found: Faults = [];
  const owners = right.owners.map((owner, index) =>
    normaliseParty(owner, `${pointer}/owners/${index}`, found),
  );
  const normal = normaliseNumbers({ ...right, owners }, pointer, found);
  faults.push(...found);
  return found.length === 0 ? normal : null;
}

export function normaliseParty(party: PartyView, pointer: string, faults: Faults): PartyView {
  if (party.creditCode === undefined) return party;
  const creditCode = take(
    readCreditCode(party.creditCode),
    `${pointer}/creditCode`,
    party.creditCode,
    faults,
  );
  return { ...party, creditCode };
}

function normaliseNumbers(right: RightView, pointer: string, faults: Faults): NormalRight {
  if (right.type === 'patent') return normalisePatent(right, pointer, faults);
  const at = `${pointer}/registrationNumber`;
  if (right.type === 'trademark') {
    const number = take(readTrademarkNumber(right.registrationNumber), at, right.registrationNumber, faults);
    const niceEdition = take(
      readNiceEdition(right.niceEdition),
      `${pointer}/niceEdition`,
      right.niceEdition,
      faults,
    );
    return { right: { ...right, registrationNumber: number, niceEdition }, number };
  }
  const read = readCopyrightNumber(right.registrationNumber);
  if (read.ok && read.value.work !== right.work)
    faults.push({
      pointer: `${pointer}/work`,
      reason: 'wrong-kind',
      value: right.work,
      suggestion: read.value.work,
    });
  const number = take(
    read.ok ? { ok: true, value: read.value.number } : read,
    at,
    right.registrationNumber,
    faults,
  );
  return { right: { ...right, registrationNumber: number }, number };
}

function normalisePatent(right: PatentView, pointer: string, faults: Faults): NormalRight {
  const { applicationNumber: application, publicationNumber: publication, locarno } = right;
  const numbers = {
    ...(application !== undefined && {
      applicationNumber: take(
        readApplication(right, application, pointer, faults),
        `${pointer}/applicationNumber`,
        application,
        faults,
      ),
    }),
    ...(publication !== undefined && {
      publicationNumber: readPublication(right, publication, pointer, faults),
    }),
  };
  const number = numbers.applicationNumber ?? numbers.publicationNumber;
  if (number === undefined) faults.push({ pointer: `${pointer}/applicationNumber`, reason: 'empty' });
  return {
    right: {
      ...right,
      ...numbers,
      ipc: right.ipc.map((symbol, index) => take(readIpc(symbol), `${pointer}/ipc/${index}`, symbol, faults)),
      ...(locarno !== undefined && {
        locarno: take(readLocarno(locarno), `${pointer}/locarno`, locarno, faults),
      }),
    },
    number: number ?? '',
  };
}

/** Each office numbers in its own way; a Chinese number also says what kind of patent it is for. */
function readApplication(
  { jurisdiction, kind }: PatentView,
  text: string,
  pointer: string,
  faults: Faults,
): Reading<string, IdentifierFault> {
  if (jurisdiction === 'US') return readUsApplication(text);
  if (jurisdiction === 'WO') return readPctApplication(text);
  const read = jurisdiction === 'EP' ? readEpApplication(text) : readCnApplication(text);
  if (!read.ok) return read;
  const own = 'type' in read.value ? cnPatentKind(read.value.type) : kind;
  if (own !== kind)
    faults.push({ pointer: `${pointer}/kind`, reason: 'wrong-kind', value: kind, suggestion: own });
  return { ok: true, value: read.value.number };
}

function readPublication(
  { jurisdiction }: PatentView,
  text: string,
  pointer: string,
  faults: Faults,
): string {
  const at = `${pointer}/publicationNumber`;
  const read = readPublicationNumber(text);
  if (read.ok && read.value.office !== jurisdiction)
    faults.push({ pointer: at, reason: 'wrong-office', value: text });
  return take(read.ok ? { ok: true, value: read.value.text } : read, at, text, faults);
}

/** The value, or the text as it was with its fault noted. */
function take<Value extends string>(
  read: Reading<Value, IdentifierFault>,
  pointer: string,
  text: string,
  faults: Faults,
): string {
  if (read.ok) return read.value;
  const { reason, expected } = read.fault;
  const suggestion = expected?.whole ?? expected?.character;
  faults.push({ pointer, reason, value: text, ...(suggestion !== undefined && { suggestion }) });
  return text;
}
