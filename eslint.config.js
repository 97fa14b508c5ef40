import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { functionLength } from './tests/support/function-length.ts';

const timers = ['setTimeout', 'setInterval', 'setImmediate'];
const useClock = 'Time comes from deps.clock (server/platform/clock.ts) or with the command.';

/** What type stripping cannot run, and what hides the author's intent. */
const unsupportedSyntax = [
  { selector: 'TSEnumDeclaration', message: 'No enums: use a union of strings.' },
  { selector: 'TSParameterProperty', message: 'No parameter properties: declare the field.' },
];

/** Time and chance are given, never taken: a decision replays the same on every machine. */
const ambientTime = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: useClock },
  { selector: 'CallExpression[callee.name="Date"]', message: useClock },
];
const ambientProperties = [
  { object: 'Date', property: 'now', message: useClock },
  { object: 'performance', property: 'now', message: useClock },
  { object: 'process', property: 'hrtime', message: useClock },
  { object: 'Math', property: 'random', message: 'Chance is injected; ids come from the platform.' },
  ...['globalThis', 'window'].flatMap((object) =>
    timers.map((property) => ({ object, property, message: useClock })),
  ),
];
const mayReadTheClock = [
  'server/platform/**',
  'web/live/**',
  'web/ui/**',
  'tests/bench/**',
  'tests/support/*.ts',
  'tests/support/simulation/**',
];

export default defineConfig(
  globalIgnores([
    '**/dist/**',
    '**/node_modules/**',
    '.data/**',
    'coverage/**',
    'migrations/**',
    'tests/support/broken/**',
  ]),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  svelte.configs.recommended,
  svelte.configs.prettier,
  {
    languageOptions: {
      globals: globals.node,
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    plugins: { house: { rules: { 'function-length': functionLength } } },
    linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' },
    rules: {
      'no-console': 'error',
      'no-restricted-globals': ['error', ...timers.map((name) => ({ name, message: useClock }))],
      'no-restricted-properties': ['error', ...ambientProperties],
      'no-restricted-syntax': ['error', ...unsupportedSyntax, ...ambientTime],
      'no-restricted-imports': [
        'error',
        { paths: ['node:timers', 'node:timers/promises'].map((name) => ({ name, message: useClock })) },
      ],
      'house/function-length': 'error',
      eqeqeq: 'error',
      'object-shorthand': 'error',
      'prefer-template': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Code points are what we count and cut: names in Chinese have no composed emojis.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // Route handlers are async because Fastify and its hooks tell the two kinds apart.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: tseslint.parser } },
    rules: {
      // Props are bound by `let { … } = $props()`, some of them assigned.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$derived'] }],
      'svelte/button-has-type': 'error',
      'svelte/no-target-blank': 'error',
      'svelte/require-each-key': 'error',
      // Our own route table makes plain addresses; there is no SvelteKit here.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  { files: ['web/**'], languageOptions: { globals: globals.browser } },
  {
    files: mayReadTheClock,
    rules: {
      'no-restricted-globals': 'off',
      'no-restricted-properties': 'off',
      'no-restricted-imports': 'off',
      'no-restricted-syntax': ['error', ...unsupportedSyntax],
    },
  },
  {
    files: ['tests/bench/**', 'tests/mutants/run.ts', 'tests/support/verify.ts'],
    rules: { 'no-console': 'off' },
  },
);
