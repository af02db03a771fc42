// A journey is written once and walked twice: without scripts, and by keyboard alone. Each time it makes what it needs.
import { describe, test } from 'node:test';
import { Keyboard, Mouse } from './hands.mjs';
import { session } from './roles.mjs';
import { narrow, stage, wide } from './stage.mjs';

// `walk` is given `as`: as('trust') is somebody in that role with a browser of their own, as('visitor') nobody in particular.
// `window`: in the whole Chromium, with all that stands around a page. The shell draws and steers pages with the same engine, faster.
export function journey(name, walk, { window = false } = {}) {
  describe(name, { concurrency: 2 }, () => {
    for (const way of [Mouse, Keyboard]) test(`${name}, ${way.words}`, () => withPeople(way, walk, { window }));
  });
}

// Answers what the walk answers; everybody's browser is closed then.
export async function withPeople(way, walk, { window = false } = {}) {
  const { browser, shell, base } = await stage();
  const contexts = [];
  const as = async (role, hands = way) => {
    // Those without scripts hold a phone.
    const viewport = hands.scripts ? wide : narrow;
    const context = await (window ? browser : shell).newContext({ javaScriptEnabled: hands.scripts, viewport, storageState: await session(role) });
    context.setDefaultTimeout(15_000);
    contexts.push(context);
    return new hands(await context.newPage(), base);
  };
  try {
    return await walk(as);
  } finally {
    await Promise.all(contexts.map((context) => context.close()));
  }
}
