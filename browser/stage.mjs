// The one site and the one browser of all journeys, started when the first needs them.
import { after } from 'node:test';
import { narrow, openBrowser, wide } from './chromium.mjs';
import { startSite } from './site.mjs';

let started;

export function stage() {
  started ??= Promise.all([startSite(), openBrowser()]).then(([site, browser]) => ({ site, base: site.base, browser }));
  return started;
}

after(async () => {
  if (!started) return;
  const { site, browser } = await started;
  await browser.close();
  await site.stop();
});

export { narrow, wide };
