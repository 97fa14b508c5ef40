import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { Answer, Answers, type Form, type Made } from '../../../server/platform/answers.ts';

let now: number;
let answers: Answers;
beforeEach(() => {
  now = 0;
  answers = new Answers({ clock: { monotonic: () => now } });
});

const made = (body: string, isFresh: Made['isFresh'] = () => true): Made => ({
  status: 200,
  headers: { 'content-type': 'text/plain' },
  body,
  isFresh,
});
const bytesOf = ({ bytes }: Form): Buffer => Buffer.from(bytes, 'latin1');

async function bodyOf(answer: Answer | Made): Promise<string> {
  return answer instanceof Answer ? bytesOf(await answer.form('identity')).toString() : answer.body;
}

/** A maker that ends when told, and counts how often it was asked. */
function slowMaker() {
  const begun: ((made: Made) => void)[] = [];
  return {
    begun,
    make: () =>
      new Promise<Made>((resolve) => {
        begun.push(resolve);
      }),
  };
}
/** Whatever waits for nothing but promises is done. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

describe('an answer', () => {
  it('is made once and kept while it is fresh', async () => {
    let isFresh = true;
    await answers.get('/lots', () => Promise.resolve(made('one', () => isFresh)));
    expect(answers.find('/lots')).not.toBeNull();
    isFresh = false;
    expect(answers.find('/lots')).toBeNull();
    expect(await bodyOf(await answers.get('/lots', () => Promise.resolve(made('two'))))).toBe('two');
  });

  it('is kept ten seconds and no longer, because it may show a time left', async () => {
    await answers.get('/', () => Promise.resolve(made('one')));
    now = 9_999;
    expect(answers.find('/')).not.toBeNull();
    now = 10_000;
    expect(answers.find('/')).toBeNull();
  });

  it('counts its ten seconds from when its making began', async () => {
    const { begun, make } = slowMaker();
    const asked = answers.get('/', make);
    now = 9_000;
    begun[0]?.(made('one'));
    await asked;
    now = 10_000;
    expect(answers.find('/')).toBeNull();
  });

  it('has the same bytes in every encoding, each made once and with a tag of its own', async () => {
    const text = 'the same again '.repeat(200);
    const answer = new Answer(made(text), () => true, 0);
    const br = await answer.form('br');
    expect(brotliDecompressSync(bytesOf(br)).toString()).toBe(text);
    expect(gunzipSync(bytesOf(await answer.form('gzip'))).toString()).toBe(text);
    expect(answer.form('br')).toBe(br);
    const tags = new Set<string>();
    for (const encoding of ['br', 'gzip', 'identity'] as const) tags.add((await answer.form(encoding)).etag);
    expect(tags.size).toBe(3);
  });

  it('has the tag of its bytes: another build of a page has another', async () => {
    const tag = async (body: string) => (await new Answer(made(body), () => true, 0).form('br')).etag;
    expect(await tag('<script src="/assets/a.js">')).toBe(await tag('<script src="/assets/a.js">'));
    expect(await tag('<script src="/assets/a.js">')).not.toBe(await tag('<script src="/assets/b.js">'));
  });
});

describe('many who ask at once', () => {
  it('are answered by one making', async () => {
    const { begun, make } = slowMaker();
    const all = Promise.all(Array.from({ length: 100 }, () => answers.get('/lots', make)));
    await settled();
    expect(begun).toHaveLength(1);
    begun[0]?.(made('one'));
    expect(new Set(await Promise.all((await all).map(bodyOf)))).toEqual(new Set(['one']));
    expect(begun).toHaveLength(1);
  });

  it('never get what was read before a commit that came before their question', async () => {
    const { begun, make } = slowMaker();
    let seq = 1;
    const early = answers.get('/lot', make);
    // The first is being made from seq 1 when the lot moves on; whoever asks now must see seq 2.
    seq = 2;
    const late = [answers.get('/lot', make), answers.get('/lot', make)];
    begun[0]?.(made('seq 1', () => seq === 1));
    expect(await bodyOf(await early)).toBe('seq 1');
    await settled();
    expect(begun).toHaveLength(2);
    // Also when it is old again before it is done: it began after the question.
    seq = 3;
    begun[1]?.(made('seq 2', () => seq === 2));
    expect(await Promise.all((await Promise.all(late)).map(bodyOf))).toEqual(['seq 2', 'seq 2']);
    expect(answers.find('/lot')).toBeNull();
  });

  it.each([
    ['a refusal', { ...made('no'), status: 404 }],
    ['something personal', made('yours', null)],
  ])('each make their own when it is %s', async (_what, unshared) => {
    let count = 0;
    const make = (): Promise<Made> => {
      count++;
      return Promise.resolve(unshared);
    };
    await Promise.all([answers.get('/x', make), answers.get('/x', make), answers.get('/x', make)]);
    expect(count).toBe(3);
    expect(answers.find('/x')).toBeNull();
  });

  it('each make their own when the first fails', async () => {
    const failing = answers.get('/x', () => Promise.reject(new Error('planted')));
    const next = answers.get('/x', () => Promise.resolve(made('mine')));
    await expect(failing).rejects.toThrow('planted');
    expect(await bodyOf(await next)).toBe('mine');
  });
});

describe('memory', () => {
  const fill = async (path: (n: number) => string, times: number): Promise<void> => {
    for (let n = 0; n < times; n++)
      await answers.get(path(n), () => Promise.resolve(made('x'.repeat(10_000))));
  };

  it('is bounded: what was asked for least lately goes first', async () => {
    answers = new Answers({ clock: { monotonic: () => now }, mostBytes: 400_000 });
    await fill((n) => `/lots/${String(n)}`, 100);
    const kept = Array.from({ length: 100 }, (_, n) => answers.find(`/lots/${String(n)}`) !== null);
    expect(kept.filter(Boolean)).toHaveLength(12);
    expect(kept.at(-1)).toBe(true);
  });

  it('of lots is not taken by made-up queries', async () => {
    answers = new Answers({ clock: { monotonic: () => now }, mostBytes: 400_000 });
    await fill((n) => `/lots/${String(n)}`, 10);
    await fill((n) => `/lots?q=${String(n)}`, 1_000);
    expect(Array.from({ length: 10 }, (_, n) => answers.find(`/lots/${String(n)}`))).not.toContain(null);
  });
});
