import { randomUUID } from 'node:crypto';
import type { LotView } from '@reassign/shared/auctions/api.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { verifyLog } from '@reassign/shared/verify/verify-log.ts';
import { LiveClient } from '../support/live-client.ts';
import type { Course, Driver } from './play.ts';
import { reason } from './pure-moves.ts';
import type { Answer, Bid, FormatStep, Move } from './scenario.ts';
import { isSealedStep, type Keepers, sendSealed } from './sealed-remote.ts';

/*
 * Any implementation behind a base URL: its public API, and the requests that let a scenario arrange a lot and move its clock
 * (`README.md`). Nothing else of the implementation is known here.
 */

export type Headers = Readonly<Record<string, string>>;

interface ArrangedBidder {
  readonly headers: Headers;
  readonly bidderNumber: string | null;
  /** As which it registered. */
  readonly organisation: Named;
}

export interface Named {
  readonly name: string;
  readonly creditCode: string;
}

/** What `POST /conformance/lots` answers. */
export interface Arranged extends Keepers {
  readonly lot: string;
  /** By the scenario's name: what to send with requests as that bidder, and the number the room sees. */
  readonly bidders: Readonly<Record<string, ArrangedBidder>>;
  /** What to send as somebody of the platform, and as whoever decides for the seller: a court, where one sells. */
  readonly people: { readonly operator: Headers; readonly seller: Headers };
}

/** What `POST /conformance/desks` answers: what to send as the two people of a seller. */
export interface DeskHeaders {
  readonly maker: Headers;
  readonly checker: Headers;
}

interface Heard {
  readonly status: number;
  readonly body: unknown;
}

export async function ask(
  url: string,
  body?: object,
  headers: Headers = {},
  method = 'POST',
): Promise<Heard> {
  const json = { 'content-type': 'application/json' };
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : method,
    headers: { ...headers, ...(body !== undefined && json) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /\/(?:problem\+)?json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, body: isJson && text !== '' ? JSON.parse(text) : text };
}

