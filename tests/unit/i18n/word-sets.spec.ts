import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { desk } from '@reassign/shared/i18n/desk.zh.ts';
import { everywhere } from '@reassign/shared/i18n/everywhere.zh.ts';
import type { WordSet } from '@reassign/shared/i18n/messages.ts';
import { reading } from '@reassign/shared/i18n/reading.zh.ts';
import { room } from '@reassign/shared/i18n/room.zh.ts';

const sets: Readonly<Record<WordSet, readonly string[]>> = {
  everywhere: Object.keys(everywhere),
  desk: Object.keys(desk),
  reading: Object.keys(reading),
  room: Object.keys(room),
};
const modules = Object.values(sets).flat();

const isWritten = (file: string): boolean => existsSync(file) && !/\.css$|i18n\//.test(file);

/** Files that a file brings along, also those it loads later; the table of routes is the server's. */
function broughtBy(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)]
    .map(([, name = '']) =>
      name.startsWith('@reassign/') ? name.replace('@reassign/', '') : join(dirname(file), name),
    )
    .filter((name) => isWritten(name) && !/(^|\/)(pages|entry-server)\.ts$/.test(name));
}

function closure(file: string): Set<string> {
  const files = new Set<string>();
  const open = [file];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (files.has(next)) continue;
    files.add(next);
    open.push(...broughtBy(next));
  }
  return files;
}

const spoken = new RegExp(`['\`](${modules.join('|')})\\.[a-z$]`, 'g');

/** What a file speaks, but for the sets that it loads by itself. */
function modulesOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const own = [...text.matchAll(/loadWords\([^']*'(\w+)'/g)].flatMap(([, set]) => sets[set as WordSet]);
  return [...text.matchAll(spoken)].map(([, module = '']) => module).filter((one) => !own.includes(one));
}

interface PageOfTable {
  readonly path: string;
  readonly file: string;
  readonly set: WordSet;
}

const pages: readonly PageOfTable[] = globSync('web/**/pages.ts', {
  exclude: ['**/node_modules/**'],
}).flatMap((table) =>
  readFileSync(table, 'utf8')
    .split(/\n {2}(?:page|plainPage)/)
    .slice(1)
    .map((text) => {
      const part = (pattern: RegExp): string | undefined => pattern.exec(text)?.[1];
      return {
        path: part(/path: '([^']+)'/) ?? '',
        file: join(dirname(table), part(/import\('([^']+)'\)/) ?? ''),
        set: (part(/words: '(\w+)'/) ?? (text.includes('signedIn: true') ? 'desk' : 'everywhere')) as WordSet,
      };
    }),
);

describe('the words a page brings along', () => {
  it('are known for every page', () => {
    expect(pages.length).toBeGreaterThan(30);
  });

  it.each(pages)('$path speaks only those of every page and of its own set', ({ file, set }) => {
    const brought = new Set([...sets.everywhere, ...sets[set]]);
    const files = [...closure(file), ...closure('web/entry-client.ts')];
    const missing = files.flatMap((one) =>
      modulesOf(one)
        .filter((module) => !brought.has(module))
        .map((module) => `${module} in ${one}`),
    );
    expect([...new Set(missing)]).toEqual([]);
  });
});
