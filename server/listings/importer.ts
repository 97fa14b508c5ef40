import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type Reading, unreadable } from '@reassign/shared/kernel/decision.ts';
import type { ImportView } from '@reassign/shared/listings/api.ts';
import type { ImportRefusal } from '@reassign/shared/listings/import.ts';
import type { Pacing } from '../platform/pacing.ts';
import { type Answer, done, no } from './answer.ts';

/** Files read at the same time; the next one is asked to wait, so that memory stays bounded. */
const THREADS = 2;
/** Many times what the largest file needs; a file that wants more ends its own thread and nothing else. */
const MEMORY_MB = 1_024;
/** Likewise; a file that wants longer would keep others from being read. */
const PATIENCE_MS = 30_000;

export type Importer = ReturnType<typeof createImporter>;

/** Reads registry files beside the thread that serves: twenty megabytes of XML must not hold up a bid. */
export function createImporter(pacing: Pick<Pacing, 'after'>) {
  let running = 0;

  return {
    async read(bytes: Uint8Array, fileName: string | undefined): Promise<Answer<ImportView>> {
      if (running >= THREADS) return no('unavailable', { detail: 'Other files are being read: try again' });
      running += 1;
      try {
        const report = await inThread(pacing, bytes, fileName);
        if (report.ok) return done(report.value);
        const { reason, ...facts } = report.fault;
        return no(reason, { facts });
      } finally {
        running -= 1;
      }
    },
  };
}

async function inThread(
  pacing: Pick<Pacing, 'after'>,
  bytes: Uint8Array,
  fileName: string | undefined,
): Promise<Reading<ImportView, ImportRefusal>> {
  const worker = new Worker(new URL('./import-thread.ts', import.meta.url), {
    workerData: { bytes, ...(fileName !== undefined && { fileName }) },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  // Nobody listens any more when it fails after its time.
  worker.on('error', () => undefined);
  const patience = new AbortController();
  const timer = pacing.after(PATIENCE_MS, () => {
    patience.abort();
  });
  try {
    const [report] = (await once(worker, 'message', { signal: patience.signal })) as [
      Reading<ImportView, ImportRefusal>,
    ];
    return report;
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
