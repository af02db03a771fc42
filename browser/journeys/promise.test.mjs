// What becomes of a promise: accepted, given a new date, taken back; done, and seen to be done by another partner.
import assert from 'node:assert/strict';
import { agreedDecision, day, organisationOf, words } from '../ground.mjs';
import { journey } from '../journey.mjs';

const members = ['trust', 'vcse'];

async function accepts(trust, decision) {
  await trust.go(decision.path);
  await trust.follow(decision.promise);
  await trust.follow('Accept this promise');
  await trust.press('Accept this promise');
  await trust.sees('Accepted. It is a promise now.', 'Under way');
}

journey('a partner accepts a promise and gives it a new date', async (as) => {
  const decision = await agreedDecision(as, { members, promised: 'Pay for the lamps' });
  const trust = await as('trust');

  await accepts(trust, decision);
  await trust.follow('Give it a new date');
  await trust.date('By when will it be done?', day(60));
  await trust.type('Why does it need longer?', 'The electrician is ill.');
  await trust.press('Give it this date');

  await trust.sees(words(day(60)), `Promised first for ${words(day(30))}`, 'The electrician is ill.');
}, { window: true });

journey('a partner takes a promise back, and the body hears of it', async (as) => {
  const decision = await agreedDecision(as, { members, promised: 'Lend the van' });
  const trust = await as('trust');

  await accepts(trust, decision);
  await trust.follow('Take it back');
  await trust.sees('Would a new date do instead?', 'This is final');
  await trust.type('Why is it taken back?', 'The van was sold.');
  await trust.press('Withdraw this promise');

  await trust.sees('Withdrawn', 'The van was sold.', 'Back on the agenda', `next agenda of ${decision.body.name}`);

  const vcse = await as('vcse');
  await vcse.go(trust.path());
  await vcse.follow('Say what you did in reliance on it');
  await vcse.type('What did your organisation already do', 'We hired a driver.');
  await vcse.press('Say what was done');
  await vcse.sees('We hired a driver.');
}, { window: true });

journey('another partner confirms, never the owner', async (as) => {
  const decision = await agreedDecision(as, { members, promised: 'Open the side door' });
  const [trust, vcse] = [await as('trust'), await as('vcse')];
  const vcseName = await organisationOf(as, 'vcse');

  await accepts(trust, decision);
  const path = trust.path();
  await trust.follow('Say that it is done');
  await trust.type('What can others look at', 'The door is open on Thursdays.');
  await trust.press('Say that it is done');
  await trust.sees('Said to be done', `${vcseName} is asked to confirm`);
  assert.equal(await trust.offers('Confirm that it is done'), false);
  assert.equal(await trust.go(`${path}/confirm`), 403);

  await vcse.go('/mine');
  await vcse.follow(decision.promise);
  assert.equal(vcse.path(), path);
  await vcse.follow('Confirm that it is done');
  await vcse.sees('The door is open on Thursdays.', 'This closes the promise as kept');
  await vcse.type('What did you see?', 'I walked through it.');
  await vcse.press('Confirm that it is done');
  await vcse.sees('Kept on time', 'I walked through it.');
}, { window: true });
