import lighthouse, { type Config, type Flags } from 'lighthouse';

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

export type Screen = 'laptop' | 'phone';

/** One visit with an empty cache. */
export interface Audit {
  /** 0 to 100. */
  readonly scores: Readonly<Record<(typeof categories)[number], number>>;
  readonly lcpMs: number;
  readonly cls: number;
  readonly tbtMs: number;
  /** What this machine is worth while it measures, in Lighthouse's own unit: a desk computer has 1500 and more. */
  readonly machineIndex: number;
  /** Of all scripts, as sent over the wire. */
  readonly scriptBytes: number;
}

interface Device extends Pick<NonNullable<Config['settings']>, 'formFactor' | 'screenEmulation'> {
  readonly cpuSlowdown: number;
}

/** The line is loopback: what is left is what the page itself costs. */
const line = {
  rttMs: 0,
  throughputKbps: 0,
  requestLatencyMs: 0,
  downloadThroughputKbps: 0,
  uploadThroughputKbps: 0,
};

const screens: Readonly<Record<Screen, Device>> = {
  laptop: {
    cpuSlowdown: 1,
    formFactor: 'desktop',
    screenEmulation: { mobile: false, width: 1280, height: 800, deviceScaleFactor: 1, disabled: false },
  },
  phone: {
    cpuSlowdown: 4,
    formFactor: 'mobile',
    screenEmulation: { mobile: true, width: 390, height: 844, deviceScaleFactor: 3, disabled: false },
  },
};

/** A browser that could not record, on a machine with other work, is asked again. */
const ATTEMPTS = 3;

export async function audit(url: string, screen: Screen, port: number): Promise<Audit> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await auditOnce(url, screen, port);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

async function auditOnce(url: string, screen: Screen, port: number): Promise<Audit> {
  const flags: Flags = { port, logLevel: 'error', output: 'json' };
  const { cpuSlowdown, ...device } = screens[screen];
  const config: Config = {
    extends: 'lighthouse:default',
    settings: {
      ...device,
      onlyCategories: [...categories],
      throttlingMethod: 'devtools',
      throttling: { ...line, cpuSlowdownMultiplier: cpuSlowdown },
      locale: 'en-US',
    },
  };
  const result = (await lighthouse(url, flags, config))?.lhr;
  if (!result || result.runtimeError)
    throw new Error(`no audit of ${url}: ${result?.runtimeError?.message ?? ''}`);
  const valueOf = (id: string): number => result.audits[id]?.numericValue ?? NaN;
  const requests = result.audits['network-requests']?.details as
    { items: { resourceType?: string; transferSize?: number }[] } | undefined;
  const scripts = requests?.items.filter(({ resourceType }) => resourceType === 'Script') ?? [];
  return {
    scores: Object.fromEntries(
      categories.map((name) => [name, Math.round((result.categories[name]?.score ?? NaN) * 100)]),
    ) as Audit['scores'],
    lcpMs: valueOf('largest-contentful-paint'),
    cls: valueOf('cumulative-layout-shift'),
    tbtMs: valueOf('total-blocking-time'),
    machineIndex: result.environment.benchmarkIndex,
    scriptBytes: scripts.reduce((sum, { transferSize = 0 }) => sum + transferSize, 0),
  };
}
