import { later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Sealer } from '../../platform/secrets.ts';
import { claimCode, clearAttempts, countAttempt } from './repo.ts';

const WINDOW_MS = 15 * MINUTE;
/** Three codes of a million are valid at a time: ten tries find one with 0.3 % a day and account (9-threats T13). */
const CODE_TRIES = 10;
/** More than a person needs, too few to guess a password of ten characters; a lock that a stranger can cause is short. */
const PASSWORD_TRIES = 20;
/** A code is valid for its 30 s and one step before and after. */
const CODE_LIFETIME_MS = 2 * MINUTE;

export type CodeAdmission = 'admitted' | 'used' | 'locked';

export interface AttemptDeps {
  readonly db: Db;
  readonly wall: Pick<Clock, 'now'>;
  readonly sealer: Pick<Sealer, 'matchingKey'>;
}

/**
 * Tries at passwords and second factors, counted per account in PostgreSQL, so on all servers together. A try counts
 * before it is judged: parallel guesses cannot pass between the check and the count.
 */
export function createAttempts({ db, wall, sealer }: AttemptDeps) {
  const count = (subject: string): Promise<number> => {
    const now = wall.now();
    return countAttempt(db, sealer.matchingKey(subject), now, later(now, -WINDOW_MS));
  };

  return {
    /** False while the account of this address is locked, whether there is one or not. */
    admitPassword: async (email: string): Promise<boolean> =>
      (await count(passwordSubject(email))) <= PASSWORD_TRIES,

    async admitCode(userId: string, code: string): Promise<CodeAdmission> {
      if ((await count(factorSubject(userId))) > CODE_TRIES) return 'locked';
      const now = wall.now();
      const key = sealer.matchingKey(`code:${userId}:${code}`);
      const isFresh = await claimCode(db, userId, key, now, later(now, -CODE_LIFETIME_MS));
      return isFresh ? 'admitted' : 'used';
    },

    succeeded: (subject: string): Promise<void> => clearAttempts(db, sealer.matchingKey(subject)),
  };
}

export type Attempts = ReturnType<typeof createAttempts>;

export const factorSubject = (userId: string): string => `factor:${userId}`;
export const passwordSubject = (email: string): string => `password:${email.toLowerCase()}`;
