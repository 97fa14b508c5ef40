import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type Reading, read, unreadable } from '@reassign/shared/kernel/decision.ts';
import type { Pacing } from '../pacing.ts';

/** Many times what the largest file needs; work that wants more ends its own thread and nothing else. */
const MEMORY_MB = 1_024;
/** Likewise; work that wants longer would keep others from their turn. */
const PATIENCE_MS = 30_000;

/**
 * What a thread of its own answers: it is given `workerData` and posts one message. Beside the thread that serves, so that
 * nothing large holds up a bid; too much memory or time is a refusal, anything else it throws is thrown here.
 */
export async function inThread<Answer>(
  pacing: Pick<Pacing, 'after'>,
  script: URL,
  workerData: object,
): Promise<Reading<Answer, { readonly reason: 'takes-too-long' | 'too-large' }>> {
  const worker = new Worker(script, { workerData, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
  // Nobody listens any more when it fails after its time.
  worker.on('error', () => undefined);
  const patience = new AbortController();
  const timer = pacing.after(PATIENCE_MS, () => {
    patience.abort();
  });
  try {
    const [answer] = (await once(worker, 'message', { signal: patience.signal })) as [Answer];
    return read(answer);
  } catch (error) {
    if (patience.signal.aborted) return unreadable({ reason: 'takes-too-long' });
    if ((error as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY')
      return unreadable({ reason: 'too-large' });
    throw error;
  } finally {
    timer.cancel();
    await worker.terminate();
  }
}
