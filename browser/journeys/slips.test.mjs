// Slips: a form sent empty, and two people who change the same thing.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bodyOf, pastMeeting, place } from '../ground.mjs';
import { journey, withPeople } from '../journey.mjs';
import { Keyboard, Mouse } from '../hands.mjs';

// A form of each of the main things that people do, its button, and a field with what was typed into it.
const forms = [
  { who: 'visitor', at: '/sign-in', button: 'Send me a code', field: 'Your e-mail address', typed: 'not an address' },
  { who: 'manager', at: `${place}/bodies/add`, button: 'Add this body', field: 'Where does its authority come from?', typed: 'The board' },
  { who: 'manager', at: `${place}/priorities/add`, button: 'Add this priority', field: 'Which need does it answer?', typed: 'Cold homes' },
  { who: 'manager', at: `${place}/seats/add`, button: 'Open this seat' },
  { who: 'manager', at: `${place}/partners/new`, button: /^Add/ },
  { who: 'manager', from: `${place}/bodies`, through: ['Place Delivery Group', 'Call a meeting'], button: 'Call this meeting', field: 'Where do people meet?', typed: 'Town hall' },
  { who: 'manager', from: `${place}/bodies`, through: ['Place Delivery Group', 'Put a decision'], button: 'Check your answers', field: 'What exactly is put?', typed: 'That we begin' },
  { who: 'trust', at: `${place}/promises/offer`, button: 'Offer this promise', field: 'What will be done?', typed: 'We open the door' },
];

describe('a form sent empty says what is missing and keeps what was typed', { concurrency: 2 }, () => {
  for (const way of [Mouse, Keyboard]) {
    for (const form of forms) {
      const name = form.at ?? form.through.at(-1);
      test(`${name} sent empty, ${way.words}`, () => withPeople(way, (as) => sendsItEmpty(as, form)));
    }
  }
});

async function sendsItEmpty(as, { who, at, from, through = [], button, field, typed }) {
  const person = await as(who);
  await person.go(at ?? from);
  for (const link of through) await person.follow(link);
  if (field) await person.type(field, typed);

  await person.press(button);

  await saysWhatIsWrong(person);
  if (field) await person.holds(field, typed);
}

async function saysWhatIsWrong(person) {
  const { page } = person;
  assert.match(await page.title(), /^Error: /);
  const first = person.main().locator(':scope > *').first();
  assert.ok((await first.getAttribute('class')).includes('govuk-error-summary'), 'the summary does not come first');
  const focused = await page.evaluate(() => document.activeElement.className).catch(() => '');
  if (person.constructor.scripts) assert.ok(focused.includes('govuk-error-summary'), 'the summary has not the focus');
  const links = await first.getByRole('link').all();
  assert.ok(links.length > 0, 'the summary names nothing');
  for (const link of links) {
    const words = await link.innerText();
    const id = (await link.getAttribute('href')).slice(1);
    const group = page.locator('.govuk-form-group--error').filter({ has: page.locator(`[id="${id}"]`) });
    assert.ok((await group.innerText()).includes(words), `“${words}” does not stand beside its field`);
  }
}

journey('two people change the same meeting, and the second sees both versions', async (as) => {
  const body = await bodyOf(as, { members: ['vcse'], chair: 'trust' });
  const meeting = await pastMeeting(as, body);
  const [manager, chair] = [await as('manager'), await as('trust')];
  for (const person of [manager, chair]) {
    await person.go(meeting);
    await person.follow('Change time, venue or title');
  }

  await manager.type('Where do people meet?', 'The upper room');
  await manager.press('Save');
  await manager.sees('The upper room');
  await chair.type('Where do people meet?', 'The lower room');
  await chair.press('Save');

  await chair.sees('Somebody else changed this while you were typing', 'The upper room', 'The lower room');
  await chair.holds('Where do people meet?', 'The lower room');
  await chair.press('Save');
  await chair.sees('Saved', 'The lower room');
});
