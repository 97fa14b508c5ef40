import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { organisationKinds, type Principal } from '@reassign/shared/accounts/types.ts';
import {
  closeList,
  closesQuery,
  type CloseView,
  closeView,
  statementFileQuery,
  statementQuery,
  statementView,
  type StatementView,
} from '@reassign/shared/ledger/api.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { fromInstant, toDay } from '@reassign/shared/kernel/codecs.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { daySchema, idSchema } from '@reassign/shared/kernel/schemas.ts';
import type { Clock } from '../platform/clock.ts';
import { ProblemError } from '../platform/problem-handler.ts';
import type { Closes } from './closes/service.ts';
import { statementCsv, statementPdf } from './statements/files.ts';
import type { Days, Statement, Statements } from './statements/service.ts';

export interface LedgerRoutes {
  readonly statements: Statements;
  readonly closes: Closes;
  readonly clock: Clock;
}

const member = { kind: organisationKinds } as const;
/** Which bank's lot it is, the statement asks. */
const bankOrOperator = { kind: ['bank', 'operator'] } as const;
const officer = { kind: 'operator', role: 'officer', secondFactor: true } as const;
const lotParams = z.strictObject({ id: idSchema });
const dayParams = z.strictObject({ day: daySchema });
const PAGE = 31;

export const ledgerRoutes: FastifyPluginAsyncZod<LedgerRoutes> = async (app, options) => {
  const { statements, closes, clock } = options;

  const own = (principal: Principal | null, query: PlainDays): Promise<Statement> => {
    assert(principal?.organisation, 'access was checked');
    return readable(statements.ofOrganisation(principal.organisation, daysOf(query)));
  };
  const ofLot = (id: string, principal: Principal | null, query: PlainDays): Promise<Statement> => {
    assert(principal, 'access was checked');
    return readable(statements.ofLot(id as LotId, principal, daysOf(query)));
  };

  app.get(
    '/api/v1/statement',
    { config: { access: member }, schema: { querystring: statementQuery, response: { 200: statementView } } },
    async ({ principal, query }) => viewOf(await own(principal, query)),
  );

  app.get(
    '/api/v1/lots/:id/statement',
    {
      config: { access: bankOrOperator },
      schema: { params: lotParams, querystring: statementQuery, response: { 200: statementView } },
    },
    async ({ principal, params, query }) => viewOf(await ofLot(params.id, principal, query)),
  );

  for (const { ending, type, write } of files) {
    const disposition = `attachment; filename="reassign-statement.${ending}"`;
    app.get(
      `/api/v1/statement.${ending}`,
      { config: { access: member }, schema: { querystring: statementFileQuery } },
      async ({ principal, query }, reply) => {
        const statement = await own(principal, query);
        reply.type(type).header('content-disposition', disposition);
        return reply.send(await write(statement, query.language ?? 'zh', clock.now()));
      },
    );
    app.get(
      `/api/v1/lots/:id/statement.${ending}`,
      { config: { access: bankOrOperator }, schema: { params: lotParams, querystring: statementFileQuery } },
      async ({ principal, params, query }, reply) => {
        const statement = await ofLot(params.id, principal, query);
        reply.type(type).header('content-disposition', disposition);
        return reply.send(await write(statement, query.language ?? 'zh', clock.now()));
      },
    );
  }

  app.get(
    '/api/v1/ledger/closes',
    { config: { access: officer }, schema: { querystring: closesQuery, response: { 200: closeList } } },
    async ({ query }) => {
      const rows = await closes.list(query.cursor === undefined ? null : toDay(query.cursor), PAGE + 1);
      const items = rows.slice(0, PAGE).map(closeViewOf);
      return { items, nextCursor: rows.length > PAGE ? (items.at(-1)?.day ?? null) : null };
    },
  );

  app.get(
    '/api/v1/ledger/closes/:day',
    { config: { access: officer }, schema: { params: dayParams, response: { 200: closeView } } },
    async ({ params }) => {
      const close = await closes.find(toDay(params.day));
      if (!close) throw new ProblemError('not-found');
      return closeViewOf(close);
    },
  );
};

const files = [
  { ending: 'csv', type: 'text/csv; charset=utf-8', write: statementCsv },
  { ending: 'pdf', type: 'application/pdf', write: statementPdf },
] as const;

interface PlainDays {
  readonly from: string;
  readonly until: string;
}

const daysOf = ({ from, until }: PlainDays): Days => ({ from: toDay(from), until: toDay(until) });

async function readable(asked: Promise<Statement | 'too-long' | null>): Promise<Statement> {
  const statement = await asked;
  if (statement === null) throw new ProblemError('not-found');
  if (statement === 'too-long') throw new ProblemError('statement-too-long');
  return statement;
}

const viewOf = ({ title, from, until, accounts }: Statement): StatementView => ({
  ...{ title, from, until },
  accounts: accounts.map(({ kind, currency, lot, registration, opening, closing, reserved, lines }) => ({
    ...{ kind, lotId: lot, registrationId: registration },
    opening: { amount: opening, currency },
    closing: { amount: closing, currency },
    reserved: { amount: reserved, currency },
    lines: lines.map(({ id, at, reason, reference, change, balance }) => ({
      ...{ transactionId: id, at: fromInstant(at), reason, reference },
      change: { amount: change, currency },
      balance: { amount: balance, currency },
    })),
  })),
});

const closeViewOf = ({
  day,
  closedAt,
  transactions,
  totals,
  note,
}: NonNullable<Awaited<ReturnType<Closes['find']>>>): CloseView => ({
  ...{ day, closedAt: fromInstant(closedAt), transactions, note },
  totals: totals.map(({ kind, currency, balance: amount }) => ({ kind, balance: { amount, currency } })),
});
