// The business manager runs a meeting to a decision: agenda, paper, positions under seal, minutes, the close and its dissent.
import assert from 'node:assert/strict';
import { answerChecks, bodyOf, callMeeting, day, mark, organisationOf, words, writePromise } from '../ground.mjs';
import { journey } from '../journey.mjs';

const promised = 'We pay for the lights until eight';
const objection = 'Nobody asked the caretakers.';
const resolved = 'The board heard the caretakers and will look again in March.';

journey('a meeting leads to a decision with dissent', async (as) => {
  const body = await bodyOf(as, { members: ['trust', 'vcse'] });
  const [trustName, vcseName] = [await organisationOf(as, 'trust'), await organisationOf(as, 'vcse')];
  const manager = await as('manager');

  const item = `Library evenings ${mark()}`;
  const meeting = await putsAnItemWithAPaper(manager, body, item);
  const decision = await putsADecision(manager, item);
  await trustAssents(await as('trust'), { decision, item, confirmer: vcseName });
  await vcseObjects(await as('vcse'), decision, trustName);
  await nothingIsSeenBefore(await as('visitor'), decision);
  await writesUpTheMeeting(manager, meeting, { came: trustName, apologised: vcseName });
  await closes(manager, decision);

  const resident = await as('visitor');
  await resident.go(decision);
  await resident.sees('Agreed, with dissent', 'Minority statement', objection, resolved, trustName);
  await resident.go(meeting);
  await resident.sees('All agreed that the library matters.', `Present ${trustName}`, `Sent apologies ${vcseName}`);
  await readsThePaper(resident);
}, { window: true });

async function putsAnItemWithAPaper(manager, body, item) {
  await manager.go(body.path);
  await manager.follow('Call a meeting');
  await callMeeting(manager, 'The spring meeting', day(-1));
  await manager.sees('Meeting called', words(day(-1)));
  const meeting = manager.path();

  await manager.follow('Put an item on the agenda');
  await manager.type('What is it about?', item);
  await manager.choose('Decide this');
  await manager.press('Put it on the agenda');
  await manager.sees(`1. ${item}`, '1 item, 10 minutes planned');

  await manager.follow('Add a paper');
  await manager.type('What is it called?', 'What evenings cost');
  await manager.choose('Open');
  await manager.attach('The file', { name: 'costs.txt', mimeType: 'text/plain', buffer: Buffer.from('Ten pounds an evening.\n') });
  await manager.press('Add this paper');
  await manager.sees('Paper added', 'What evenings cost');
  return meeting;
}

// With one "Change" on the way, which keeps everything that was typed.
async function putsADecision(manager, item) {
  await manager.follow('Put a decision');
  await manager.holds('What is it called?', item);
  await manager.type('What does it mean, in plain words?', 'The library stays open until nine.');
  await manager.type('What exactly is put?', 'That the partners keep the library open in the evening.');
  await manager.press('Check your answers');
  await manager.sees('Nothing is saved yet', 'The library stays open until nine.', 'Who is asked');

  await manager.press('Change In plain words');
  await manager.holds('What exactly is put?', 'That the partners keep the library open in the evening.');
  await manager.holds('What does it mean, in plain words?', 'The library stays open until nine.');
  await manager.type('What does it mean, in plain words?', 'The library stays open until eight.');
  await manager.press('Check your answers');
  await manager.sees('The library stays open until eight.');
  await manager.press('Put this decision');
  await manager.sees('is put', 'Positions open', '0 of 2 are in');
  return manager.path();
}

async function trustAssents(trust, { decision, item, confirmer }) {
  await trust.go('/mine');
  await trust.follow(item);
  await trust.choose(/^Assent$/);
  await writePromise(trust, promised, confirmer);
  await trust.press('Give this position');
  await trust.sees("Your organisation's position is in", '1 of 2 are in', promised);
  assert.equal(trust.path(), decision);
}

async function vcseObjects(vcse, decision, other) {
  await vcse.go(decision);
  await vcse.sees('1 of 2 are in', 'stay sealed', `${other} In, and sealed`);
  await vcse.seesNot(promised);

  await vcse.follow("Give your organisation's position");
  await vcse.choose(/^Object$/);
  await vcse.press('Give this position');
  await vcse.sees('There is a problem', 'why you object');
  await vcse.type('Why, or on which conditions?', objection);
  await vcse.press('Give this position');
  await vcse.sees('2 of 2 are in', `${other} Assent`, 'Ready to close');
}

async function nothingIsSeenBefore(visitor, decision) {
  await visitor.go(decision);
  await visitor.sees('2 of 2 are in', 'everybody can once it is closed');
  await visitor.seesNot(objection, promised);
}

async function writesUpTheMeeting(manager, meeting, { came, apologised }) {
  await manager.go(meeting);
  await manager.follow('This meeting was held');
  await manager.press('Yes, it was held');
  await manager.follow('Say who came');
  await manager.choose('Present', came);
  await manager.choose('Apologies', apologised);
  await manager.press('Save who came');
  await manager.follow('Write the minutes');
  await manager.type('The minutes', 'All agreed that the library matters.');
  await manager.press('Save the draft');
  await manager.follow('Approve the minutes');
  await manager.press('Approve these minutes');
  await manager.sees('Minutes approved', 'All agreed that the library matters.');
}

// An objection is resolved in words, or the decision does not close as agreed.
async function closes(manager, decision) {
  await answerChecks(manager, decision);
  await manager.follow('Close this decision');
  await manager.choose('Agreed');
  await manager.press('Close it');
  await manager.sees('There is a problem', 'objects: write how the body resolved it');
  await manager.type("In the body's words", resolved);
  await manager.press('Close it');
  await manager.sees('Decision closed', 'Agreed, with dissent');
}

async function readsThePaper(resident) {
  const href = await resident.main().getByRole('link', { name: 'What evenings cost' }).getAttribute('href');
  const answer = await resident.page.request.get(resident.base + href);
  assert.equal(await answer.text(), 'Ten pounds an evening.\n');
}
