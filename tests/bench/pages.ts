import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { busiestLot, freePort, startDemoServer } from '../support/demo-server.ts';
import { chromiumLaunch } from '../support/chromium.ts';
import { machine } from './machine.ts';
import { audit, type Audit, type Screen } from './pages-audit.ts';

/*
 * What a visitor's first sight of each public page costs, by Lighthouse on a demo of its own: on a laptop, and on a
 * phone four times slower; against the budgets of 5-interface §5.5. It asserts nothing.
 *
 *   --rounds 3      5 unless told
 *   --only 'lot'    pages whose name matches
 *   --screen phone  only this one
 */
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    screen: { type: 'string' },
  },
});
const rounds = Number(options.rounds);
const screens = (['laptop', 'phone'] as const).filter((one) => one === (options.screen ?? one));

const BUDGETS = { score: 95, lcpMs: 1_500, cls: 0.02, scriptBytes: 90_000 };

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

interface Figures extends Audit {
  readonly page: string;
  readonly screen: Screen;
}

function mediansOf(page: string, screen: Screen, audits: readonly Audit[]): Figures {
  const of = (value: (audit: Audit) => number): number => median(audits.map(value));
  return {
    page,
    screen,
    scores: {
      performance: of(({ scores }) => scores.performance),
      accessibility: of(({ scores }) => scores.accessibility),
      'best-practices': of(({ scores }) => scores['best-practices']),
      seo: of(({ scores }) => scores.seo),
    },
    lcpMs: Math.round(of(({ lcpMs }) => lcpMs)),
    cls: Number(of(({ cls }) => cls).toFixed(4)),
    tbtMs: Math.round(of(({ tbtMs }) => tbtMs)),
    machineIndex: Math.round(of(({ machineIndex }) => machineIndex)),
    scriptBytes: of(({ scriptBytes }) => scriptBytes),
  };
}

function verdicts({ page, screen, scores, lcpMs, cls, scriptBytes }: Figures): string[] {
  const say = (holds: boolean, what: string): string =>
    `${holds ? 'holds' : 'FAILS'}  ${page}, ${screen}: ${what}`;
  const lowest = Math.min(...Object.values(scores));
  return [
    say(lowest >= BUDGETS.score, `every score ≥ ${String(BUDGETS.score)} (lowest ${String(lowest)})`),
    say(lcpMs < BUDGETS.lcpMs, `LCP < ${String(BUDGETS.lcpMs)} ms (${String(lcpMs)})`),
    say(cls < BUDGETS.cls, `CLS < ${String(BUDGETS.cls)} (${String(cls)})`),
    say(
      scriptBytes <= BUDGETS.scriptBytes,
      `scripts ≤ ${String(BUDGETS.scriptBytes)} B (${String(scriptBytes)})`,
    ),
  ];
}

const demo = await startDemoServer((line) => {
  console.error(line);
});
const port = await freePort();
const browser = await chromium.launch({
  ...chromiumLaunch,
  args: [...chromiumLaunch.args, `--remote-debugging-port=${String(port)}`],
  // The readers' zone; a container without one makes Chromium look through all of them.
  env: { ...process.env, TZ: 'Asia/Shanghai' },
});
try {
  const lot = await busiestLot(demo.origin);
  const pages = {
    home: '/',
    lots: '/lots',
    lot: `/lots/${lot}`,
    'lot, English': `/en/lots/${lot}`,
    room: `/lots/${lot}/live`,
    results: '/results',
  };
  const before = machine();
  const figures: Figures[] = [];
  for (const [page, path] of Object.entries(pages).filter(([name]) => new RegExp(options.only).test(name))) {
    const url = demo.origin + path;
    // A page that does not exist yet.
    if ((await fetch(url)).status !== 200) continue;
    for (const screen of screens) {
      const audits: Audit[] = [];
      for (let round = 1; round <= rounds; round++) audits.push(await audit(url, screen, port));
      const medians = mediansOf(page, screen, audits);
      figures.push(medians);
      console.error(JSON.stringify(medians));
    }
  }
  console.table(figures.map(({ scores, ...rest }) => ({ ...rest, ...scores })));
  for (const line of figures.flatMap(verdicts)) console.log(line);
  console.log(JSON.stringify({ bench: 'pages', ...before, rounds, budgets: BUDGETS, figures }));
} finally {
  await browser.close();
  await demo.stop();
}
