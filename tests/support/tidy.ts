import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from './run-checker.ts';

export interface SourceFile {
  /** From the root of the project, with `/`. */
  readonly path: string;
  readonly text: string;
}

const TEXT = /\.(ts|js|svelte|css|html|md|sql|jsonc?|ya?ml)$|^\.ci\/run$/;
const NOT_OURS = /(^|\/)(node_modules|dist|coverage|\.git|\.data|broken|fixtures)(\/|$)|^pnpm-lock\.yaml$/;
/** This file spells what it forbids. */
const ITSELF = 'tests/support/tidy.ts';

/** Every text file that people write in this project. */
export function sourceFiles(folder = root): SourceFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = join(folder, entry.name);
    const path = relative(root, full).split(sep).join('/');
    if (NOT_OURS.test(path) || path === ITSELF) return [];
    if (entry.isDirectory()) return sourceFiles(full);
    return TEXT.test(path) ? [{ path, text: readFileSync(full, 'utf8') }] : [];
  });
}

export interface TidyRule {
  readonly rule: string;
  /** One seeded fault, which the rule must find, and its sound twin, which it must not. */
  readonly broken: SourceFile;
  readonly sound: SourceFile;
  /** Every fault of one file, in words that follow its path. */
  readonly faultsOf: (file: SourceFile) => string[];
}

const isCode = (path: string): boolean => /\.(ts|js|svelte)$/.test(path);

/** Lines that match, as `:12 text`. */
const lines = (text: string, pattern: RegExp): string[] =>
  text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`:${index + 1} ${line.trim()}`] : []));

/** Messages, tables of data, generated SQL and documents may be long. */
const MAY_BE_LONG = /^shared\/i18n\/|(^|\/)data\/|^migrations\/|\.(md|json)$/;
const MAX_LINES = 300;

const MAY_USE_CONSOLE = /^tests\/(bench\/|mutants\/run\.ts$|support\/verify\.ts$)/;
/** Samples lie beside the project on machines of ours; only the support of tests may look, and skips without them. */
const MAY_NAME_SAMPLES = /^tests\/support\//;

const DEPENDENCY = /^\s+"(?:@[\w.-]+\/)?[\w.-]+": "([^"]*)",?$/;
const section = /"(?:d|devD|optionalD)ependencies": \{([^}]*)\}/g;

/** One rule each, on one file; what needs the whole tree is in tidy.spec.ts. */
export const tidyRules: readonly TidyRule[] = [
  {
    rule: 'no file has more than 300 lines',
    broken: { path: 'server/app.ts', text: 'a\n'.repeat(MAX_LINES + 1) },
    sound: { path: 'server/app.ts', text: 'a\n'.repeat(MAX_LINES) },
    faultsOf: ({ path, text }) => {
      const count = text.trimEnd().split('\n').length;
      return count > MAX_LINES && !MAY_BE_LONG.test(path) ? [` has ${count} lines`] : [];
    },
  },
  {
    rule: 'what is left to do names its issue',
    broken: { path: 'server/app.ts', text: '// TODO: later' },
    sound: { path: 'server/app.ts', text: '// TODO(#12): later' },
    faultsOf: ({ text }) => lines(text, /\b(?:TODO|FIXME|XXX)\b(?!\(#\d+\))/),
  },
  {
    rule: 'nothing is written to the console',
    broken: { path: 'web/entry-client.ts', text: 'console.log(1);' },
    sound: { path: 'tests/bench/bids.ts', text: 'console.log(1);' },
    faultsOf: ({ path, text }) =>
      isCode(path) && !MAY_USE_CONSOLE.test(path) ? lines(text, /(?<![\w'"`.])console\.\w/) : [],
  },
  {
    rule: 'no path of a developer machine',
    broken: { path: 'server/app.ts', text: "const at = '/home/mei/reassign';" },
    sound: { path: 'server/app.ts', text: "const at = new URL('../', import.meta.url);" },
    faultsOf: ({ text }) => lines(text, /(?<![\w.*])\/(?:home|Users|work|root)\/[\w.-]|\b[A-Z]:\\+Users\\/),
  },
  {
    rule: 'samples beside the project are named by the support of tests only',
    broken: {
      path: 'tests/unit/listings/import.spec.ts',
      text: "read('../../../shared/data/samples');",
    },
    sound: { path: 'tests/support/samples.ts', text: "read('../../../shared/data/samples');" },
    faultsOf: ({ path, text }) =>
      isCode(path) && !MAY_NAME_SAMPLES.test(path) ? lines(text, /shared\/(?:data|design|reference)\b/) : [],
  },
  {
    rule: 'schemas come from zod/mini, are strict, and neither transform nor coerce nor default',
    broken: { path: 'shared/auctions/api.ts', text: 'const bid = z.object({});' },
    sound: { path: 'shared/auctions/api.ts', text: 'const bid = z.strictObject({});' },
    faultsOf: ({ path, text }) =>
      isCode(path) && !path.startsWith('tests/')
        ? [
            ...lines(
              text,
              /\bz\.(?:object|looseObject|transform|pipe|preprocess|coerce|_default|prefault|any)\b/,
            ),
            ...lines(text, /from 'zod(?!\/mini')/),
            ...lines(text, /import (?!(?:type )?\* as z ).*from 'zod\/mini'/),
          ]
        : [],
  },
  {
    rule: 'a skipped test says why, and none runs alone',
    broken: { path: 'tests/unit/a.spec.ts', text: "it.only('bids', () => {});" },
    sound: { path: 'tests/unit/a.spec.ts', text: "context.skip(chromium === null, 'no chromium');" },
    faultsOf: ({ path, text }) =>
      path.endsWith('.spec.ts')
        ? lines(text, /\b(?:it|test|describe|suite)\.(?:only|skip|skipIf|runIf|todo|fails)\b/)
        : [],
  },
  {
    rule: 'versions of dependencies are exact',
    broken: { path: 'package.json', text: '"dependencies": {\n    "ws": "^8.23.0"\n  }' },
    sound: { path: 'package.json', text: '"dependencies": {\n    "ws": "8.23.0"\n  }' },
    faultsOf: ({ path, text }) => {
      if (!path.endsWith('package.json')) return [];
      const declared = [...text.matchAll(section)].flatMap(([, body = '']) => body.split('\n'));
      // TypeScript: any patch of the one minor version that ESLint and Svelte know.
      return declared.filter(
        (line) =>
          !/^\d+\.\d+\.\d+(?:-[\w.]+)?$|^workspace:\*$|^~6\.0\.\d+$/.test(
            DEPENDENCY.exec(line)?.[1] ?? '0.0.0',
          ),
      );
    },
  },
];
