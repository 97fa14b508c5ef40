import { describe, expect, it } from 'vitest';
import { nextOf } from '../../../web/accounts/next.ts';

describe('after signing in one goes', () => {
  it.each([
    ['?next=%2Fen%2Flots%3Fphase%3Dopen', '/en/lots?phase=open'],
    ['', '/desk'],
    ['?next=', '/desk'],
    ['?next=https%3A%2F%2Fevil.example', '/desk'],
    ['?next=%2F%2Fevil.example', '/desk'],
    ['?next=%2F%5Cevil.example', '/desk'],
    ['?next=javascript%3Aalert(1)', '/desk'],
  ])('with %j to %s, never to another site', (search, to) => {
    expect(nextOf(search, '/desk')).toBe(to);
  });
});
