// Finds pages by following links, as HTTP: quick, and with the session of whoever goes.
import assert from 'node:assert/strict';
import { Mouse } from './hands.mjs';
import { withPeople } from './journey.mjs';
import { session } from './roles.mjs';
import { stage } from './stage.mjs';
import { routeOf, writtenRoutes } from './written.mjs';

const routes = writtenRoutes();
const requests = new Map();

// Links of one shape that are tried on a page until one leads on.
const triesMax = 40;

// The address where the steps of a kind lead.
export async function addressOf({ who, steps }) {
  const [start, ...further] = steps;
  const path = await lead(who, typeof start === 'function' ? await withPeople(Mouse, start) : start, further);
  assert.ok(path, `nothing leads ${who} along ${steps.map((step) => step.name ?? step).join(' then ')}`);
  return path;
}

// From this page along the steps; nothing when no link leads there.
async function lead(who, path, [step, ...further]) {
  if (!step) return path;
  const links = linksIn(await (await ask(who, path)).text());
  const isStep = (link) => link === step || routeOf(link, routes) === step;
  for (const link of links.filter(isStep).slice(0, triesMax)) {
    const found = await lead(who, link, further);
    if (found) return found;
  }
  return null;
}

export async function ask(who, path) {
  const { base } = await stage();
  if (!requests.has(who)) requests.set(who, requestOf(who));
  return (await requests.get(who)).get(base + path, { maxRedirects: 5 });
}

async function requestOf(who) {
  const { shell } = await stage();
  const context = await shell.newContext({ storageState: await session(who) });
  return context.request;
}

// Addresses on this site that a page leads to, without what stands behind "#".
export function linksIn(html) {
  const found = [...html.matchAll(/<a [^>]*href="(\/[^"#]*)/g)].map((match) => match[1].replaceAll('&amp;', '&'));
  return [...new Set(found)];
}
