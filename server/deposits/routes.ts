import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import {
  conditionsView,
  depositList,
  depositQuery,
  receiptAnswer,
  receiptInput,
  registrationInput,
  registrationList,
  type RegistrationView,
  registrationView,
} from '@reassign/shared/deposits/api.ts';
import { conditions } from '@reassign/shared/deposits/conditions.ts';
import { readDepositReference } from '@reassign/shared/deposits/reference.ts';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { fromInstant, toInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { BankAccount } from '../platform/config.ts';
import { ProblemError } from '../platform/problem-handler.ts';
import type { Deposits, StoredRegistration } from './service.ts';

export interface DepositRoutes {
  readonly deposits: Deposits;
  /** Where deposits are paid to. */
  readonly account: BankAccount;
  /** The lots an organisation may have registered for: newest first. */
  readonly recentLots: () => Promise<readonly LotId[]>;
}

const lotParams = z.strictObject({ id: idSchema });
const broker = { kind: 'agency', role: 'broker', accredited: true } as const;
const officer = { kind: 'operator', role: 'officer', secondFactor: true } as const;
const PAGE = 50;

export const depositRoutes: FastifyPluginAsyncZod<DepositRoutes> = async (app, options) => {
  const { deposits, account, recentLots } = options;

  app.get(
    '/api/v1/conditions',
    { config: { access: 'public' }, schema: { response: { 200: conditionsView } } },
    () => conditions,
  );

  app.post(
    '/api/v1/lots/:id/registrations',
    {
      config: { access: { ...broker, secondFactor: true }, idempotent: true },
      schema: { params: lotParams, body: registrationInput, response: { 201: registrationView } },
    },
    async (request, reply) => {
      const { conditionsVersion: version, conditionsHash: hash } = request.body;
      const applicant = applicantOf(request.principal);
      const result = await deposits.register(request.params.id as LotId, applicant, { version, hash });
      if (!result.ok) {
        const { code, ...facts } = result.refusal;
        throw new ProblemError(code, 'ground' in facts ? { facts } : {});
      }
      return reply.code(201).send(viewOf(result.registration, account));
    },
  );

  app.get(
    '/api/v1/registrations',
    { config: { access: broker }, schema: { response: { 200: registrationList } } },
    async (request) => {
      const own = await deposits.ownOf(applicantOf(request.principal).organisation.id, await recentLots());
      return { items: own.map((registration) => viewOf(registration, account)) };
    },
  );

  app.get(
    '/api/v1/deposits',
    { config: { access: officer }, schema: { querystring: depositQuery, response: { 200: depositList } } },
    async ({ query }) => {
      const rows = await deposits.listByStatus(query.status ?? 'requested', query.cursor ?? null, PAGE + 1);
      const items = rows.slice(0, PAGE).map(({ reference, amount, payer, status, requestedAt }) => ({
        reference,
        amount,
        payer,
        status,
        requestedAt: fromInstant(requestedAt),
      }));
      return { items, nextCursor: rows.length > PAGE ? (rows[PAGE - 1]?.id ?? null) : null };
    },
  );

  app.post(
    '/api/v1/deposits/:reference/receipts',
    {
      config: { access: officer, idempotent: true },
      schema: {
        params: z.strictObject({ reference: z.string().check(z.maxLength(40)) }),
        body: receiptInput,
        response: { 201: receiptAnswer },
      },
    },
    async (request, reply) => {
      const reference = readDepositReference(request.params.reference);
      if (!reference.ok) throw new ProblemError('bad-reference', { facts: reference.fault });
      const { amount, payer, receivedAt } = request.body;
      assert(request.principal, 'access was checked');
      const result = await deposits.confirmReceipt(
        reference.value,
        { amount: toMoney(amount), payer, receivedAt: toInstant(receivedAt) },
        request.principal.userId,
      );
      if (!result.ok) throw new ProblemError(result.refusal);
      return reply.code(201).send({ status: result.status });
    },
  );
};

function applicantOf(principal: Principal | null) {
  assert(principal?.organisation, 'access was checked');
  return { organisation: principal.organisation, userId: principal.userId };
}

const viewOf = (registration: StoredRegistration, account: BankAccount): RegistrationView => ({
  id: registration.id,
  lotId: registration.lotId,
  bidderNumber: registration.bidderNumber,
  registeredAt: fromInstant(registration.registeredAt),
  deposit: {
    reference: registration.deposit.reference,
    amount: registration.deposit.amount,
    status: registration.deposit.status,
    account,
  },
});
