import { buildWeb } from '@reassign/web/build.ts';
import { pagesPlugin } from '../../server/platform/pages.ts';
import { type House, openHouse } from './house.ts';

/** The whole application with its pages, and every line that it writes to its log. */
export async function openWatchedHouse(): Promise<{ house: House; logLines: readonly string[] }> {
  await buildWeb();
  const logLines: string[] = [];
  const house = await openHouse(
    { environment: { LOG_LEVEL: 'trace' }, logTo: { write: (line) => void logLines.push(line) } },
    (app, clock) =>
      app.register(pagesPlugin, { clock, publicUrl: 'http://127.0.0.1:8080', production: false }),
  );
  return { house, logLines };
}
