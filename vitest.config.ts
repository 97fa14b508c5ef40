import { defineConfig } from 'vitest/config';

interface Level {
  readonly name: string;
  readonly needsPostgres: boolean;
  readonly timeoutMs: number;
}

/** The levels of tests, lowest first; a test stands at the lowest level that can fail for its reason. */
const levels: Level[] = [
  { name: 'unit', needsPostgres: false, timeoutMs: 5_000 },
  { name: 'sim', needsPostgres: false, timeoutMs: 60_000 },
  { name: 'db', needsPostgres: true, timeoutMs: 20_000 },
  { name: 'http', needsPostgres: true, timeoutMs: 20_000 },
  { name: 'live', needsPostgres: true, timeoutMs: 20_000 },
  { name: 'web', needsPostgres: false, timeoutMs: 20_000 },
  { name: 'e2e', needsPostgres: true, timeoutMs: 180_000 },
  { name: 'faults', needsPostgres: true, timeoutMs: 180_000 },
  { name: 'conformance', needsPostgres: true, timeoutMs: 60_000 },
];

export default defineConfig({
  test: {
    reporters: ['default', './tests/support/sum-reporter.ts'],
    // One for each core: left to itself it leaves one out, which on two cores is half of them.
    maxWorkers: '100%',
    projects: levels.map(({ name, needsPostgres, timeoutMs }) => ({
      test: {
        name,
        include: [`tests/${name}/**/*.spec.ts`],
        testTimeout: timeoutMs,
        hookTimeout: Math.max(timeoutMs, 60_000),
        ...(needsPostgres && { globalSetup: './tests/support/global-setup.ts' }),
      },
    })),
  },
});
