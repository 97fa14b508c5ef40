import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 500;
/** npx → sh → pnpm → sh → node is the longest chain seen. */
const LONGEST_CHAIN = 5;
const LAUNCHERS = /(^|\/|\0)(npm|npx|pnpm|sh|bash|dash)\b/;

/**
 * npx and pnpm die of SIGTERM or SIGKILL without passing it on. Started through them, this process watches its chain of
 * parents and ends itself when any of them is gone. A service manager starts node directly and sends its own signals.
 */
export function watchLauncher(): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const chain = launcherChain();
  const timer = setInterval(() => {
    if (chain.every(({ pid, parent }) => parentOf(pid) === parent)) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS).unref();
}

interface Link {
  readonly pid: number;
  readonly parent: number;
}

/** This process's parents as long as they are launchers; where there is no /proc, its own parent only. */
function launcherChain(): Link[] {
  const chain: Link[] = [];
  for (let pid = process.pid; chain.length < LONGEST_CHAIN;) {
    const parent = parentOf(pid);
    if (parent <= 1 || !LAUNCHERS.test(readProcess(parent, 'cmdline') || 'pnpm')) break;
    chain.push({ pid, parent });
    if (process.platform !== 'linux') break;
    pid = parent;
  }
  return chain;
}

function parentOf(pid: number): number {
  if (pid === process.pid) return process.ppid;
  // The name in parentheses may hold anything; the parent is the second field after it.
  return Number(readProcess(pid, 'stat').split(') ').at(-1)?.split(' ')[1] ?? 0);
}

function readProcess(pid: number, file: 'cmdline' | 'stat'): string {
  try {
    return readFileSync(`/proc/${String(pid)}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
