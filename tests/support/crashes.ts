import type { Db } from '../../server/platform/db.ts';

/** What a process does not survive. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/**
 * A process that dies at one point of its work: every statement, commit and answer from outside is a point. Once it is dead,
 * nothing it still tries gets anywhere, until it is started again.
 */
export function mortal() {
  let passed = 0;
  let diesAt = Number.POSITIVE_INFINITY;
  let isDead = false;

  function point(): void {
    if (!isDead && ++passed >= diesAt) isDead = true;
    if (isDead) throw new Crash(`dead at point ${String(diesAt)}`);
  }

  /** Its database: it may die before a commit, and after it without knowing. */
  const through = (db: Db): Db =>
    new Proxy(db, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        if (name !== 'transaction')
          return (...given: unknown[]): unknown => {
            point();
            return Reflect.apply(value, target, given);
          };
        return async (work: (tx: Db) => Promise<unknown>, how: never) => {
          point();
          const done = await target.transaction(async (tx) => {
            const result = await work(tx);
            point();
            return result;
          }, how);
          point();
          return done;
        };
      },
    });

  return {
    through,
    /** Its way outside: what it asked for is done, and it never learns it. */
    fetch: (async (...given: Parameters<typeof fetch>) => {
      point();
      const answer = await fetch(...given);
      point();
      return answer;
    }) as typeof fetch,
    /** Counts anew, and dies at that point. */
    start(at = Number.POSITIVE_INFINITY): void {
      [passed, diesAt, isDead] = [0, at, false];
    },
    isDead: () => isDead,
    passed: () => passed,
  };
}
