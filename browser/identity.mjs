// What pages of sign-in stand on: a passkey of the club, and an organisation that people sign in through.
import { Mouse } from './hands.mjs';
import { device } from './device.mjs';
import { provider } from './provider.mjs';
import { stage, wide } from './stage.mjs';

let made;

// In a browser of its own: whoever adds a passkey gets a new session, and the one that is kept for others goes on.
export function passkeyOfClub() {
  made ??= makePasskey();
  return made;
}

async function makePasskey() {
  const { browser, base } = await stage();
  const context = await browser.newContext({ viewport: wide });
  const page = await context.newPage();
  await device(page);
  await page.goto(`${base}/demo`);
  await page.locator('form:has(input[name=role][value=vcse])').getByRole('button').click();
  await page.goto(`${base}/passkeys/add`);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.waitForURL('**/passkeys');
  await context.close();
  return '/passkeys';
}

let added;

export function organisationToSignIn(as) {
  added ??= addOrganisation(as);
  return added;
}

async function addOrganisation(as) {
  const administrator = await as('administrator', Mouse);
  await administrator.go('/administration/sign-in/add');
  await administrator.type('What do its people call it?', 'Wendmark of the pages');
  await administrator.type('Address of its issuer', await provider('pages'));
  await administrator.type('Its name for this site', 'signs');
  await administrator.type('Domains', 'demo.example');
  await administrator.press('Ask it and add it');
  return '/administration/sign-in';
}
