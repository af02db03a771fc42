// A provider bids for a contract that its own board lets: the interest is declared, matched and ruled on; the paper is withheld, the
// quorum counts without it, and the minutes say so by themselves. And what is asked before a decision.
import assert from 'node:assert/strict';
import { answerChecks, bodyOf, callMeeting, day, mark, organisationOf } from '../ground.mjs';
import { journey } from '../journey.mjs';

const members = ['trust', 'vcse', 'council'];

journey('a bidder leaves the room, and the record says so', async (as) => {
  const body = await bodyOf(as, { members });
  const bidder = await organisationOf(as, 'vcse');
  const [item, contract] = [`Who sits with people at night ${mark()}`, `Night sitting ${mark()}`];
  const manager = await as('manager');

  const { meeting, page, paper } = await putsATender(manager, body, item, contract);
  await declaresABid(await as('vcse'), bidder, contract);
  await rulesThatItLeaves(manager, page, bidder);
  await findsNoPaper(await as('vcse'), page, paper);
  assert.equal(await statusOf(await as('trust'), paper), 200);
  assert.equal(await statusOf(await as('visitor'), paper), 404);

  const decision = await putsTheDecision(manager, page);
  await hasNoPosition(await as('vcse'), decision);
  for (const role of ['trust', 'council']) await assents(await as(role), decision);
  await answersAndCloses(manager, decision);
  await writesMinutes(manager, meeting, item, bidder);
  const resident = await as('visitor');
  await resident.go('/places/oxmoor-vale/interests');
  await resident.sees(contract.toUpperCase(), bidder);
});

journey('what each stands to gain, and a check-list before anything is agreed', async (as) => {
  const body = await bodyOf(as, { members });
  const name = await organisationOf(as, 'trust');
  const item = `Evening visits ${mark()}`;
  const manager = await as('manager');
  const { page } = await putsATender(manager, body, item, `Evening visits ${mark()}`);

  const trust = await as('trust');
  await trust.go(page);
  await trust.follow(`Write what ${name} stands to gain or lose`);
  await trust.press('Save');
  await trust.sees('There is a problem', 'Write at least one of the three');
  await trust.type('What does it stand to lose?', 'Two evenings a week that nobody pays for.');
  await trust.press('Save');
  await trust.sees('Two evenings a week', '1 of 3 organisations have written.');
  const other = await as('vcse');
  await other.go(page);
  await other.sees('Partners read it when the item opens');
  await other.seesNot('Two evenings a week');

  const decision = await putsTheDecision(manager, page);
  for (const role of members) await assents(await as(role), decision);
  await manager.go(decision);
  await manager.follow('Close this decision');
  await manager.choose('Agreed');
  await manager.press('Close it');
  await manager.sees('There is a problem', 'who was involved');
  await answersAndCloses(manager, decision);
  const resident = await as('visitor');
  await resident.go(decision);
  await resident.sees('Agreed', 'Check-list', 'Nobody was asked: it is the library.');
});

async function putsATender(manager, body, item, contract) {
  await manager.go(body.path);
  await manager.follow('Call a meeting');
  await callMeeting(manager, 'The tender meeting', day(9));
  const meeting = manager.path();
  await manager.follow('Put an item on the agenda');
  await manager.type('What is it about?', item);
  await manager.choose('Decide this');
  await manager.press('Put it on the agenda');
  await manager.follow('Add a paper');
  await manager.type('What is it called?', 'The bids');
  await manager.choose('Open');
  await manager.attach('The file', { name: 'bids.txt', mimeType: 'text/plain', buffer: Buffer.from('Three bids.\n') });
  await manager.press('Add this paper');
  await manager.sees('about 1 minute to read');
  await manager.follow(item);
  const page = manager.path();
  const paper = await manager.main().getByRole('link', { name: 'The bids', exact: true }).getAttribute('href');
  await manager.follow('Say who stands to gain');
  await manager.type('Which contracts is it about?', contract);
  await manager.press('Save');
  await manager.sees('Saved', contract);
  return { meeting, page, paper };
}

async function declaresABid(vcse, name, contract) {
  await vcse.go('/mine');
  await vcse.follow('Your interests');
  await vcse.follow(new RegExp(`Declare an interest ?: ${name}`));
  await vcse.choose('A contract');
  await vcse.type('Or which contract or pot?', contract.toUpperCase());
  await vcse.choose('Bids for it, or may');
  await vcse.type('What is it, in one sentence?', 'We bid for it with a neighbour.');
  await vcse.press('Declare it');
  await vcse.sees('Declared. It is matched to items by itself.', 'We bid for it with a neighbour.');
}

async function rulesThatItLeaves(manager, page, name) {
  await manager.go(page);
  await manager.sees('1 to rule on');
  await manager.follow('Declared interests, and rulings on them');
  await manager.sees(name, 'Not ruled yet');
  await manager.follow(new RegExp(`Rule on it ?: ${name}`));
  await manager.choose('Leaves, and the papers are withheld');
  await manager.press(/^Rule$/);
  await manager.sees('There is a problem', 'it stands in the minutes');
  await manager.type('Why?', 'It bids for this contract.');
  await manager.press(/^Rule$/);
  await manager.sees('Ruled', '2 of 3 organisations can take part: 1 is recused');
}

async function findsNoPaper(vcse, page, paper) {
  await vcse.go(page);
  await vcse.sees('One paper is withheld from you', 'take no part in this item');
  await vcse.seesNot('The bids');
  assert.equal(await statusOf(vcse, paper), 404);
}

async function statusOf(person, path) {
  return (await person.page.request.get(person.base + path)).status();
}

async function putsTheDecision(manager, page) {
  await manager.go(page);
  await manager.follow('Put a decision');
  await manager.type('What does it mean, in plain words?', 'Somebody sits with you at night.');
  await manager.type('What exactly is put?', 'That the contract is let to the best bid.');
  await manager.press('Check your answers');
  await manager.press('Put this decision');
  await manager.sees('is put');
  return manager.path();
}

async function hasNoPosition(vcse, decision) {
  await vcse.go(`${decision}/position`);
  await vcse.choose(/^Assent$/);
  await vcse.press('Give this position');
  await vcse.sees('There is a problem', 'it has no position here');
}

async function assents(person, decision) {
  await person.go(decision);
  await person.follow("Give your organisation's position");
  await person.choose(/^Assent$/);
  await person.press('Give this position');
  await person.sees("Your organisation's position is in");
}

async function answersAndCloses(manager, decision) {
  await manager.go(decision);
  await answerChecks(manager, decision);
  await manager.follow('Close this decision');
  await manager.choose('Agreed');
  await manager.press('Close it');
  await manager.sees('Decision closed', 'Agreed');
}

async function writesMinutes(manager, meeting, item, name) {
  await manager.go(meeting);
  await manager.follow('Write the minutes');
  await manager.type('The minutes', 'The bids were compared.');
  await manager.press('Save the draft');
  await manager.sees('The bids were compared.', `Interests, item 1, ${item}.`, `${name} (declared: We bid for it with a neighbour`, 'left for this item');
}
