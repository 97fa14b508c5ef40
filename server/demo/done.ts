import { assert } from '@reassign/shared/kernel/assert.ts';

/** The value of a command that has to succeed. */
export function done<Value>(
  answer: { ok: true; value: Value } | { ok: false; problem: { code: string } },
): Value {
  assert(answer.ok, `the demo's command is accepted: ${answer.ok ? '' : JSON.stringify(answer.problem)}`);
  return answer.value;
}
