import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../shared/data/samples/', import.meta.url));

/** Real registry files, which lie beside the project on some machines and never in it. */
export const haveSamples = existsSync(folder);

/** Why tests of the samples are skipped, for the reporter. */
export const noSamples = 'no ../shared/data/samples beside the project';

/** The names in one family, `cn`, `us-grant` …; empty without the samples. */
export const sampleNames = (family: string): string[] =>
  haveSamples ? readdirSync(join(folder, family)).sort() : [];

export const sample = (family: string, name: string): Uint8Array => readFileSync(join(folder, family, name));
