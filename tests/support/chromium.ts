import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Debian's; `.ci/run` installs it. */
const EXECUTABLE = '/usr/bin/chromium';

export const hasChromium = existsSync(EXECUTABLE);

/** Without the flags it would knock at the maker's servers, which no test may. */
export const chromiumLaunch = {
  executablePath: EXECUTABLE,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-sync',
  ],
};

export const launchChromium = (): Promise<Browser> => chromium.launch(chromiumLaunch);
