import { problem, type Problem } from '@reassign/shared/kernel/problems.ts';

/** What a command answers: its value, or the problem that the caller is told. */
export type Answer<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem };

export const done = <Value>(value: Value): Answer<Value> => ({ ok: true, value });

export const no = (...why: Parameters<typeof problem>): Answer<never> => ({
  ok: false,
  problem: problem(...why),
});
