// Signing in with a code from a letter; in the demonstration letters lie in the outbox.
import { journey } from '../journey.mjs';

// One each way, so that no code is taken for another's.
const roles = { 'without scripts': 'gp', 'by keyboard': 'council' };

journey('a partner signs in with the code from a letter', async (as) => {
  const person = await as('visitor');
  const role = roles[person.constructor.words];
  const address = `${role}@demo.example`;
  // Who was here before is offered a passkey.
  await as(role);

  await person.go('/sign-in?next=/places/oxmoor-vale/promises');
  await person.type('Your e-mail address', address);
  await person.press('Send me a code');
  await person.type('Six-digit code', '000000');
  await person.press('Sign in');
  await person.sees('There is a problem');

  await person.type('Six-digit code', await codeFor(await as('visitor'), address));
  await person.press('Sign in');
  await person.sees('You are signed in', 'Sign in faster next time');
  await person.follow('Not now');
  await person.sees('Offer a promise for your organisation');
});

async function codeFor(reader, address) {
  await reader.go('/outbox');
  const letter = reader.page.locator('article').filter({ hasText: address }).first();
  const subject = await letter.getByRole('heading').innerText();
  return subject.match(/\d{6}/)[0];
}
