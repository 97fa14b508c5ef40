import uPlot from 'uplot';

/** One step of the path: from this moment on the price stood at `amount`. Times in ms, amounts in minor units. */
export interface Step {
  readonly at: number;
  readonly amount: number;
}

export interface ChartWords {
  time(at: number): string;
  amount(amount: number): string;
}

export interface PriceChart {
  /** `until`: the path is drawn up to here. */
  show(steps: readonly Step[], until: number): void;
  /** Words of another zone, colours of another theme. */
  redraw(): void;
  destroy(): void;
}

export interface ChartOptions {
  words(): ChartWords;
  /** Which step is under the pointer. */
  onpoint(index: number | null): void;
}

const HEIGHT = 200;
const AXIS_HEIGHT = 28;

/** The path as a canvas that grows, sharp on every screen; the component around it says the same in words. */
export function drawPriceChart(target: HTMLElement, options: ChartOptions): PriceChart {
  const ink = inkOf(target);
  const words = (): ChartWords => options.words();
  let count = 0;
  const plot = new uPlot(
    {
      width: target.clientWidth,
      height: HEIGHT,
      ms: 1,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 8 } },
      // Half of the longest time below the axis stays within the picture.
      padding: [12, 40, 0, 0],
      scales: { x: { time: true }, y: { range: (_, low, high) => rangeOf(low, high) } },
      series: [
        {},
        {
          stroke: () => ink('--ink'),
          fill: () => ink('--paper-sunk'),
          width: 1.5,
          ...stepped(),
          // Only where it stands now: the seal-red marker beside a moving price.
          points: {
            show: true,
            size: 9,
            fill: () => ink('--seal'),
            stroke: () => ink('--seal'),
            filter: () => (count > 0 ? [count - 1] : []),
          },
        },
      ],
      axes: [
        {
          stroke: () => ink('--ink-faint'),
          grid: { show: false },
          ticks: { stroke: () => ink('--line'), width: 1, size: 4 },
          size: AXIS_HEIGHT,
          space: 90,
          font: fontOf(target),
          values: (_, splits) => splits.map((at) => words().time(at)),
        },
        {
          stroke: () => ink('--ink-faint'),
          grid: { stroke: () => ink('--line'), width: 1 },
          ticks: { show: false },
          space: 40,
          font: fontOf(target),
          // Its types do not say so, but before the first values there are none.
          size: (_, values: readonly string[] | null) => widest(values ?? [], target) + 14,
          values: (_, splits) => splits.map((amount) => words().amount(amount)),
        },
      ],
      hooks: {
        setCursor: [
          ({ cursor: { idx } }) => {
            options.onpoint(idx ?? null);
          },
        ],
      },
    },
    [[], []],
    target,
  );
  const resized = new ResizeObserver(() => {
    plot.setSize({ width: target.clientWidth, height: HEIGHT });
  });
  resized.observe(target);
  return {
    show(steps, until) {
      const last = steps.at(-1);
      if (!last) return;
      const at = steps.map((step) => step.at);
      const amounts = steps.map((step) => step.amount);
      count = steps.length + 1;
      plot.setData([
        [...at, Math.max(until, last.at + 1)],
        [...amounts, last.amount],
      ]);
    },
    redraw() {
      plot.redraw(false, true);
    },
    destroy() {
      resized.disconnect();
      plot.destroy();
    },
  };
}

/** The builder is an optional part of the library, and in the build that is used here. */
function stepped(): { paths?: uPlot.Series.PathBuilder } {
  const paths = uPlot.paths.stepped?.({ align: 1 });
  return paths ? { paths } : {};
}

/** Some air above and below, also where there is one price alone. */
function rangeOf(low: number, high: number): [number, number] {
  const air = Math.max((high - low) * 0.12, high * 0.01);
  return [low - air, high + air];
}

/** A canvas knows no custom properties: the page is asked what they come to now. */
function inkOf(target: HTMLElement): (name: string) => string {
  const probe = document.createElement('span');
  probe.hidden = true;
  target.append(probe);
  return (name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
}

const fontOf = (target: HTMLElement): string => `12px ${getComputedStyle(target).fontFamily}`;

function widest(values: readonly string[], target: HTMLElement): number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return 80;
  context.font = fontOf(target);
  return Math.max(0, ...values.map((value) => context.measureText(value).width));
}
