import { cpus, loadavg } from 'node:os';

/** What a figure is worth nothing without. */
export const machine = () => ({
  date: new Date().toISOString(),
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  node: process.version,
  load: loadavg().map((load) => Number(load.toFixed(2))),
});
