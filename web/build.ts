import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { BuildOptions, InlineConfig, Plugin } from 'vite';
import { compressAssets } from './compress.ts';
import { type Manifest, preloadLinks } from './preloads.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const project = join(here, '..');
const dist = join(here, 'dist');
/** Names the build in use; the others stay for servers that still run from them. */
const currentFile = join(dist, 'current');
const BUILDS_KEPT = 5;

/** Where built pages lie. */
export interface BuiltWeb {
  /** Served as it is. */
  readonly client: string;
  readonly template: string;
  /** Links to what a page imports, for its head. */
  readonly linksTo: (modules: readonly string[]) => string;
  /** A module that is a `WebServer`. */
  readonly serverEntry: string;
}

/** The build that `buildWeb` made last; a server asks once and stays with it. */
export function builtWeb(): BuiltWeb {
  const build = join(dist, readFileSync(currentFile, 'utf8'));
  const manifest = JSON.parse(readFileSync(join(build, 'client', 'manifest.json'), 'utf8')) as Manifest;
  return {
    client: join(build, 'client'),
    template: join(build, 'client', 'index.html'),
    linksTo: (modules) => preloadLinks(manifest, modules),
    serverEntry: join(build, 'server', 'entry-server.js'),
  };
}

/** What the built server entry offers; the server knows the pages by this alone. */
export interface WebServer {
  render(request: RenderRequest): Promise<Rendered>;
}

export interface RenderRequest {
  /** Path and query as asked for. */
  readonly url: string;
  /** Scheme and authority people use, for canonical links. */
  readonly publicUrl: string;
  /** Milliseconds since 1970: what the page calls now. */
  readonly now: number;
  /** Pages for those who build the house are nowhere to be found. */
  readonly production: boolean;
  /** The own API, asked with the visitor's cookie. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Told of whatever is our fault: the visitor gets a page without details. */
  onFault(error: unknown): void;
}

export type Rendered =
  | { readonly redirect: string }
  | {
      readonly status: number;
      readonly lang: string;
      readonly head: string;
      readonly body: string;
      /** What the browser imports before the page is alive, as the manifest names it. */
      readonly modules: readonly string[];
      /** JSON for the browser to go on with. */
      readonly boot: unknown;
      /** Whether the page shows anything of the person who asked. */
      readonly personal: boolean;
    };

/**
 * `buildWeb` in a thread of its own: a bundler keeps its thread busy for seconds, and a server that starts must hear
 * a signal meanwhile. Leaving in the middle does no harm: what is half built was never in place.
 */
export function buildWebAside(): Promise<void> {
  return new Promise((built, failed) => {
    new Worker(new URL('./build-thread.ts', import.meta.url)).once('error', failed).once('exit', (code) => {
      if (code === 0) built();
      else failed(new Error('the pages could not be built'));
    });
  });
}

/** Builds browser and server bundles when what they are made of has changed; answers whether it did. */
export async function buildWeb(): Promise<boolean> {
  const name = inputStamp();
  const target = join(dist, name);
  if (existsSync(target)) {
    await writeFile(currentFile, name);
    return false;
  }
  // Built aside and then put in place: a build that fails or is killed leaves the old pages standing.
  const aside = join(here, 'node_modules', '.cache', `build-${String(process.pid)}`);
  await rm(aside, { recursive: true, force: true });
  await bundle(aside);
  await mkdir(dist, { recursive: true });
  await rename(aside, target).catch(async (error: unknown) => {
    // Somebody else built the same at the same time.
    if (!existsSync(target)) throw error;
    await rm(aside, { recursive: true, force: true });
  });
  await writeFile(currentFile, name);
  await removeOldBuilds(name);
  return true;
}

async function removeOldBuilds(current: string): Promise<void> {
  const folders = (await readdir(dist, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const builds = await Promise.all(
    folders.map(async ({ name }) => ({ name, madeAt: (await stat(join(dist, name))).mtimeMs })),
  );
  builds.sort((a, b) => b.madeAt - a.madeAt);
  const old = builds.slice(BUILDS_KEPT).filter(({ name }) => name !== current);
  await Promise.all(old.map(({ name }) => rm(join(dist, name), { recursive: true, force: true })));
}

/** Sets the reader's theme before anything is drawn: a classic script, because modules wait for the whole page. */
const earlyTheme: Plugin = {
  name: 'early-theme',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {} }) =>
      Object.values(bundle)
        .filter((part) => part.type === 'chunk' && part.name === 'early-theme')
        .map(({ fileName }) => ({ tag: 'script', attrs: { src: `/${fileName}` }, injectTo: 'head-prepend' })),
  },
};

const INPUTS = ['web/**/*.{ts,svelte,css,html,svg,png,json}', 'shared/**/*.ts', 'pnpm-lock.yaml'];

function inputStamp(): string {
  // What is built for tests has more in it than what readers get.
  const purpose = process.env['NODE_ENV'] ?? 'production';
  const hash = createHash('sha256').update(`${process.version} ${purpose} `);
  const exclude = ['**/node_modules/**', 'web/dist/**'];
  for (const file of globSync(INPUTS, { cwd: project, exclude }).sort()) {
    hash.update(`\n${file}\n`).update(readFileSync(join(project, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

async function bundle(outDirectory: string): Promise<void> {
  // Only when there is something to build: the bundlers take longer to load than all the rest.
  const [{ build }, { svelte }] = await Promise.all([import('vite'), import('@sveltejs/vite-plugin-svelte')]);
  const shared: InlineConfig = {
    root: here,
    configFile: false,
    logLevel: 'warn',
    plugins: [svelte({ configFile: false, compilerOptions: { dev: false } }), earlyTheme],
  };
  const rolldownOptions = { checks: { bundlerTimings: false } };
  const options: BuildOptions = { emptyOutDir: true, rolldownOptions };
  await build({
    ...shared,
    build: {
      ...options,
      rolldownOptions: {
        ...rolldownOptions,
        input: [join(here, 'index.html'), join(here, 'shell', 'early-theme.ts')],
      },
      outDir: join(outDirectory, 'client'),
      manifest: 'manifest.json',
      // The server links what a page needs; nothing is to be added by a script.
      modulePreload: {
        polyfill: false,
        resolveDependencies: (_file, files, { hostType }) => (hostType === 'html' ? files : []),
      },
      // One style sheet, linked in the head of every page: nothing is drawn unstyled.
      cssCodeSplit: false,
      target: 'es2023',
    },
  });
  await build({
    ...shared,
    publicDir: false,
    // CommonJS to Node, though it brings a module for bundlers.
    ssr: { noExternal: ['chinese-days'] },
    build: { ...options, outDir: join(outDirectory, 'server'), ssr: 'entry-server.ts', target: 'node24' },
  });
  await compressAssets(join(outDirectory, 'client', 'assets'));
}
