// The audit itself can fail: a page with planted faults is found out, and a plain good page is not.
import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';
import { auditPage } from './audit.mjs';
import { openShell } from './chromium.mjs';

const good = `<!doctype html><html lang="en-GB"><head><title>Good</title><link rel="icon" href="data:,"></head>
<body><main><h1>Good</h1><p><a href="/good">A link</a></p>
<form><button>Send</button></form><p>Words between controls, so that each is a target of its own.</p>
<details><summary>More</summary><a href="/more">In closed details</a></details></main></body></html>`;

const bad = `<!doctype html><html><head><title>Bad</title><link rel="icon" href="data:,">
<style>a { outline: none } .wide { width: 900px } @media (min-width: 400px) { .phone { display: none } }</style></head>
<body><p class="phone"><img src="data:,"></p><div class="wide"><a href="/bad">A link</a><img src="data:,"><form><input></form></div>
<script>missing()</script></body></html>`;

async function serving(pages, use) {
  const server = http.createServer((request, answer) => answer.setHeader('content-type', 'text/html').end(pages[request.url]));
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const browser = await openShell();
  try {
    await use(browser, `http://127.0.0.1:${server.address().port}`);
  } finally {
    await browser.close();
    server.close();
  }
}

test('the audit passes a good page and names each fault of a bad one', async () => {
  await serving({ '/good': good, '/bad': bad }, async (browser, base) => {
    assert.deepEqual(await auditPage(browser, base, '/good'), []);

    const faults = (await auditPage(browser, base, '/bad')).join('\n');
    for (const expected of ['axe serious html-has-lang', 'axe critical image-alt', 'at 320 px axe critical image-alt', 'scrolls sideways', 'no visible focus on a', 'script error: missing', 'has 0 h1', '1 of 1 forms cannot be sent']) {
      assert.ok(faults.includes(expected), `${expected} is not among\n${faults}`);
    }
  });
});
