import type { Sql } from 'postgres';
import { expect, it } from 'vitest';
import { serverLease } from '../../../server/platform/sequencer/lease.ts';
import { clockPacing } from '../../support/clock-pacing.ts';
import { turn } from '../../support/memory-log-store.ts';
import { testClock } from '../../support/test-clock.ts';

it('a lease is renewed every half second, but not while a renewal is on its way', async () => {
  const answers: PromiseWithResolvers<unknown>[] = [];
  const sql = () => {
    const answer = Promise.withResolvers<unknown>();
    answers.push(answer);
    return answer.promise;
  };
  const clock = testClock();
  const lease = serverLease(sql as unknown as Sql, clockPacing(clock), 'one');
  const started = lease.start();
  answers[0]?.resolve([]);
  await started;
  await clock.advance(1_600);
  expect(answers).toHaveLength(2);
  answers[1]?.resolve([]);
  await turn();
  await clock.advance(500);
  expect(answers).toHaveLength(3);
});
