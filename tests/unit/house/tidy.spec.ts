import { describe, expect, it } from 'vitest';
import { en } from '@reassign/shared/i18n/problems.en.ts';
import { zh } from '@reassign/shared/i18n/problems.zh.ts';
import { problems } from '@reassign/shared/kernel/problems.ts';
import { sourceFiles, tidyRules } from '../../support/tidy.ts';

const files = sourceFiles();
const paths = files.map(({ path }) => path);

/** The names right below a folder, of folders only. */
const foldersIn = (folder: string): string[] => [
  ...new Set(
    paths
      .filter((path) => path.startsWith(`${folder}/`))
      .map((path) => path.slice(folder.length + 1).split('/'))
      .flatMap(([first, ...rest]) => (first !== undefined && rest.length > 0 ? [first] : [])),
  ),
];

describe.each(tidyRules)('$rule', ({ faultsOf, broken, sound }) => {
  it('finds a seeded fault and leaves its sound twin alone', () => {
    expect(faultsOf(broken)).toHaveLength(1);
    expect(faultsOf(sound)).toEqual([]);
  });

  it('holds in the whole project', () => {
    expect(files.flatMap((file) => faultsOf(file).map((fault) => file.path + fault))).toEqual([]);
  });
});

describe('every refusal has a message in both languages', () => {
  const codes = Object.keys(problems).sort();

  it.each([
    ['Chinese', zh],
    ['English', en],
  ])('in %s', (_language, messages) => {
    expect(Object.keys(messages).sort()).toEqual(codes);
    expect(Object.values<string>(messages).filter((message) => message.trim() === '')).toEqual([]);
  });

  it('in Chinese letters with Chinese stops, in English without', () => {
    expect(Object.values(zh).filter((message) => !/\p{Script=Han}.*。$/u.test(message))).toEqual([]);
    expect(Object.values(en).filter((message) => !/^[\x20-\x7e]+\.$/.test(message))).toEqual([]);
  });
});

describe('rooms have the names of the architecture', () => {
  const modules = [
    ...['accounts', 'listings', 'ledger', 'payments', 'deposits', 'mandates'],
    ...['auctions', 'settlement', 'transfers', 'reconciliation', 'oversight', 'notices'],
  ];
  const rooms = {
    server: [...modules, 'platform', 'pages', 'demo'],
    shared: [...modules, 'kernel', 'live', 'verify', 'i18n'],
    web: [...modules, 'api', 'live', 'ui', 'styles', 'public', 'shell', 'home'],
    tests: [
      'unit',
      'sim',
      'db',
      'http',
      'live',
      'web',
      'e2e',
      'faults',
      'bench',
      'conformance',
      'mutants',
      'support',
    ],
  };

  it.each(Object.entries(rooms))('in %s', (folder, known) => {
    expect(foldersIn(folder).filter((name) => !known.includes(name))).toEqual([]);
  });

  it.each(modules.filter((name) => foldersIn('server').includes(name)))(
    'server/%s has the five files of a module',
    (name) => {
      const expected = ['index', 'repo', 'routes', 'service', 'tables'].map(
        (part) => `server/${name}/${part}.ts`,
      );
      expect(expected.filter((path) => !paths.includes(path))).toEqual([]);
    },
  );

  it('files are kebab-case, components PascalCase', () => {
    const isNamed = (path: string): boolean => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      if (name.endsWith('.svelte')) return /^[A-Z][A-Za-z0-9]*\.svelte$/.test(name);
      return /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]+)*\.(?:ts|css)$/.test(name);
    };
    const sources = paths.filter((path) => /^(?:server|shared|web|tests)\/.*\.(?:ts|css|svelte)$/.test(path));
    expect(sources.filter((path) => !isNamed(path))).toEqual([]);
  });
});

describe('migrations', () => {
  const numbers = paths
    .map((path) => /^migrations\/(\d{4})_[\w-]+\.sql$/.exec(path)?.[1])
    .filter((number) => number !== undefined)
    .map(Number)
    .sort((a, b) => a - b);

  it('are numbered from 0 without gaps', () => {
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers).toEqual(numbers.map((_, index) => index));
  });
});
