import { randomUUID } from 'node:crypto';
import type { LotView } from '@reassign/shared/auctions/api.ts';
import { LiveClient } from '../support/live-client.ts';
import type { Course, Driver } from './play.ts';
import type { Answer, Bid } from './scenario.ts';

/*
 * Any implementation behind a base URL: its public API, and two requests that let a scenario arrange a lot and move its clock
 * (`README.md`). Nothing else of the implementation is known here.
 */

/** What `POST /conformance/lots` answers. */
export interface Arranged {
  readonly lot: string;
  /** By the scenario's name: what to send with requests as that bidder, and the number the room sees. */
  readonly bidders: Readonly<
    Record<
      string,
      { readonly headers: Readonly<Record<string, string>>; readonly bidderNumber: string | null }
    >
  >;
}

interface Heard {
  readonly status: number;
  readonly body: unknown;
}

async function ask(
  url: string,
  body?: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Heard> {
  const json = { 'content-type': 'application/json' };
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...headers, ...(body !== undefined && json) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

async function must(url: string, body: object): Promise<unknown> {
  const answer = await ask(url, body);
  if (answer.status >= 300)
    throw new Error(`${url} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
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
  const { status, body } = await ask(url, bidBody(bid), bidders[bid.by]?.headers);
  return status === 201 ? 'accepted' : { refused: (body as { code: string }).code };
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

const driverOver = (base: string, place: Place): Driver => ({
  async begin(terms, bidders) {
    const arranged = (await must(`${base}/conformance/lots`, { terms, bidders })) as Arranged;
    const nameOf = (number: string | null): string | null =>
      Object.entries(arranged.bidders).find(
        ([, { bidderNumber }]) => number !== null && bidderNumber === number,
      )?.[0] ?? number;
    const course: Course = {
      async moveTo(at) {
        await must(`${base}/conformance/clock`, { at });
      },
      bid: (bid) => place(base, arranged, bid),
      async look() {
        const { body } = await ask(`${base}/api/v1/lots/${arranged.lot}`);
        const { phase, price, asking, leader, bidCount, closesAt } = body as LotView;
        return {
          phase,
          price: price?.amount ?? null,
          asking: asking.amount,
          leader: nameOf(leader),
          bidCount,
          closesAt,
        };
      },
    };
    return course;
  },
});

export const httpDriver = (base: string): Driver => driverOver(base, overHttp);
export const liveDriver = (base: string): Driver => driverOver(base, overSocket);
