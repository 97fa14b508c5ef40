import type { Result } from './bids-bidders.ts';

export type Figures = Readonly<Record<string, Figure>>;

/** Medians of the rounds. */
export interface Figure {
  readonly acceptedPerSecond: number;
  /** Accepted or refused. */
  readonly answeredPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of a processor, per answer; 0 where nobody tells. */
  readonly cpuMicros: number;
}

export const summarise = (results: ReadonlyMap<string, readonly Result[]>): Figures =>
  Object.fromEntries(
    [...results].map(([name, rounds]) => {
      const middle = (of: keyof Figure): number => median(rounds.map((result) => result[of] ?? 0));
      const figure: Figure = {
        acceptedPerSecond: Math.round(middle('acceptedPerSecond')),
        answeredPerSecond: Math.round(middle('answeredPerSecond')),
        p50Ms: rounded(middle('p50Ms')),
        p99Ms: rounded(middle('p99Ms')),
        cpuMicros: rounded(middle('cpuMicros')),
      };
      return [name, figure];
    }),
  );

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = NaN, high = NaN] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}

const rounded = (value: number): number => Number(value.toFixed(2));

export interface Floor {
  readonly what: string;
  readonly value: number;
  /** What the value must not fall below, or for a time must not exceed. */
  readonly floor: number;
  readonly aim?: number;
  readonly holds: boolean;
}

/**
 * The floors of the design; a bench only says whether they hold. Our accepted bids count. A store in memory is
 * compared by all its answers, because refusing costs it nearly as much; peers by the bids they accepted.
 */
export function floorsOf(figures: Figures): Floor[] {
  const ours = (name: string): number => figures[name]?.acceptedPerSecond ?? NaN;
  const memory = (name: string): number => figures[name]?.answeredPerSecond ?? NaN;
  const p99 = figures['ours, 64']?.p99Ms ?? NaN;
  const hot = ours('ours, 1024');
  return [
    atLeast('hot lot, 1,024 bidders / memory', hot / memory('memory, 1024'), 0.7, 0.85),
    atLeast('hot lot, 1,024 bidders / tutorial peer', hot / ours('tutorial, 1024'), 80, 100),
    atLeast('hot lot, 1,024 bidders / careful peer', hot / ours('careful, 1024'), 6, 10),
    atLeast('hot lot, 1,024 bidders / Redis always', hot / ours('redis, 1024'), 1.2, 2),
    { what: 'hot lot, 64 bidders, p99 in ms', value: p99, floor: 10, holds: p99 <= 10 },
    atLeast('100 lots, 1,024 bidders / memory', ours('ours, 100 lots') / memory('memory, 100 lots'), 0.75),
  ].filter(({ value }) => !Number.isNaN(value));
}

const atLeast = (what: string, ratio: number, floor: number, aim?: number): Floor => ({
  what,
  value: rounded(ratio),
  floor,
  ...(aim !== undefined && { aim }),
  holds: ratio >= floor,
});

export function print(figures: Figures, floors: readonly Floor[]): void {
  console.log(row('case', 'accepted/s', 'answered/s', 'p50 ms', 'p99 ms', 'cpu us'));
  for (const [name, figure] of Object.entries(figures)) {
    const { acceptedPerSecond, answeredPerSecond, p50Ms, p99Ms, cpuMicros } = figure;
    const columns = [acceptedPerSecond, answeredPerSecond, p50Ms, p99Ms, cpuMicros];
    console.log(row(name, ...columns.map((value) => value.toLocaleString('en'))));
  }
  for (const { what, value, floor, holds } of floors)
    console.log(`${holds ? 'holds' : 'FAILS'}  ${what}: ${value} (floor ${floor})`);
}

const row = (name: string, ...columns: readonly string[]): string =>
  name.padEnd(20) + columns.map((column) => column.padStart(12)).join('');
