// What journeys stand on: a body where some of the roles sit for their organisations, made by the business manager with the
// forms that anybody would use. Whoever needs it first makes it; what is done there is each journey's own, under its own name.
import assert from 'node:assert/strict';
import { Mouse } from './hands.mjs';

export const place = '/places/oxmoor-vale';

let marks = 0;

// Tells the names of one journey from those of another.
export function mark() {
  return `number ${String(++marks).padStart(3, '0')}`;
}

// Days from today; the demonstration keeps the same time as we do.
export function day(days) {
  return new Date(Date.now() + days * 86_400_000);
}

// As pages write it: "9 March 2027".
export function words(date) {
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

// Makes a thing once, and answers the same to all who ask for it later.
function once(make) {
  const made = new Map();
  return (as, asked) => {
    const key = JSON.stringify(asked);
    if (!made.has(key)) made.set(key, make(as, asked));
    return made.get(key);
  };
}

// The organisation that a role speaks for, by its name.
export const organisationOf = once(async (as, role) => {
  const person = await as(role, Mouse);
  await person.go('/mine');
  const said = (await person.text()).match(/What ((?:(?!What ).)+?) promised in Oxmoor Vale/);
  assert.ok(said, `${role} speaks for no organisation:\n${await person.text()}`);
  return said[1];
});

export const bodyOf = once(newBody);

// A new body with a voting seat for each of these roles, and one in the chair if that is asked for.
export async function newBody(as, { members = [], chair }) {
  const manager = await as('manager', Mouse);
  const name = `Table ${mark()}`;
  await manager.go(`${place}/bodies/add`);
  await manager.type('What is it called?', name);
  await manager.choose('Delivery group');
  await manager.type('What is it there for?', 'To try things out before they count.');
  await manager.press('Add this body');
  const path = manager.path();
  for (const role of members) await seat(as, manager, name, role, 'Member');
  if (chair) await seat(as, manager, name, chair, 'Chair');
  return { name, path };
}

async function seat(as, manager, body, role, title) {
  await manager.go(`${place}/seats/add`);
  await manager.type('What is the seat called?', `${title} of ${body}`);
  await manager.page.getByRole('radio', { name: title, exact: true }).check();
  await manager.pick('Which body is it on?', body);
  await manager.pick('Which organisation does it belong to?', await organisationOf(as, role));
  await manager.press('Open this seat');
  await manager.follow('Seat somebody');
  await manager.type('What is their name?', 'The same person');
  await manager.type('What is their e-mail address?', `${role}@demo.example`);
  await manager.press('Seat them');
  await manager.sees('Seated');
}

// A meeting of the body that is over already, called by the manager. Answers its address.
export async function pastMeeting(as, body) {
  const manager = await as('manager', Mouse);
  await manager.go(`${body.path}/meetings/add`);
  await callMeeting(manager, 'A meeting of yesterday', day(-1));
  return manager.path();
}

// What the demonstration has on some days only, for the audit: minutes that wait to be approved.
export async function draftedMinutes(as) {
  const path = await pastMeeting(as, await newBody(as, {}));
  const manager = await as('manager', Mouse);
  await manager.go(path);
  await manager.follow('This meeting was held');
  await manager.press('Yes, it was held');
  await manager.follow('Write the minutes');
  await manager.type('The minutes', 'All agreed that the library matters.');
  await manager.press('Save the draft');
  return path;
}

// A meeting that was held and not closed, with two items.
export const heldMeeting = once(async (as) => {
  const path = await pastMeeting(as, await newBody(as, {}));
  const manager = await as('manager', Mouse);
  await manager.go(path);
  for (const what of ['Keys of the hall', 'The roof']) {
    await manager.follow('Put an item on the agenda');
    await manager.type('What is it about?', what);
    await manager.choose('Note this');
    await manager.press('Put it on the agenda');
  }
  await manager.follow('This meeting was held');
  await manager.press('Yes, it was held');
  return path;
});

// A decision that was closed in a meeting that is not in public, and not published.
export async function privateDecision(as) {
  const body = await newBody(as, {});
  const manager = await as('manager', Mouse);
  await manager.go(`${body.path}/meetings/add`);
  await manager.choose(/^No$/, 'May anybody come?');
  await callMeeting(manager, 'A meeting behind the door', day(-1));
  await manager.follow('Put an item on the agenda');
  await manager.type('What is it about?', 'The lock of the library');
  await manager.choose('Note this');
  await manager.press('Put it on the agenda');
  await manager.follow('Put a decision');
  await manager.type('What does it mean, in plain words?', 'The library has a new lock.');
  await manager.type('What exactly is put?', 'That the lock was changed.');
  await manager.press('Check your answers');
  await manager.press('Put this decision');
  const path = manager.path();
  await manager.follow('Close this decision');
  await manager.choose('Noted');
  await manager.press('Close it');
  return path;
}

export async function callMeeting(person, title, when) {
  await person.type('What is it called?', title);
  await person.date('When does it begin?', when, '14:00');
  await person.type('When does it end, on the same day?', '16:00');
  await person.type('Where do people meet?', 'The back room of the library');
  await person.press('Call this meeting');
}

// Answers the questions of "Put a decision" as far as nothing is suggested.
export async function writeDecision(person, title) {
  await person.type('What is it called?', title);
  await person.type('What does it mean, in plain words?', 'The library stays open until eight on Thursdays.');
  await person.type('What exactly is put?', 'That the partners keep the library open until eight.');
  await person.choose('Decide this');
}

// Answers the check-list of a decision with three reasons why there is no evidence, and comes back to it.
export async function answerChecks(person, decision) {
  await person.go(`${decision}/checks`);
  const answers = [
    ['Who was involved?', 'Nobody was asked: it is the library.'],
    ['Whom does it touch unequally?', 'Nobody, as far as we know.'],
    ['What does it change?', 'The lights stay on.'],
  ];
  for (const [question, words] of answers) {
    await person.choose('There is none', question);
    await person.type(`${question} In a sentence or two`, words);
  }
  await person.press('Save');
  await person.sees('Check-list answered');
  await person.go(decision);
}

// A decision that all agreed to, with a promise that the first member gave beside its position and has not accepted yet.
export async function agreedDecision(as, { members, promised }) {
  const body = await bodyOf(as, { members });
  const promise = `${promised} ${mark()}`;
  const manager = await as('manager', Mouse);
  await manager.go(`${body.path}/decisions/add`);
  await writeDecision(manager, `The library ${mark()}`);
  await manager.press('Check your answers');
  await manager.press('Put this decision');
  const path = manager.path();
  for (const [nth, role] of members.entries()) {
    const person = await as(role, Mouse);
    await person.go(path);
    await person.follow("Give your organisation's position");
    await person.choose(/^Assent$/);
    if (nth === 0) await writePromise(person, promise, await organisationOf(as, members[1]));
    await person.press('Give this position');
  }
  await manager.go(path);
  await answerChecks(manager, path);
  await manager.follow('Close this decision');
  await manager.choose('Agreed');
  await manager.press('Close it');
  await manager.sees('Decision closed');
  return { body, path, promise };
}

export async function writePromise(person, what, confirmer) {
  await person.type('What will your organisation do because of this?', what);
  await person.type('How will others see that it is done?', 'The lights are on at eight.');
  await person.date('By when?', day(30));
  await person.pick('Who will confirm it?', confirmer);
}

// What the demonstration has none of, for the audit: a promise that waits for a yes or no, and an override without a reply.
export async function promiseToAnswer(as) {
  const { path, promise } = await agreedDecision(as, { members: ['trust', 'vcse'], promised: 'Bring the chairs' });
  const trust = await as('trust', Mouse);
  await trust.go(path);
  await trust.follow(promise);
  return trust.path();
}

export async function overruledDecision(as) {
  const { path } = await agreedDecision(as, { members: ['trust', 'vcse'], promised: 'Move the shelves' });
  const manager = await as('manager', Mouse);
  await manager.go(path);
  await manager.follow('Record that it was set aside from above');
  await manager.type('Which body set it aside?', 'The library authority');
  await manager.type('Which power did it use?', 'Article 4 of the agreement');
  await manager.type('What reason was given?', 'The roof leaks.');
  await manager.date('When was the place told?', day(-1));
  await manager.date('From which day does it hold?', day(0));
  await manager.type('What does it mean for people and promises?', 'The library shuts at five.');
  await manager.press('Record it');
  return path;
}

// Listings whose people read e-mail; whoever asks takes one that nobody else asks about.
const written = ['Brickfields Larder', 'Warm Mondays at the library', 'Debt advice', 'After loss'];

// The page of a letter that asks whether a listing is still right, written just now.
export async function askedAbout(as) {
  const name = written.shift();
  const manager = await as('manager', Mouse);
  await manager.go(`${place}/help?q=${encodeURIComponent(name)}`);
  await manager.follow(name);
  await manager.follow('Ask them by letter');
  await manager.press('Send the letter');
  await manager.sees('The letter is on its way');
  await manager.go('/outbox');
  const letter = manager.page.locator('article').filter({ hasText: `Is “${name}” still right?` }).first();
  return (await letter.innerText()).match(/\/help\/\w+\/still-right\?key=\w+/)[0];
}
