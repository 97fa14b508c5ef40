import { ProblemError } from '../../platform/problem-handler.ts';
import type { SearchRefusal } from './search.ts';

/** A search that passed its schema and cannot be done all the same. */
export const searchProblem = (refused: SearchRefusal): ProblemError =>
  new ProblemError('malformed', {
    faults: [
      refused.refusal === 'unknown-bank'
        ? { pointer: '?bank', reason: 'is no bank with lots', value: refused.name }
        : { pointer: '?cursor', reason: 'is not from this search' },
    ],
  });
