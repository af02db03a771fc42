// Audits pages with axe-core, and checks what axe cannot: no request leaves the site, no console error, no sideways scrolling
// at 320 pixels, every control reached by keyboard with a visible focus, and sense without scripts.
// usage: node audit.mjs http://127.0.0.1:8080 /places /places/a ...      exit 1 when any page falls short
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { narrow, openShell, wide } from './chromium.mjs';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// WCAG 2.0 to 2.2 at levels A and AA, and what axe's authors advise beside.
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// Faults of one page, as sentences. `session` is a signed-in browser's storage state, or nothing for a visitor; `status` is what
// the page should answer; `then` does what leads to the page that is meant, like sending a form empty.
export async function auditPage(browser, base, path, { session, status = 200, then = async () => {} } = {}) {
  const page = await (await room(browser, session)).newPage();
  try {
    const faults = await look(page, base, path, { status, then });
    return faults.map((fault) => `${path}: ${fault}`);
  } finally {
    await page.close();
  }
}

// One reader's browser, kept until the browser ends: making one takes longer than looking at a small page.
const rooms = new WeakMap();

function room(browser, session) {
  if (!rooms.has(browser)) rooms.set(browser, new Map());
  const kept = rooms.get(browser);
  if (!kept.has(session)) kept.set(session, furnished(browser.newContext({ viewport: wide, storageState: session })));
  return kept.get(session);
}

async function furnished(opening) {
  const context = await opening;
  await context.addInitScript({ content: axe });
  return context;
}

async function look(page, base, path, { status, then }) {
  const faults = [];
  page.on('request', (request) => {
    const inside = request.url().startsWith(`${base}/`) || request.url().startsWith('data:');
    if (!inside) faults.push(`asks another host: ${request.url()}`);
  });
  page.on('pageerror', (error) => faults.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    // Chromium complains of the page itself when it is meant to answer 404 or 422.
    const ofPageItself = message.text().includes(`status of ${status}`) && message.location().url.startsWith(base + path);
    if (message.type() === 'error' && !ofPageItself) faults.push(`console error: ${message.text()}`);
  });
  let answer;
  page.on('response', (one) => {
    if (one.request().isNavigationRequest()) answer = one;
  });
  await page.goto(base + path, { waitUntil: 'load' });
  await then(page);
  if (answer.status() !== status) faults.push(`answers ${answer.status()}`);
  const bare = await page.evaluate(asItCame, await answer.text());
  return [...faults, ...bare.map((fault) => `without scripts ${fault}`), ...(await withScripts(page))];
}

// Runs inside the page: what the answer holds before any script has touched it.
function asItCame(html) {
  const came = new DOMParser().parseFromString(html, 'text/html');
  const count = (selector) => came.querySelectorAll(selector).length;
  const faults = [];
  if (count('h1') !== 1) faults.push(`has ${count('h1')} h1`);
  if (count('main') !== 1) faults.push('has no main');
  const unsent = count('form') - count('form:has(button), form:has(input[type=submit])');
  if (unsent) faults.push(`${unsent} of ${count('form')} forms cannot be sent`);
  return faults;
}

async function withScripts(page) {
  const faults = await axeFaults(page, { type: 'tag', values: rules });
  await page.evaluate(rememberWhatIsSeen);
  faults.push(...(await keyboardWalk(page)));
  await page.setViewportSize(narrow);
  const small = await axeFaults(page, { type: 'rule', values: rulesOfLayout });
  const added = await page.evaluate(markWhatIsNew);
  if (added) small.push(...(await axeFaults(page, { type: 'tag', values: rules }, '[data-only-narrow]')));
  small.push(...(await sideways(page)));
  return [...faults, ...small.map((fault) => `at ${narrow.width} px ${fault}`)];
}

// What depends on where things stand. Other rules say the same at every width of what is there at both.
const rulesOfLayout = ['target-size', 'scrollable-region-focusable'];

