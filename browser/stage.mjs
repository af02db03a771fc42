// The one site, the one browser of all journeys and the one of all who only look, started when the first needs them.
import { after } from 'node:test';
import { narrow, openBrowser, openShell, wide } from './chromium.mjs';
import { startSite } from './site.mjs';

let started;

export function stage() {
  started ??= Promise.all([startSite(), openBrowser(), openShell()]).then(([site, browser, shell]) => ({ site, base: site.base, browser, shell }));
  return started;
}

after(async () => {
  if (!started) return;
  const { site, browser, shell } = await started;
  await Promise.all([browser.close(), shell.close()]);
  await site.stop();
});

export { narrow, wide };
