// Somebody types what would be a program into every text field there is; then pages are looked at by those who see most. Nothing of it runs,
// nothing of it becomes part of a page. On a site of its own, because the place is full of it afterwards.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { session } from './roles.mjs';
import { kinds } from './routes.mjs';
import { stage, wide } from './stage.mjs';
import { addressOf, linksIn } from './ways.mjs';
import { routeOf, writtenRoutes } from './written.mjs';

const words = `'"><img src=x onerror=hostile()>`;
const routes = writtenRoutes();

// What signs in, out or other people is tried by journeys of its own.
const leftOut = /^\/(sign-in|passkeys|sessions|demo|outbox|administration\/sign-in)/;

const contexts = new Map();

function contextOf(who) {
  if (!contexts.has(who)) contexts.set(who, openContext(who));
  return contexts.get(who);
}

const ran = [];

async function openContext(who) {
  const { shell } = await stage();
  const context = await shell.newContext({ viewport: wide, storageState: await session(who) });
  await context.exposeFunction('hostile', () => ran.push(`a program ran for ${who}`));
  await context.exposeFunction('refusedByPolicy', (what) => ran.push(`the policy refused ${what} for ${who}`));
  await context.addInitScript(() => addEventListener('securitypolicyviolation', (event) => window.refusedByPolicy(`${event.violatedDirective} on ${location.pathname}`)));
  context.on('dialog', (dialog) => ran.push(`a dialog: ${dialog.message()}`));
  return context;
}

// Fills in every field of the first form with text in it; answers how many fields there were.
function fill(text) {
  const form = [...document.querySelectorAll('main form[method=post]')].find((form) => form.querySelector('textarea, input:not([type=hidden]):not([type=radio]):not([type=checkbox]):not([type=file])'));
  if (!form) return 0;
  let filled = 0;
  const plain = { email: 'hostile@people.example', url: `https://oxmoor.example/?a=${text}`, time: '10:30' };
  const number = (name) => (/year$/.test(name) ? '2027' : /month$/.test(name) ? '5' : '12');
  for (const field of form.querySelectorAll('input, textarea, select')) {
    if (['hidden', 'file', 'submit'].includes(field.type)) continue;
    if (field.type === 'radio' || field.type === 'checkbox') {
      const first = form.querySelector(`input[name="${CSS.escape(field.name)}"]`);
      first.checked = true;
    } else if (field.tagName === 'SELECT') {
      field.selectedIndex = field.options.length - 1;
    } else if (field.inputMode === 'numeric' || field.inputMode === 'decimal' || field.type === 'number') {
      field.value = number(field.name);
    } else {
      field.value = plain[field.type] ?? (/time$/.test(field.name) ? '10:30' : text);
      filled += 1;
    }
  }
  form.dataset.tried = 'yes';
  return filled;
}

async function tryForm({ kind, path }) {
  const { base } = await stage();
  const page = await (await contextOf(kind.who)).newPage();
  try {
    await page.goto(base + path);
    if (!(await page.evaluate(fill, words))) return 'none';
    await Promise.all([page.waitForNavigation(), page.locator('form[data-tried=yes] button[type=submit], form[data-tried=yes] button:not([type])').first().click()]);
    await clean(page, `${kind.route} after it was sent`);
    return page.url() === base + path ? 'refused' : 'taken';
  } finally {
    await page.close();
  }
}

async function clean(page, what) {
  const found = await page.evaluate(() => document.querySelectorAll('img[src=x], [onerror]').length);
  assert.equal(found, 0, `what was typed became part of ${what}`);
  assert.deepEqual(ran, [], what);
}

describe('what would be a program stays words', () => {
  test('in every text field of every form', async () => {
    const forms = new Map(kinds.filter((kind) => !kind.status && !leftOut.test(kind.route)).map((kind) => [kind.route, kind]));
    // Where they are is looked up before the first is sent: each may change what leads to the next.
    const found = [];
    for (const kind of forms.values()) found.push({ kind, path: await addressOf(kind) });
    const answers = { none: [], refused: [], taken: [] };
    for (const one of found) answers[await tryForm(one)].push(one.kind.route);

    assert.ok(answers.taken.length > 20, `only ${answers.taken} took it; refused: ${answers.refused}`);
  });

  for (const who of ['visitor', 'manager', 'trust']) {
    test(`on the pages that ${who} sees`, async () => {
      const { base } = await stage();
      const page = await (await contextOf(who)).newPage();
      const [left, seen, times] = [['/places/oxmoor-vale', '/mine', '/'], new Set(), new Map()];
      let withWords = 0;
      while (left.length && seen.size < 90) {
        const path = left.shift();
        const route = routeOf(path, routes) ?? path;
        if (seen.has(path) || (times.get(route) ?? 0) >= 2 || leftOut.test(path) || /\.(\w+)$|^\/files/.test(path)) continue;
        seen.add(path);
        times.set(route, (times.get(route) ?? 0) + 1);
        const answer = await page.goto(base + path).catch(() => null);
        if (!answer || !(answer.headers()['content-type'] ?? '').startsWith('text/html')) continue;
        await clean(page, path);
        if ((await page.locator('main').innerText()).includes('onerror=hostile()')) withWords += 1;
        left.push(...linksIn(await answer.text()));
      }
      await page.close();
      assert.ok(withWords > 3, `only ${withWords} of ${seen.size} pages showed what was typed: does this see anything?`);
    });
  }
});
