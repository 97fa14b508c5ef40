import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { reporters: ['default', '../../sum-reporter.ts'], include: ['*.spec.ts'] } });
