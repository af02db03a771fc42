// Signs in as somebody of the demonstration, by the button that everybody has. A role's session is made once and kept.
import { stage } from './stage.mjs';

export const roles = ['chair', 'council', 'manager', 'trust', 'vcse', 'gp', 'healthwatch', 'administrator'];

const kept = new Map();

// The storage state of a role's browser; a visitor's is empty.
export function session(role) {
  if (role === 'visitor') return undefined;
  if (!kept.has(role)) kept.set(role, signIn(role));
  return kept.get(role);
}

async function signIn(role) {
  const { browser, base } = await stage();
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${base}/demo`);
  await page.locator(`form:has(input[name=role][value=${role}])`).getByRole('button').click();
  await page.waitForURL(`${base}/mine`);
  const state = await context.storageState();
  await context.close();
  return state;
}
