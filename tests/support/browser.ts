import type { createHttpServer } from '../../server/platform/http-server.ts';

export type App = Awaited<ReturnType<typeof createHttpServer>>;

/** What a test may say about a request besides its body. */
export interface Circumstances {
  readonly headers?: Readonly<Record<string, string>>;
  readonly remoteAddress?: string;
}

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly setCookies: readonly string[];
  readonly contentType: string;
}

/** One browser without a screen: keeps cookies, says where it is, speaks JSON. */
export class Browser {
  readonly #app: App;
  readonly #origin: string;
  readonly #address: string;
  readonly #cookies = new Map<string, string>();

  constructor(app: App, origin: string, address = '127.0.0.1') {
    this.#app = app;
    this.#origin = origin;
    this.#address = address;
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  keep(setCookies: readonly string[]): this {
    for (const setCookie of setCookies) {
      const [pair = ''] = setCookie.split(';', 1);
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(pair.indexOf('=') + 1);
      if (value === '' || /max-age=0(;|$)/i.test(setCookie)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return this;
  }

  get = (path: string): Promise<Answer> => this.send('GET', path);
  post = (path: string, body: object = {}): Promise<Answer> => this.send('POST', path, body);
  put = (path: string, body: object): Promise<Answer> => this.send('PUT', path, body);

  async send(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    more: Circumstances = {},
  ): Promise<Answer> {
    const response = await this.#app.inject({
      remoteAddress: this.#address,
      ...more,
      method,
      url: path,
      headers: {
        origin: this.#origin,
        ...(this.#cookies.size > 0 ? { cookie: this.cookie } : {}),
        ...more.headers,
      },
      ...(body === undefined ? {} : { payload: body }),
    });
    const setCookies = [response.headers['set-cookie'] ?? []].flat();
    this.keep(setCookies);
    const text = response.body;
    return {
      status: response.statusCode,
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
      setCookies,
      contentType: response.headers['content-type'] ?? '',
    };
  }
}
