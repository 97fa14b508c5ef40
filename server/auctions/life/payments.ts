import { randomBytes } from 'node:crypto';
import type { Organisation, Principal } from '@reassign/shared/accounts/types.ts';
import type { DebtPaymentInput, DebtPaymentList } from '@reassign/shared/auctions/life-api.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { LotId, OrganisationId } from '@reassign/shared/kernel/ids.ts';
import { problem, type ProblemCode } from '@reassign/shared/kernel/problems.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import * as repo from './repo.ts';
import type { Life, MoveAnswer } from './service.ts';

export interface PaymentsDeps {
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
  readonly life: Pick<Life, 'act'>;
  /** What others are to a lot, by credit code; `null` when there is no such lot. */
  readonly rolesOf: (
    lotId: LotId,
  ) => Promise<readonly { readonly ground: string; readonly creditCode: string }[] | null>;
  readonly sellerOf: (lotId: LotId) => Promise<OrganisationId | null>;
}

const no = (code: ProblemCode): MoveAnswer => ({ ok: false, problem: problem(code) });

/**
 * A debtor, or who pledged for it, says that debt and costs are paid, with the proof for whoever sells. The log has the
 * moment, which keeps the profile's cut-off (3-trading-rules §3.5); the seller settles when it has seen the money.
 */
export function createPayments({ db, clock, life, rolesOf, sellerOf }: PaymentsDeps) {
  /** `null` when there is no such lot. */
  async function isDebtor(lotId: LotId, organisation: Organisation | null): Promise<boolean | null> {
    const roles = await rolesOf(lotId);
    if (roles === null) return null;
    return roles.some(
      ({ ground, creditCode }) =>
        (ground === 'debtor' || ground === 'pledgor') && creditCode === organisation?.creditCode,
    );
  }

  return {
    async notify(lotId: LotId, person: Principal, { amount, proof }: DebtPaymentInput): Promise<MoveAnswer> {
      const { organisation } = person;
      const isTheirs = await isDebtor(lotId, organisation);
      if (isTheirs === null) return no('unknown-lot');
      if (!isTheirs || organisation === null) return no('not-your-move');
      const answer = await life.act(lotId, person, 'debtor', { type: 'NotifyPayment' });
      // The notice stands already: what comes now is more proof of it.
      const isAgain = !answer.ok && answer.problem.code === 'nothing-changes';
      if (!answer.ok && !isAgain) return answer;
      const at = clock.now();
      await repo.insertPayment(db, {
        id: uuidv7(at, randomBytes(10)),
        lotId,
        organisation: organisation.id,
        organisationName: organisation.name,
        userId: person.userId,
        amountMinor: amount.amount,
        currency: amount.currency,
        proof,
        at,
      });
      return answer.ok ? answer : { ok: true, seq: await repo.noticeSeq(db, lotId), at: fromInstant(at) };
    },

    /** For who gave notice, who sells, and who runs the platform. */
    async list(lotId: LotId, { organisation }: Principal): Promise<DebtPaymentList | ProblemCode> {
      const mayNotify = await isDebtor(lotId, organisation);
      if (mayNotify === null) return 'unknown-lot';
      const isSeller = organisation !== null && (await sellerOf(lotId)) === organisation.id;
      if (!mayNotify && !isSeller && organisation?.kind !== 'operator') return 'forbidden';
      const rows = await repo.paymentsOf(db, lotId);
      return {
        mayNotify,
        items: rows.map(({ id, organisationName, amountMinor, currency, proof, at }) => ({
          ...{ id, organisation: organisationName, proof, at: fromInstant(at) },
          amount: { amount: amountMinor, currency },
        })),
      };
    },
  };
}

export type Payments = ReturnType<typeof createPayments>;
