import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtWeb, buildWeb } from '../../web/build.ts';

/*
 * A page a reader may open first loads at most 90 kB of scripts, by gzip: its own, what they stand on, and the words
 * (5.5). What is loaded when it is needed does not count, nor the live part, as the budget says.
 */

const BUDGET = 90_000;

let assets: string;
let files: readonly string[];

beforeAll(async () => {
  await buildWeb();
  assets = join(builtWeb().client, 'assets');
  files = readdirSync(assets).filter((file) => file.endsWith('.js'));
}, 120_000);

const textOf = (file: string): string => readFileSync(join(assets, file), 'utf8');

const chunk = (name: string): string => {
  const found = files.find((file) => file.startsWith(`${name}-`));
  if (found === undefined) throw new Error(`nothing built is called ${name}`);
  return found;
};

const entry = (): string =>
  /assets\/([^"]+\.js)"/.exec(
    readFileSync(builtWeb().template, 'utf8').replace(/<script src="[^"]*early-theme[^"]*"><\/script>/, ''),
  )?.[1] ?? '';

/** What keeps a page live; the budget counts what there is before it. */
const isLivePart = (file: string): boolean => file.startsWith('watch.svelte-');

/** The chunk and all that is loaded before it runs, the live part aside. */
function withItsImports(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file) || isLivePart(file)) return known;
  known.add(file);
  for (const [, imported = ''] of textOf(file).matchAll(/\b(?:import|from)\s*["'`]\.\/([^"'`]+\.js)["'`]/g))
    withItsImports(imported, known);
  return known;
}

describe.each(['HomePage', 'LotsPage', 'LotPage', 'ResultsPage', 'CalendarPage', 'AgenciesPage'])(
  '%s',
  (page) => {
    it.each(['zh', 'en'])('weighs at most 90 kB, %s', (language) => {
      const loaded = [entry(), chunk(page), chunk(`everywhere.${language}`)];
      const all = new Set(loaded.flatMap((file) => [...withItsImports(file)]));
      const weights = [...all].map((file) => gzipSync(textOf(file)).length);
      expect(weights.length).toBeGreaterThan(5);
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(BUDGET);
    });

    it('is without schemas, which the server alone needs', () => {
      const all = [...withItsImports(entry()), ...withItsImports(chunk(page))];
      expect(all.filter((file) => /ZodMini/.test(textOf(file)))).toEqual([]);
    });
  },
);
