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
  withdrawalAnswer,
} from '@reassign/shared/deposits/api.ts';
import { conditions } from '@reassign/shared/deposits/conditions.ts';
import { readDepositReference } from '@reassign/shared/deposits/reference.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { fromInstant, toInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Payments } from '../payments/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { BankAccount } from '../platform/config.ts';
import { ProblemError } from '../platform/problem-handler.ts';
import type { Sealer } from '../platform/secrets.ts';
import { confirmingRoutes } from './confirming/routes.ts';
import { declarationRoutes } from './declarations/routes.ts';
import { payingRoutes } from './paying/routes.ts';
import { portableRoutes } from './portable/routes.ts';
import { punctualityRoutes } from './punctuality/routes.ts';
import { bidderOf, ownersOf, registrantOf } from './identity.ts';
import { faultOfNamed, readNamed } from './named.ts';
import type { Deposits } from './service.ts';

export interface DepositRoutes {
  readonly deposits: Deposits;
  readonly payments: Pick<Payments, 'desk'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly sealer: Sealer;
  /** Where deposits are paid to. */
  readonly account: BankAccount;
  /** The lots somebody may have registered for: newest first. */
  readonly recentLots: () => Promise<readonly LotId[]>;
}

const lotParams = z.strictObject({ id: idSchema });
const signedIn = { signedIn: true } as const;
/** Anybody with an account; what else a lot asks for is in its profile. */
const registrant = { signedIn: true, secondFactor: true } as const;
const officer = { kind: 'operator', role: 'officer', secondFactor: true } as const;
const PAGE = 50;

export const depositRoutes: FastifyPluginAsyncZod<DepositRoutes> = async (app, options) => {
  const { deposits, payments, clock, account, recentLots, sealer } = options;
  await app.register(confirmingRoutes, { deposits, recentLots });
  await app.register(declarationRoutes, { deposits });
  await app.register(payingRoutes, { deposits });
  await app.register(portableRoutes, { deposits, account });
  await app.register(punctualityRoutes, { deposits, payments, clock });

  app.get(
    '/api/v1/conditions',
    { config: { access: 'public' }, schema: { response: { 200: conditionsView } } },
    () => conditions,
  );

  app.post(
    '/api/v1/lots/:id/registrations',
    {
      config: { access: registrant, idempotent: true },
      schema: { params: lotParams, body: registrationInput, response: { 201: registrationView } },
    },
    async (request, reply) => {
      assert(request.principal, 'access was checked');
      const { conditionsVersion: version, conditionsHash: hash, as, letter, authority } = request.body;
      const named = request.body.principal;
      const principal = named && readNamed(sealer, named, '/principal');
      if (principal?.ok === false) throw faultOfNamed(principal.fault);
      const wish = { version, hash, as, letter, authority, principal: principal?.value };
      const result = await deposits.register(request.params.id as LotId, request.principal, wish);
      if (!result.ok) {
        const { code, ...facts } = result.refusal;
        throw new ProblemError(code, 'ground' in facts ? { facts } : {});
      }
      return reply
        .code(201)
        .send(await viewOf(deposits, await deposits.seenByOwner(result.registration), account));
    },
  );

  app.get(
    '/api/v1/registrations',
    { config: { access: signedIn }, schema: { response: { 200: registrationList } } },
    async ({ principal }, reply) => {
      assert(principal, 'access was checked');
      void reply.header('cache-control', 'no-store');
      const own = await deposits.ownOf(ownersOf(principal), await recentLots());
      return { items: await Promise.all(own.map((one) => viewOf(deposits, one, account))) };
    },
  );

  app.post(
    '/api/v1/registrations/:id/withdrawal',
    {
      config: { access: registrant, idempotent: true },
      schema: { params: lotParams, body: z.strictObject({}), response: { 201: withdrawalAnswer } },
    },
    async ({ principal, params }, reply) => {
      assert(principal, 'access was checked');
      const refusal = await deposits.withdraw(params.id, ownersOf(principal));
      if (refusal !== null) throw new ProblemError(refusal);
      return reply.code(201).send({ status: 'withdrawn' });
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

async function viewOf(
  { paying }: Pick<Deposits, 'paying'>,
  seen: Awaited<ReturnType<Deposits['seenByOwner']>>,
  account: BankAccount,
): Promise<RegistrationView> {
  const { registration, identity, rank, until, reducedFrom, refund, isEarmarked } = seen;
  const { id, lotId, agent, review, bar, bidderNumber, registeredAt } = registration;
  const { id: depositId, reference, amount, status } = registration.deposit;
  const { authority } = identity;
  return {
    ...{ id, lotId, as: registrantOf(identity), bidder: bidderOf(identity).name },
    agent: agent === null ? null : { state: agent, until: fromInstant(until ?? registeredAt), authority },
    ...{ review, barred: bar, rank, bidderNumber, registeredAt: fromInstant(registeredAt) },
    deposit: {
      ...{ reference, amount, reducedFrom, status, isEarmarked, account },
      refund: refund && {
        at: refund.at === null ? null : fromInstant(refund.at),
        dueAt: refund.dueAt === null ? null : fromInstant(refund.dueAt),
        isByCourt: refund.isByCourt,
      },
      online: paying.online(amount),
      payment: await paying.lastOf(depositId),
    },
  };
}
