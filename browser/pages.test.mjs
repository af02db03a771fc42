// Every kind of page, as each kind of reader meets it: accessible, reached by keyboard, whole without scripts, light.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { auditPage } from './audit.mjs';
import { isNoted, keep, noteOf } from './before.mjs';
import { session } from './roles.mjs';
import { kinds } from './routes.mjs';
import { stage } from './stage.mjs';
import { addressOf, ask, linksIn } from './ways.mjs';
import { writtenRoutes } from './written.mjs';

const routes = writtenRoutes();

test('no page of the program is left out of the audit', () => {
  const audited = new Set(kinds.map((kind) => kind.route));

  assert.deepEqual(routes.filter((route) => !audited.has(route)), []);
});

// Who met which address, for the test of links.
const met = [];

describe('the audit finds no fault', { concurrency: 2 }, () => {
  for (const [nth, kind] of kinds.entries()) {
    test(`number ${nth + 1}, ${kind.route} for ${kind.who}`, async () => {
      const { shell, base } = await stage();
      const path = await addressOf(kind);
      met.push({ who: kind.who, path });

      // A page that somebody's click leads to is looked at each time.
      const note = kind.then ? undefined : noteOf(await (await ask(kind.who, path)).text(), `${shell.version()} ${kind.status}`);
      if (isNoted(note)) return;

      const faults = await auditPage(shell, base, path, { ...kind, session: await session(kind.who) });

      assert.deepEqual(faults, []);
      keep(note);
    });
  }
});

// Does this with each of them, a few at a time.
async function each(all, doing, atOnce = 4) {
  const left = [...all];
  const one = async () => {
    while (left.length) await doing(left.shift());
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

test('every link on these pages leads to a page that is there', async () => {
  const asked = new Map();
  const faults = [];
  await each(met, async ({ who, path }) => {
    for (const link of linksIn(await (await ask(who, path)).text())) asked.set(`${who} ${link}`, { who, path, link });
  });
  await each(asked.values(), async ({ who, path, link }) => {
    const status = (await ask(who, link)).status();
    if (status !== 200) faults.push(`${link} on ${path} answers ${who} ${status}`);
  });
  assert.ok(asked.size > 300, `only ${asked.size} links were found`);
  assert.deepEqual(faults, []);
});

// What a phone on a poor line loads before it shows something.
const kilobytesMax = 100;

for (const path of ['/', '/places/oxmoor-vale', '/places/oxmoor-vale/promises']) {
  test(`the first view of ${path} weighs at most ${kilobytesMax} kB and asks nobody else`, async () => {
    const { shell, base } = await stage();
    const context = await shell.newContext();
    const page = await context.newPage();
    const hosts = new Set();
    const sizes = [];
    page.on('request', (request) => hosts.add(new URL(request.url()).origin));
    page.on('requestfinished', (request) => sizes.push(request.sizes().then((size) => size.responseBodySize + size.responseHeadersSize)));

    await page.goto(base + path, { waitUntil: 'networkidle' });

    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    assert.deepEqual([...hosts], [base]);
    assert.ok(sizes.length >= 3, 'page, style and script were not all seen');
    assert.ok(bytes <= kilobytesMax * 1000, `${bytes} bytes`);
    await context.close();
  });
}
