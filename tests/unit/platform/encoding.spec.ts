import { expect, it } from 'vitest';
import { encodingFor } from '../../../server/platform/encoding.ts';

it.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['GZIP', 'gzip'],
  ['deflate', 'identity'],
  ['identity', 'identity'],
  ['*', 'br'],
  ['br;q=0', 'identity'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0, *', 'gzip'],
  ['br;q=0.5, gzip;q=0.8', 'gzip'],
  ['br;q=0.5, gzip; q=0.5', 'br'],
  ['gzip;q=0.2, identity;q=0.9', 'identity'],
  ['identity;q=0', 'br'],
  ['*;q=0', 'identity'],
  ['br;q=2, gzip', 'gzip'],
  ['br;q=-1', 'identity'],
  [';;;,,=', 'identity'],
])('Accept-Encoding %j gets %s', (header, encoding) => {
  expect(encodingFor(header)).toBe(encoding);
});

it('remembers a bounded number of headers, and answers the others all the same', () => {
  for (let n = 0; n < 1_000; n++) expect(encodingFor(`gzip;q=0.5, x${String(n)}`)).toBe('gzip');
});
