import { describe, expect, it } from 'vitest';
import { match, page } from '../../web/route.ts';

const at = (path: string) =>
  page<null>({
    path,
    load: () => Promise.reject(new Error('not drawn')),
    data: () => Promise.resolve(null),
    title: () => path,
  });
const table = [at('/'), at('/lots'), at('/lots/:id'), at('/lots/:id/live')];
const found = (path: string) => {
  const hit = match(table, path);
  return hit && [hit.route.path, hit.params];
};

describe('the route table', () => {
  it.each([
    ['/', ['/', {}]],
    ['/lots', ['/lots', {}]],
    ['/lots/', ['/lots', {}]],
    ['/lots/7', ['/lots/:id', { id: '7' }]],
    ['/lots/7/live', ['/lots/:id/live', { id: '7' }]],
    ['/lots/%E4%B8%83', ['/lots/:id', { id: '七' }]],
    ['/lots/7/other', null],
    ['/other', null],
    ['/lots/%ff', null],
  ])('finds %s', (path, expected) => {
    expect(found(path)).toEqual(expected);
  });
});