/** The body of an answer that must be a yes. */
export async function must(...request: Parameters<typeof ask>): Promise<unknown> {
  const { status, body } = await ask(...request);
  assert(status < 300, `${request[0]} answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

const wire = (amount: number, currency = 'CNY') => ({ amount, currency });

const bidBody = ({ amount, currency, maximum, confirmed }: Bid) => ({
  commandId: randomUUID(),
  amount: wire(amount, currency),
  ...(maximum !== undefined && { maximum: wire(maximum, currency) }),
  ...(confirmed !== undefined && { confirmed }),
});

type Place = (base: string, arranged: Arranged, bid: Bid) => Promise<Answer>;

const overHttp: Place = async (base, { lot, bidders }, bid) => {
  const url = `${base}/api/v1/lots/${lot}/bids`;
  return answerOf(await ask(url, bidBody(bid), bidders[bid.by]?.headers));
};

const overSocket: Place = async (base, { lot, bidders }, bid) => {
  const client = new LiveClient(base, bidders[bid.by]?.headers);
  await client.next('hello');
  const frame = { t: 'bid', lotId: lot, ...bidBody(bid) };
  client.send(frame);
  const answer = await Promise.race([client.next('accepted'), client.next('refused')]);
  client.socket.close();
  return answer.t === 'accepted' ? 'accepted' : { refused: answer.problem.code };
};

const answerOf = ({ status, body }: Heard): Answer =>
  status === 201 ? 'accepted' : { refused: (body as { code: string }).code };

/** As `POST …/moves` takes it; only the announcement of a round has no reason to give. */
function moveBody({ by: _, bidder, ...move }: Move, bidders: Arranged['bidders']) {
  const bidderNumber = bidder === undefined ? null : bidders[bidder]?.bidderNumber;
  const isSilent = move.move === 'announce-round' || move.move === 'bar';
  return { ...move, ...(bidderNumber !== null && { bidderNumber }), ...(!isSilent && { reason }) };
}

/** What somebody sends to a lot that is not English, and by whom. */
function formWish(step: FormatStep): { readonly by: string; readonly form: string } {
  if ('take' in step) {
    const { by, level, amount } = step.take;
    return { by, ...{ form: 'level', level, amount: wire(amount) } };
  }
  if ('hide' in step) {
    const { amount, ...hidden } = step.hide;
    return { ...hidden, ...{ form: 'hidden', amount: wire(amount) } };
  }
  assert('takeBack' in step, 'no request sends it');
  return { by: step.takeBack, form: 'withdrawal' };
}

const driverOver = (base: string, place: Place): Driver => ({
  async begin(terms, bidders) {
    const arranged = (await must(`${base}/conformance/lots`, { terms, bidders })) as Arranged;
    return new RemoteLot(base, arranged, place);
  },
});

class RemoteLot implements Course {
  readonly #base: string;
  readonly #arranged: Arranged;
  readonly #place: Place;

  constructor(base: string, arranged: Arranged, place: Place) {
    this.#base = base;
    this.#arranged = arranged;
    this.#place = place;
  }

  get #lot(): string {
    return `${this.#base}/api/v1/lots/${this.#arranged.lot}`;
  }

  async moveTo(at: string): Promise<void> {
    await must(`${this.#base}/conformance/clock`, { at });
  }

  bid(bid: Bid): Promise<Answer> {
    return this.#place(this.#base, this.#arranged, bid);
  }

  async move(move: Move): Promise<Answer> {
    const { people, bidders } = this.#arranged;
    const headers = move.by === 'operator' ? people.operator : people.seller;
    return answerOf(await ask(`${this.#lot}/moves`, moveBody(move, bidders), headers));
  }

  async send(step: FormatStep): Promise<Answer> {
    if (isSealedStep(step)) return sendSealed({ ask, must, answerOf }, this.#base, this.#arranged, step);
    const { by, ...wish } = formWish(step);
    const body = { commandId: randomUUID(), ...wish };
    return answerOf(await ask(`${this.#lot}/bids/by-form`, body, this.#arranged.bidders[by]?.headers));
  }

  async reconfirm(by: string): Promise<Answer> {
    const headers = this.#arranged.bidders[by]?.headers ?? {};
    return answerOf(await ask(`${this.#lot}/reconfirmations`, {}, headers));
  }

  async declare(bidder: string, ground: string): Promise<void> {
    const { people, bidders } = this.#arranged;
    const who = { kind: 'organisation', ...bidders[bidder]?.organisation };
    const relation = { who, ground, isRelative: false, reason };
    await must(`${this.#lot}/relations`, relation, people.seller);
  }

  async default(): Promise<void> {
    await must(`${this.#base}/conformance/defaults`, { lot: this.#arranged.lot });
  }

  async answer(by: string, accepts: boolean): Promise<Answer> {
    const { headers } = this.#arranged.bidders[by] ?? {};
    return answerOf(await ask(`${this.#lot}/runner-up-answers`, { accepts }, headers));
  }

  async admit(bidder: string): Promise<void> {
    await must(`${this.#base}/conformance/admissions`, { lot: this.#arranged.lot, bidder });
  }

  #nameOf(number: string | null): string | null {
    const own = Object.entries(this.#arranged.bidders).find(
      ([, { bidderNumber }]) => number !== null && bidderNumber === number,
    );
    return own?.[0] ?? number;
  }

  async look(): ReturnType<Course['look']> {
    const view = (await must(this.#lot)) as LotView;
    const { phase, round, bidCount, opensAt, closesAt } = view;
    return {
      ...{ phase, round, bidCount, opensAt, closesAt },
      start: view.start.amount,
      deposit: view.deposit.amount,
      price: view.price?.amount ?? null,
      asking: view.asking.amount,
      leader: this.#nameOf(view.leader),
      paused: view.pause?.cause ?? null,
      corrections: view.corrections.length,
      nextRounds: view.nextRounds.length,
      runnerUp: this.#nameOf(view.runnerUp?.bidderNumber ?? null),
      offeredUntil: view.runnerUp?.until ?? null,
    };
  }

  /** As anyone computes them from the exported log. */
  async refunds(): ReturnType<Course['refunds']> {
    const report = verifyLog(
      String(await must(`${this.#lot}/log`))
        .trimEnd()
        .split('\n'),
    );
    assert(report.ok, 'the log of a scenario is proven');
    const { refunds } = report;
    return (
      refunds && { due: toRfc3339(refunds.due), of: refunds.numbers.map((one) => this.#nameOf(one) ?? '') }
    );
  }
}

export const httpDriver = (base: string): Driver => driverOver(base, overHttp);
export const liveDriver = (base: string): Driver => driverOver(base, overSocket);
