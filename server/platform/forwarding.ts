import type { IncomingHttpHeaders } from 'node:http';

/** By these a proxy says that it stands before us, and for whom. */
const FORWARDING = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const;

/** For who asks in a visitor's place: whatever a proxy said about the visitor. */
export const forwardingHeaders = (headers: IncomingHttpHeaders): Record<string, string | string[]> =>
  Object.fromEntries(
    FORWARDING.flatMap((name) => {
      const value = headers[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

export const isForwarded = (headers: IncomingHttpHeaders): boolean =>
  FORWARDING.some((name) => headers[name] !== undefined);