async function axeFaults(page, runOnly, within = 'html') {
  const result = await page.evaluate(([runOnly, within]) => window.axe.run({ include: [within] }, { runOnly, resultTypes: ['violations'] }), [runOnly, within]);
  return result.violations.map((broken) => {
    const example = broken.nodes[0].html.slice(0, 120).replace(/\s+/g, ' ');
    return `axe ${broken.impact} ${broken.id}: ${broken.help} (${broken.nodes.length}) e.g. ${example}`;
  });
}

// These two run inside the page.
function rememberWhatIsSeen() {
  const seen = [...document.body.querySelectorAll('*')].filter((element) => element.getClientRects().length);
  window.__seen = new Set(seen);
}

// Marks what a narrow page shows and a wide one does not; says whether there is any.
function markWhatIsNew() {
  const seen = [...document.body.querySelectorAll('*')].filter((element) => element.getClientRects().length);
  const added = seen.filter((element) => !window.__seen.has(element));
  for (const element of added) element.setAttribute('data-only-narrow', '');
  return added.length > 0;
}

// WCAG 1.4.10, reflow.
async function sideways(page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return over > 0 ? [`scrolls sideways by ${over} px`] : [];
}

// Tabs through the page: all controls are reached, each shows its focus, none is a trap. The page itself notes where the focus
// comes, so that the keys need not wait for one another.
async function keyboardWalk(page) {
  const { wanted, stops } = await page.evaluate(countControls);
  await page.evaluate(startAtTop);
  await Promise.all(Array.from({ length: stops + 5 }, () => page.keyboard.down('Tab')));
  await page.keyboard.up('Tab');
  const met = await page.evaluate(() => window.__met);
  // What comes again is the end: from here on the walk begins anew.
  const again = met.findIndex((stop, at) => met.findIndex((first) => first.number === stop.number) < at);
  const walked = again < 0 ? met : met.slice(0, again);
  const unseen = walked.filter((stop) => !stop.visible).map((stop) => stop.name);
  const faults = unseen.length ? [`no visible focus on ${unseen.join(', ')}`] : [];
  if (walked.length < wanted) faults.push(`the keyboard reached ${walked.length} of ${wanted} controls`);
  return faults;
}

// The next two run inside the page.
function countControls() {
  const radios = new Set();
  const counts = (element) => {
    // What stands in closed details has a box, but nobody sees or reaches it.
    if (!element.getClientRects().length || !element.checkVisibility() || element.disabled || element.tabIndex < 0) return false;
    if (element.type !== 'radio') return true;
    // A group of radio buttons is one stop.
    const first = !radios.has(element.name);
    radios.add(element.name);
    return first;
  };
  const controls = [...document.querySelectorAll('a[href],button,input,select,textarea,summary')].filter(counts);
  // Day, month, year and the calendar's button.
  const dates = controls.filter((control) => control.type === 'date').length;
  return { wanted: controls.length, stops: controls.length + 3 * dates };
}

function startAtTop() {
  const numbers = new Map();
  const ringed = (style) => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  window.__met = [];
  document.addEventListener('focusin', ({ target: element }) => {
    if (!numbers.has(element)) numbers.set(element, numbers.size);
    const label = element.id && document.querySelector(`label[for="${CSS.escape(element.id)}"]`);
    const drawn = label && getComputedStyle(label, '::before');
    const ring = ringed(getComputedStyle(element)) || (drawn && (ringed(drawn) || parseFloat(drawn.borderTopWidth) > 2));
    const box = element.getBoundingClientRect();
    const name = element.tagName.toLowerCase() + (element.id ? `#${element.id}` : '');
    window.__met.push({ number: numbers.get(element), name, visible: Boolean(ring) && box.width > 0 && box.height > 0 });
  });
  document.activeElement?.blur?.();
  window.scrollTo(0, 0);
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  window.__met = [];
}

async function main([base, ...paths]) {
  if (!base || !paths.length) {
    console.error('usage: node audit.mjs http://127.0.0.1:8080 /path ...');
    process.exit(2);
  }
  const browser = await openShell();
  let faults = 0;
  for (const path of paths) {
    for (const fault of await auditPage(browser, base, path)) {
      faults++;
      console.log(fault);
    }
  }
  await browser.close();
  console.log(faults ? `${faults} faults` : 'no faults');
  process.exit(faults ? 1 : 0);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main(process.argv.slice(2));
