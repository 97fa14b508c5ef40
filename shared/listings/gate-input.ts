import { toDay, toInstant, toMoney } from '../kernel/codecs.ts';
import type { RightId } from '../kernel/ids.ts';
import type { CaseRightView, CaseView, ListingInput } from './api.ts';
import type { GateInput } from './gates.ts';
import { toIncrements } from './increments.ts';
import type { Rung } from './ladder.ts';
import type { Party, Right } from './right.ts';
import type { Circumstances, Papers } from './types.ts';

/** What the gates ask of a right, from its wire form: the desk previews with it, the server decides with it. */
export const gateRight = ({
  id,
  right,
  pledge,
  appraisal,
  circumstances,
}: CaseRightView): GateInput['rights'][number] => ({
  id: id as RightId,
  // The wire forms differ by brands only: the schema accepted their days, the identifiers gave a right its normal form.
  right: right as unknown as Right,
  pledge: pledge && gatePledge(pledge),
  appraisal: appraisal && {
    valuer: appraisal.valuer as Party,
    value: toMoney(appraisal.value),
    appraisedOn: toDay(appraisal.appraisedOn),
    validUntil: toDay(appraisal.validUntil),
  },
  circumstances: circumstances as unknown as Circumstances | null,
});

const gatePledge = ({ maximum, ...pledge }: NonNullable<CaseRightView['pledge']>) => ({
  ...pledge,
  registeredOn: toDay(pledge.registeredOn),
  ...(maximum && { maximum: { cap: toMoney(maximum.cap), claimed: toMoney(maximum.claimed) } }),
});

export const gateCase = ({
  debtor,
  pledgor,
  defaultedOn,
  saleAgreedOn,
  acknowledgedOn,
  forfeiture,
  told = [],
  noPriorityHolders = false,
}: CaseView): GateInput['case'] => ({
  debtor: debtor as Party,
  pledgor: pledgor as Party,
  defaultedOn: toDay(defaultedOn),
  saleAgreedOn: saleAgreedOn === null ? null : toDay(saleAgreedOn),
  ...(acknowledgedOn !== undefined && { acknowledgedOn: toDay(acknowledgedOn) }),
  ...(forfeiture !== undefined && { forfeiture }),
  told: told.map((one) => ({ ...one, on: toDay(one.on) })),
  noPriorityHolders,
});

export const gateTerms = (input: ListingInput): GateInput['terms'] => ({
  start: toMoney(input.start),
  increments: toIncrements(input.increments),
  ...(input.fall && { fall: input.fall }),
  ...(input.sealed && { sealed: input.sealed }),
  deposit: toMoney(input.deposit),
  opensAt: toInstant(input.opensAt),
  closesAt: toInstant(input.closesAt),
  papers: input.papers as unknown as Papers,
  ...(input.viewing && { viewing: { from: toDay(input.viewing.from), until: toDay(input.viewing.until) } }),
  statements: input.statements as GateInput['terms']['statements'],
  ladder: input.ladder.map(toRung),
  ...(input.floor && { floor: toMoney(input.floor) }),
  ...(input.runnerUpDays !== undefined && { runnerUpDays: input.runnerUpDays }),
  ...(input.paymentDays !== undefined && { paymentDays: input.paymentDays }),
  ...(input.instalments && { instalments: input.instalments }),
});

export const toRung = ({ format, start, opensAt, closesAt }: ListingInput['ladder'][number]): Rung => ({
  format,
  start: toMoney(start),
  opensAt: toInstant(opensAt),
  closesAt: toInstant(closesAt),
});
