import type { FastifyPluginAsync, FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import {
  closeDispute,
  createRefund,
  createSession,
  decide,
  expand,
  failRefund,
  methods,
  openDispute,
  outcomes,
  readRefund,
  readSession,
} from './checkout.ts';
import { enterByHand, listBalance } from './balance.ts';
import { type Book, type Obj, StandInRefusal } from './book.ts';
import { type Form, readForm, textOf } from './form.ts';
import { checkoutPage, HTML, walletPage } from './page.ts';
import type { StandIn } from './service.ts';

export interface StandInRoutes {
  readonly standIn: StandIn;
  /** What the SDK proves itself with; anybody else is a stranger. */
  readonly secretKey: string;
  readonly publicUrl: string;
}

type Params = Readonly<Record<string, string>>;
const paramOf = ({ params }: FastifyRequest, name = 'id'): string => (params as Params)[name] ?? '';
const formOf = ({ body }: FastifyRequest): Form => readForm(typeof body === 'string' ? body : '');

/** The part of Stripe's own interface that is used, and the pages that people would see at Stripe's. */
export const standInRoutes: FastifyPluginAsync<StandInRoutes> = async (app, options) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, parsed) => {
      parsed(null, body);
    },
  );
  await app.register(protocol, { prefix: '/v1', ...options });
  await app.register(pagesOf, { prefix: '/simulated', ...options });
};

const protocol: FastifyPluginCallback<StandInRoutes> = (app, { standIn, secretKey, publicUrl }, done) => {
  app.addHook('onRequest', (request, reply, next) => {
    if (request.headers.authorization === `Bearer ${secretKey}`) {
      next();
      return;
    }
    void reply
      .code(401)
      .send({ error: { type: 'invalid_request_error', message: 'Invalid API Key provided' } });
  });

  app.setErrorHandler(async (error, request, reply) => {
    request.log.error({ err: error }, 'stand-in failed');
    return reply.code(500).send({ error: { type: 'api_error', message: 'An unknown error occurred' } });
  });

  const answer =
    (work: (book: Book, request: FastifyRequest) => Promise<Obj>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const key = request.method === 'POST' ? request.headers['idempotency-key']?.toString() : undefined;
      const content = `${request.url} ${String(request.body)}`;
      const { status, body } = await standIn.once(key, content, (book) => work(book, request));
      return reply.code(status).send(body);
    };
  const found = (kind: string) => answer((book, request) => book.find(kind, paramOf(request)));
  const pageOf = (id: string): string => `${publicUrl}/simulated/checkout/${id}`;

  app.post(
    '/checkout/sessions',
    answer(async (book, request) => expand(book, await createSession(book, formOf(request), pageOf))),
  );
  app.get(
    '/checkout/sessions/:id',
    answer(async (book, request) => expand(book, await readSession(book, paramOf(request)))),
  );
  app.get('/payment_intents/:id', found('payment_intent'));
  app.post(
    '/refunds',
    answer((book, request) => createRefund(book, formOf(request))),
  );
  app.get(
    '/refunds',
    answer(async (book, { query }) => {
      const { payment_intent: intent } = query as Params;
      const data = (await book.list('refund')).filter((one) => one['payment_intent'] === intent);
      return { id: '', object: 'list', url: '/v1/refunds', has_more: false, data };
    }),
  );
  app.get(
    '/refunds/:id',
    answer((book, request) => readRefund(book, paramOf(request))),
  );
  app.get('/disputes/:id', found('dispute'));
  app.get(
    '/balance_transactions',
    answer((book, { query }) => listBalance(book, query as Params)),
  );
  app.get(
    '/events',
    answer(async (book) => {
      const data = await book.list('event');
      return { id: '', object: 'list', url: '/v1/events', has_more: false, data };
    }),
  );
  done();
};

const pagesOf: FastifyPluginCallback<StandInRoutes> = (app, { standIn }, done) => {
  const send = (reply: FastifyReply, page: string) =>
    reply.type(HTML).header('cache-control', 'no-store').send(page);
  app.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof StandInRefusal)) throw error;
    reply.callNotFound();
  });

  app.get('/checkout/:id', async (request, reply) => {
    const session = await standIn.call((book) => readSession(book, paramOf(request)));
    return send(reply, checkoutPage(session, 'declined' in (request.query as object)));
  });

  app.get('/wallet/:id/:method', async (request, reply) => {
    const session = await standIn.call((book) => readSession(book, paramOf(request)));
    const method = methods.find((one) => one === paramOf(request, 'method')) ?? 'alipay';
    return send(reply, walletPage(session, method));
  });

  app.post('/checkout/:id', async (request, reply) => {
    const form = formOf(request);
    const id = paramOf(request);
    const method = methods.find((one) => one === form.text('method')) ?? 'card';
    const outcome = outcomes.find((one) => one === form.text('outcome')) ?? 'pay';
    const page = `/simulated/checkout/${encodeURIComponent(id)}`;
    // A wallet asks on a page of its own.
    if (method !== 'card' && outcome === 'pay' && form.text('agreed') === undefined)
      return reply.redirect(`/simulated/wallet/${encodeURIComponent(id)}/${method}`, 303);
    const session = await standIn.call((book) => decide(book, id, method, outcome));
    return reply.redirect(outcome === 'decline' ? `${page}?declined` : textOf(session['success_url']), 303);
  });

  // What would happen at the payer's bank, by hand.
  app.post('/disputes/:id/:status', async (request) => {
    const status = paramOf(request, 'status') === 'won' ? 'won' : 'lost';
    return standIn.call((book) => closeDispute(book, paramOf(request), status));
  });
  app.post('/charges/:id/dispute', async (request) =>
    standIn.call(async (book) => openDispute(book, await book.find('charge', paramOf(request)))),
  );
  app.post('/refunds/:id/fail', async (request) =>
    standIn.call((book) => failRefund(book, paramOf(request))),
  );
  for (const [path, category] of [
    ['fees', 'fee'],
    ['payouts', 'payout'],
  ] as const)
    app.post(`/${path}/:id`, async (request) =>
      standIn.call((book) => enterByHand(book, category, paramOf(request))),
    );
  done();
};
