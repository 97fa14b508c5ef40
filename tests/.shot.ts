import { chromium } from 'playwright-core';
import { chromiumLaunch } from './support/chromium.ts';
const b = await chromium.launch(chromiumLaunch);
for (const spec of process.argv.slice(2)) {
  const [path, name, w, h, dark] = spec.split('|');
  const ctx = await b.newContext({ viewport: { width: Number(w), height: Number(h) }, colorScheme: dark ? 'dark' : 'light', timezoneId: 'Asia/Shanghai' });
  const p = await ctx.newPage();
  p.on('console', (m) => { if (m.type() === 'error') console.log(name, m.text()); });
  p.on('pageerror', (e) => console.log(name, e.message));
  await p.goto('http://127.0.0.1:8080' + path); await p.waitForTimeout(800);
  await p.screenshot({ path: `/tmp/shots/${name}.png`, fullPage: false });
  await ctx.close();
}
await b.close();
