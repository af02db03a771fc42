// Passkeys need scripts, so this is walked by keyboard alone; without scripts there are codes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { device } from '../device.mjs';
import { Keyboard, Mouse } from '../hands.mjs';
import { withPeople } from '../journey.mjs';
import { stage } from '../stage.mjs';

// A person of the demonstration with a session of their own, beside the one that is kept for others.
async function signedIn(person, role) {
  await person.go('/demo');
  await person.page.locator(`form:has(input[name=role][value=${role}])`).getByRole('button').click();
  await person.page.waitForURL(`${(await stage()).base}/mine`);
}

const signOut = (person) => person.page.locator('header').getByRole('button', { name: 'Sign out' }).click();

test('a chair makes a passkey, signs in with it, and removes it', () => withPeople(Keyboard, async (as) => {
  const chair = await as('visitor');
  await signedIn(chair, 'chair');
  const phone = await device(chair.page);

  await chair.go('/passkeys');
  await chair.follow('Add a passkey');
  await chair.type('What do you call this device?', 'Phone of the chair');
  await chair.press('Add a passkey');
  await chair.page.waitForURL('**/passkeys');
  await chair.sees('The passkey is added', 'Phone of the chair', 'Not used yet');
  assert.equal(await phone.keeps(), 1);

  await signOut(chair);
  await chair.go('/sign-in?next=/sessions');
  await chair.follow('With a passkey');
  await phone.mine(false);
  await chair.press('Sign in with a passkey');
  await chair.page.waitForLoadState('load');
  await chair.page.getByText('That did not work').waitFor();
  await phone.mine(true);
  await chair.press('Sign in with a passkey');
  await chair.page.waitForURL('**/sessions');
  await chair.sees('with a passkey');

  await chair.go('/passkeys');
  await chair.follow('Remove Phone of the chair');
  await chair.press('Remove this passkey');
  await chair.sees('You have none here yet');
  await signOut(chair);
  await chair.go('/sign-in/passkey');
  await chair.press('Sign in with a passkey');
  await chair.page.getByText('That did not work').waitFor();
}, { window: true }));

test('without scripts a passkey is not made, and the page says what to do instead', () => withPeople(Mouse, async (as) => {
  const trust = await as('trust');
  await trust.go('/passkeys/add');
  await trust.press('Add a passkey');
  await trust.sees('You can go on with codes by e-mail');
  const visitor = await as('visitor');
  await visitor.go('/sign-in/passkey');
  await visitor.press('Sign in with a passkey');
  await visitor.sees('Ask for a code instead');
}));
