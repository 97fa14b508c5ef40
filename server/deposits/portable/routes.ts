import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { payInput } from '@reassign/shared/deposits/api.ts';
import {
  earmarkAnswer,
  payInCancelled,
  payInInput,
  payInView,
  portableFileQuery,
  portableView,
  withdrawalInput,
} from '@reassign/shared/deposits/portable/api.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { toMoney } from '@reassign/shared/kernel/codecs.ts';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import { paymentOpened } from '@reassign/shared/payments/api.ts';
import type { BankAccount } from '../../platform/config.ts';
import { ProblemError } from '../../platform/problem-handler.ts';
import { ownersOf } from '../identity.ts';
import type { EarmarkFault } from '../receiving/service.ts';
import type { Deposits } from '../service.ts';
import { portableCsv } from './file.ts';

interface PortableRoutes {
  readonly deposits: Pick<Deposits, 'portable' | 'earmark'>;
  /** Where money is paid in. */
  readonly account: BankAccount;
}

const params = z.strictObject({ id: idSchema });
const signedIn = { signedIn: true } as const;
/** Whoever moves money. */
const payer = { signedIn: true, secondFactor: true } as const;
const BASE = '/api/v1/portable-deposit';

/** What was too little is told: how much is free, and how much is missing. */
function problemOf(refusal: EarmarkFault): ProblemError {
  const { code, ...facts } = refusal;
  return new ProblemError(code, 'free' in facts ? { facts } : {});
}

export const portableRoutes: FastifyPluginAsyncZod<PortableRoutes> = async (app, { deposits, account }) => {
  const { portable } = deposits;
  const seenBy = async (principal: Principal) => ({ ...(await portable.seenBy(principal)), account });

  app.get(
    BASE,
    { config: { access: signedIn }, schema: { response: { 200: portableView } } },
    ({ principal }, reply) => {
      assert(principal, 'access was checked');
      void reply.header('cache-control', 'no-store');
      return seenBy(principal);
    },
  );

  app.get(
    `${BASE}.csv`,
    { config: { access: signedIn }, schema: { querystring: portableFileQuery } },
    async ({ principal, query }, reply) => {
      assert(principal, 'access was checked');
      const { lines } = await portable.seenBy(principal);
      void reply.header('cache-control', 'no-store').type('text/csv; charset=utf-8');
      void reply.header('content-disposition', 'attachment; filename="reassign-portable-deposit.csv"');
      return reply.send(portableCsv(lines, query.language ?? 'zh'));
    },
  );

  app.post(
    `${BASE}/pay-ins`,
    {
      config: { access: payer, idempotent: true },
      schema: { body: payInInput, response: { 201: payInView } },
    },
    async ({ principal, body }, reply) => {
      assert(principal, 'access was checked');
      const asked = await portable.ask(principal, body);
      if (typeof asked === 'string') throw new ProblemError(asked);
      return reply.code(201).send(await portable.payInViewOf(asked));
    },
  );

  app.post(
    `${BASE}/pay-ins/:id/payments`,
    {
      config: { access: payer, idempotent: true },
      schema: { params, body: payInput, response: { 201: paymentOpened } },
    },
    async ({ principal, params: { id }, body }, reply) => {
      assert(principal, 'access was checked');
      const opened = await portable.pay(principal, id, body.language);
      if (typeof opened === 'string') throw new ProblemError(opened);
      return reply.code(201).send(opened);
    },
  );

  app.post(
    `${BASE}/pay-ins/:id/cancellation`,
    {
      config: { access: payer, idempotent: true },
      schema: { params, body: z.strictObject({}), response: { 201: payInCancelled } },
    },
    async ({ principal, params: { id } }, reply) => {
      assert(principal, 'access was checked');
      const refusal = await portable.cancel(principal, id);
      if (refusal !== null) throw new ProblemError(refusal);
      return reply.code(201).send({ status: 'cancelled' });
    },
  );

  app.post(
    `${BASE}/withdrawals`,
    {
      config: { access: payer, idempotent: true },
      schema: { body: withdrawalInput, response: { 201: portableView } },
    },
    async ({ principal, body }, reply) => {
      assert(principal, 'access was checked');
      const answer = await portable.withdraw(principal, toMoney(body.amount));
      if ('code' in answer) throw problemOf(answer);
      return reply.code(201).send(await seenBy(principal));
    },
  );

  app.post(
    '/api/v1/registrations/:id/earmark',
    {
      config: { access: payer, idempotent: true },
      schema: { params, body: z.strictObject({}), response: { 201: earmarkAnswer } },
    },
    async ({ principal, params: { id } }, reply) => {
      assert(principal, 'access was checked');
      const answer = await deposits.earmark(id, ownersOf(principal));
      if (typeof answer !== 'string') throw problemOf(answer);
      return reply.code(201).send({ status: answer });
    },
  );
  await Promise.resolve();
};
