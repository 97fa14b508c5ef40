import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import {
  bankFileView,
  bankLineList,
  bankStatementList,
  lineState,
  proposalAnswer,
  proposalInput,
} from '@reassign/shared/transfers/api.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import type { ProblemCode } from '@reassign/shared/kernel/problems.ts';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import { takeFile } from '../platform/files/take-file.ts';
import { ProblemError } from '../platform/problem-handler.ts';
import { MAX_FILE_BYTES } from './bank-file.ts';
import { payoutRoutes } from './payouts/routes.ts';
import type { Payouts } from './payouts/service.ts';
import { refundRoutes } from './refunds/routes.ts';
import type { BankRefunds } from './refunds/service.ts';
import type { Queue } from './queue/service.ts';
import type { ImportFault, Transfers } from './service.ts';

export interface TransferRoutes {
  readonly transfers: Transfers;
  readonly queue: Queue;
  readonly payouts: Payouts;
  readonly refunds: BankRefunds;
}

const officer = { kind: 'operator', role: 'officer', secondFactor: true } as const;
const params = z.strictObject({ id: idSchema });

const userOf = (principal: Principal | null): UserId => {
  assert(principal, 'access was checked');
  return principal.userId;
};

export const transferRoutes: FastifyPluginAsyncZod<TransferRoutes> = async (app, options) => {
  const { transfers, queue, payouts, refunds } = options;
  await app.register(payoutRoutes, { payouts });
  await app.register(refundRoutes, { refunds });

  app.get(
    '/api/v1/bank-statements',
    { config: { access: officer }, schema: { response: { 200: bankStatementList } } },
    async () => ({ items: await transfers.statements() }),
  );

  app.post(
    '/api/v1/bank-statements',
    { config: { access: officer, upload: true }, schema: { response: { 200: bankFileView } } },
    async (request) => {
      const { bytes, fileName } = await takeFile(request, MAX_FILE_BYTES);
      const imported = await transfers.importFile(bytes, fileName, userOf(request.principal));
      if (!imported.ok) throw problemOf(imported.fault);
      return imported.value;
    },
  );

  app.get(
    '/api/v1/bank-lines',
    { config: { access: officer }, schema: { response: { 200: bankLineList } } },
    async ({ principal }) => ({ items: await queue.list(userOf(principal)) }),
  );

  app.post(
    '/api/v1/bank-lines/:id/proposals',
    {
      config: { access: officer, idempotent: true },
      schema: { params, body: proposalInput, response: { 201: lineState } },
    },
    async (request, reply) => {
      const answer = await queue.propose(request.params.id, request.body, userOf(request.principal));
      if (typeof answer === 'string') throw new ProblemError(answer);
      return reply.code(201).send(answer);
    },
  );

  app.post(
    '/api/v1/bank-lines/:id/answer',
    {
      config: { access: officer, idempotent: true },
      schema: { params, body: proposalAnswer, response: { 201: lineState } },
    },
    async (request, reply) => {
      const { isConfirmed } = request.body;
      const answer = await queue.answer(request.params.id, isConfirmed, userOf(request.principal));
      if (typeof answer === 'string') throw new ProblemError(answer);
      return reply.code(201).send(answer);
    },
  );
};

/** What no bank file may be, by the codes that files have everywhere; the rest is about what it says. */
const files = {
  'unknown-format': 'unknown-format',
  'bad-encoding': 'bad-encoding',
  'too-large': 'too-large',
  'takes-too-long': 'takes-too-long',
  'unsafe-xml': 'unsafe-xml',
  malformed: 'malformed',
} as const satisfies Partial<Record<ImportFault['reason'], ProblemCode>>;

function problemOf(fault: ImportFault): ProblemError {
  const { reason, ...facts } = fault;
  // A file that is broken off is the file's fault, not the request's.
  if (reason === 'malformed')
    return new ProblemError('statement-refused', { facts: { reason: 'cut-off', ...facts } });
  if (reason in files) return new ProblemError(files[reason as keyof typeof files], { facts });
  return new ProblemError('statement-refused', { facts: fault });
}
