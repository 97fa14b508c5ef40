import type { Reading } from '@reassign/shared/kernel/decision.ts';
import type { ImportView } from '@reassign/shared/listings/api.ts';
import type { ImportRefusal } from '@reassign/shared/listings/import.ts';
import { inThread } from '../platform/files/in-thread.ts';
import type { Pacing } from '../platform/pacing.ts';
import { type Answer, done, no } from './answer.ts';

/** Files read at the same time; the next one is asked to wait, so that memory stays bounded. */
const THREADS = 2;
const script = new URL('./import-thread.ts', import.meta.url);

export type Importer = ReturnType<typeof createImporter>;

/** Reads registry files beside the thread that serves: twenty megabytes of XML must not hold up a bid. */
export function createImporter(pacing: Pick<Pacing, 'after'>) {
  let running = 0;

  return {
    async read(bytes: Uint8Array, fileName: string | undefined): Promise<Answer<ImportView>> {
      if (running >= THREADS) return no('unavailable', { detail: 'Other files are being read: try again' });
      running += 1;
      try {
        const data = { bytes, ...(fileName !== undefined && { fileName }) };
        const answer = await inThread<Reading<ImportView, ImportRefusal>>(pacing, script, data);
        const report = answer.ok ? answer.value : answer;
        if (report.ok) return done(report.value);
        const { reason, ...facts } = report.fault;
        return no(reason, { facts });
      } finally {
        running -= 1;
      }
    },
  };
}
