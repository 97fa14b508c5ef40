import { basename, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CheckerResult, root, runChecker } from '../../support/run-checker.ts';

/** Checkers are whole programs: slow to start, slower when every core is busy. */
const timeout = 120_000;

const broken = (folder: string): string => join(root, 'tests', 'support', 'broken', folder);

/** What a checker said about a tree, one `file: rule` each, sorted. */
const sorted = (lines: Iterable<string>): string[] => [...new Set(lines)].sort();

describe('each checker bites', () => {
  it('lint: time, chance, console, enums, promises, any, length and markup', { timeout }, async () => {
    interface File {
      readonly filePath: string;
      readonly messages: readonly { readonly line: number; readonly ruleId: string }[];
    }
    const { ok, stdout } = await runChecker(['eslint', '--no-ignore', '--format', 'json', broken('lint')]);
    const files = JSON.parse(stdout) as File[];
    const said = sorted(
      files.flatMap(({ filePath, messages }) =>
        messages.map(({ line, ruleId }) => `${basename(filePath)}:${line} ${ruleId}`),
      ),
    );

    expect(ok).toBe(false);
    expect(said).toEqual([
      'Markup.svelte:10 svelte/button-has-type',
      'Markup.svelte:10 svelte/require-each-key',
      'Markup.svelte:3 svelte/prefer-writable-derived',
      'Markup.svelte:9 svelte/no-at-html-tags',
      'any.ts:1 @typescript-eslint/no-explicit-any',
      'any.ts:2 @typescript-eslint/no-unsafe-member-access',
      'any.ts:2 @typescript-eslint/no-unsafe-return',
      'chance.ts:1 no-restricted-properties',
      'clock.ts:1 no-restricted-properties',
      'clock.ts:2 no-restricted-syntax',
      'clock.ts:3 no-restricted-syntax',
      'clock.ts:4 no-restricted-properties',
      'clock.ts:5 no-restricted-globals',
      'clock.ts:6 no-restricted-globals',
      'clock.ts:7 no-restricted-globals',
      'clock.ts:8 no-restricted-properties',
      'console.ts:1 no-console',
      'enum.ts:1 no-restricted-syntax',
      'exhaustive.ts:2 @typescript-eslint/switch-exhaustiveness-check',
      'floating-promise.ts:4 @typescript-eslint/no-floating-promises',
      'long-function.ts:1 house/function-length',
      'parameter-property.ts:2 no-restricted-syntax',
      'timers-module.ts:1 no-restricted-imports',
    ]);
  });

  it(
    'types: nothing that Node cannot strip, no unchecked index, exact optional fields',
    { timeout },
    async () => {
      const { ok, stdout } = await runChecker(['tsc', '--project', broken('types'), '--pretty', 'false']);
      const said = [...stdout.matchAll(/([\w-]+\.ts)\(\d+,\d+\): error (TS\d+)/g)];

      expect(ok).toBe(false);
      expect(sorted(said.map(([, file, code]) => `${file} ${code}`))).toEqual([
        'enum.ts TS1294',
        'exact-optional.ts TS2375',
        'index-may-be-missing.ts TS2322',
        'index-signature.ts TS4111',
        'null.ts TS18047',
        'type-import.ts TS1484',
      ]);
    },
  );

  it('svelte: a warning fails as a fault does, and sound markup passes', { timeout }, async () => {
    const check = (folder: string): Promise<CheckerResult> =>
      runChecker([
        'svelte-check',
        ...['--workspace', broken(`svelte/${folder}`), '--fail-on-warnings', '--output', 'machine'],
      ]);
    const [warning, fault, sound] = [await check('warning'), await check('fault'), await check('sound')];

    expect(warning.ok).toBe(false);
    expect(warning.stdout).toContain('0 ERRORS 1 WARNINGS');
    expect(warning.stdout).toContain('a11y_missing_attribute');
    expect(fault.ok).toBe(false);
    expect(fault.stdout).toContain("Type 'number' is not assignable to type 'string'");
    expect(sound.ok).toBe(true);
  });

  it('format: TypeScript and Svelte', { timeout }, async () => {
    const check = ['prettier', '--list-different', '--ignore-path', join(root, '.editorconfig')] as const;
    const { ok, stdout } = await runChecker([...check, broken('format')]);

    expect(ok).toBe(false);
    expect(
      sorted(
        stdout
          .trim()
          .split('\n')
          .map((file) => basename(file)),
      ),
    ).toEqual(['Indent.svelte', 'quotes.ts']);
  });

  it('boundaries: each rule of the architecture is broken once, and found', { timeout }, async () => {
    interface Cruise {
      readonly summary: {
        readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
      };
    }
    const config = relative(broken('boundaries'), join(root, '.dependency-cruiser.js'));
    const { stdout } = await runChecker(
      ['depcruise', '--config', config, '--output-type', 'json', 'server', 'shared', 'web', 'tests'],
      broken('boundaries'),
    );
    const { violations } = (JSON.parse(stdout) as Cruise).summary;
    // The packages of the server cannot be found from here: missing.ts alone stands for that rule.
    const said = violations.filter(
      ({ from, rule }) => rule.name !== 'no-unresolvable' || from === 'server/deposits/missing.ts',
    );

    expect(sorted(said.map(({ from, rule }) => `${from}: ${rule.name}`))).toEqual([
      'server/accounts/looks-right.ts: modules-look-left',
      'server/accounts/types-look-right.ts: modules-look-left',
      'server/auctions/deep.ts: modules-by-their-index',
      'server/auctions/page.ts: server-without-web',
      'server/cli.ts: modules-by-their-index',
      'server/deposits/missing.ts: no-unresolvable',
      'server/deposits/pay.ts: stripe-only-in-payments',
      'server/deposits/test-tool.ts: no-development-packages',
      'server/platform/knows-accounts.ts: platform-imports-no-module',
      'server/settlement/follower.ts: http-only-in-routes',
      'server/settlement/follower.ts: sql-only-in-repo',
      'server/settlement/repo.ts: repo-knows-only-tables',
      'server/settlement/routes.ts: routes-call-the-service',
      'server/settlement/service.ts: service-knows-no-http',
      'server/settlement/tables.ts: tables-see-tables',
      'shared/auctions/looks-right.ts: modules-look-left',
      'shared/deposits/api.ts: zod-mini-for-the-web',
      'shared/kernel/arc.ts: no-cycles',
      'shared/kernel/given.ts: shared-is-pure',
      'shared/kernel/given.ts: tests-stay-outside',
      'shared/kernel/reads-files.ts: shared-is-pure',
      'web/accounts/LooksRight.svelte: modules-look-left',
      'web/auctions/server-rule.ts: web-without-server',
      'web/ui/knows-lots.ts: ui-knows-no-business',
    ]);
  });

  it('unused: files, exports, types and packages, and packages nobody declared', { timeout }, async () => {
    const config = relative(broken('unused'), join(root, 'knip.jsonc'));
    const { ok, stdout } = await runChecker(
      ['knip', '--no-progress', '--no-config-hints', '--config', config, '--reporter', 'compact'],
      broken('unused'),
    );

    expect(ok).toBe(false);
    expect(stdout.trim().split('\n')).toEqual([
      'Unused files (2)',
      'server/platform/forgotten.ts: server/platform/forgotten.ts',
      'shared/kernel/forgotten.ts: shared/kernel/forgotten.ts',
      'Unused dependencies (1)',
      'server/package.json: left-pad',
      'Unlisted dependencies (1)',
      'server/main.ts: unlisted',
      'Unused exports (1)',
      'server/platform/clock.ts: unusedExport',
      'Unused exported types (1)',
      'server/platform/clock.ts: UnusedType',
    ]);
  });
});
