import type { Result } from './bids-bidders.ts';

export type Figures = Readonly<Record<string, Figure>>;

export interface Figure {
  /** Accepted bids; medians of the rounds. */
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of all answers, in percent. */
  readonly refused: number;
}

export function summarise(results: ReadonlyMap<string, readonly Result[]>): Figures {
  return Object.fromEntries(
    [...results].map(([name, rounds]) => {
      const middle = (of: (result: Result) => number): number => median(rounds.map(of));
      const refused = middle((result) => (100 * result.refused) / (result.accepted + result.refused));
      return [
        name,
        {
          perSecond: Math.round(middle(({ perSecond }) => perSecond)),
          p50Ms: rounded(middle(({ p50Ms }) => p50Ms)),
          p99Ms: rounded(middle(({ p99Ms }) => p99Ms)),
          refused: rounded(refused),
        },
      ];
    }),
  );
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = NaN, high = NaN] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}

const rounded = (value: number): number => Number(value.toFixed(2));

/** The floors of the design; a bench only says whether they hold. */
export function floors(figures: Figures) {
  const speed = (name: string): number => figures[name]?.perSecond ?? NaN;
  const ratio = (a: string, b: string): number => rounded(speed(a) / speed(b));
  const p99 = figures['ours 64']?.p99Ms ?? NaN;
  return [
    atLeast('hot lot, 1,024 bidders / memory', ratio('ours 1024', 'memory 1024'), 0.7, 0.85),
    atLeast('hot lot, 1,024 bidders / tutorial peer', ratio('ours 1024', 'tutorial 1024'), 80, 100),
    atLeast('hot lot, 1,024 bidders / careful peer', ratio('ours 1024', 'careful 1024'), 6, 10),
    { what: 'hot lot, 64 bidders, p99 in ms', value: p99, ceiling: 10, holds: p99 <= 10 },
    atLeast('100 lots at once / memory', ratio('ours 100 lots', 'memory 100 lots'), 0.75),
  ];
}

const atLeast = (what: string, value: number, floor: number, aim?: number) => ({
  what,
  value,
  floor,
  ...(aim !== undefined && { aim }),
  holds: value >= floor,
});

export function printTable(figures: Figures): void {
  console.log(row('case', 'accepted/s', 'p50 ms', 'p99 ms', 'refused %'));
  for (const [name, { perSecond, p50Ms, p99Ms, refused }] of Object.entries(figures))
    console.log(row(name, perSecond.toLocaleString('en'), String(p50Ms), String(p99Ms), String(refused)));
}

const row = (name: string, ...columns: readonly string[]): string =>
  name.padEnd(18) + columns.map((column) => column.padStart(11)).join('');
