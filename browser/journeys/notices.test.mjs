// A partner gives notice that something stops, and what the others say stands beside it; a question between two gets a clock and an
// answer; a matter that was decided is put again, and says what is new and what was spent since.
import { agreedDecision, bodyOf, day, mark, organisationOf, place } from '../ground.mjs';
import { journey } from '../journey.mjs';

journey('notice is given, and the replies stand beside it', async (as) => {
  const title = `The reading room ${mark()}`;
  const trust = await as('trust');
  const notice = await givesNotice(trust, title);
  await trust.sees('days fewer than promised', 'The place has not replied yet');

  const manager = await as('manager');
  await manager.go(notice);
  await manager.follow("Write the place's reply");
  await manager.press('Publish the reply');
  await manager.sees('There is a problem');
  await manager.type('What does the place say to it?', 'We ask for the three months that we promised each other.');
  await manager.press('Publish the reply');
  const club = await as('vcse');
  await club.go(notice);
  await club.follow('Say what it means for you');
  await club.type('What does it mean for you and the people you work with?', 'Forty people come there to be warm.');
  await club.press('Publish the reply');

  const resident = await as('visitor');
  await resident.go(`${place}/notices`);
  await resident.follow(title);
  await resident.sees('We ask for the three months', 'Forty people come there to be warm', 'fewer than 8');
});

journey('a question is acknowledged, answered and settled', async (as) => {
  const body = await bodyOf(as, { members: ['vcse'], chair: 'council' });
  const subject = `The key of the hall ${mark()}`;
  const asker = await as('vcse');
  await asker.go(`${place}/escalations`);
  await asker.follow('Send a question or grievance');
  await asker.choose('Question', 'What is it?');
  await asker.pick('To which body or post?', `Chair of ${body.name} (${await organisationOf(as, 'council')}, ${body.name})`);
  await asker.type('What is it about?', subject);
  await asker.type('What do you ask, or what happened?', 'Three of us asked twice who has the key.');
  await asker.press('Send it');
  const question = asker.path();
  await (await as('visitor')).go(question);
  const other = await as('trust');
  await other.go(question);
  await other.seesNot('Three of us asked twice');

  const chair = await as('council');
  await chair.go('/mine');
  await chair.follow(subject);
  await chair.press('We have it');
  await chair.follow('Answer it');
  await chair.type('The answer', 'The caretaker has it, and is there until six.');
  await chair.press('Send the answer');
  await asker.go(question);
  await asker.sees('Answered', 'The caretaker has it');
  await asker.follow('Say whether this settles it');
  await asker.choose('It is settled for us');
  await asker.press('Save');
  await asker.sees('Settled');
});

journey('a question without an answer is seen by more people the longer it waits', async (as) => {
  const resident = await as('visitor');
  await resident.go(place);
  await resident.follow('Questions that wait for an answer');
  await resident.sees('Those that have waited long', 'begins between two');
  await resident.follow('How the transport contract was ended');
  await resident.sees('Its subject is public', 'What was written stays with the partners', 'There is none yet');
  const partner = await as('trust');
  await partner.go(resident.path());
  await partner.sees('Its subject is public; the partners see all of it', 'What was written');
  await partner.seesNot('stays with the partners');
});

journey('a matter is put again, and says what it cost', async (as) => {
  const { path } = await agreedDecision(as, { members: ['trust', 'vcse'], promised: 'Bring the lamps' });
  const manager = await as('manager');
  await manager.go(path);
  await manager.follow('Put this again');
  await manager.type('What does it mean, in plain words?', 'The library would close at six again.');
  await manager.press('Put it again');
  await manager.sees('There is a problem');
  await manager.type('What is new since?', 'Nobody came after six in eight weeks.');
  await manager.type('Money spent because of it since', '1,250');
  await manager.type('Where is that sum from?', 'The caretaker, October');
  await manager.press('Put it again');

  const resident = await as('visitor');
  await resident.go(manager.path());
  await resident.sees('It was decided before', 'Nobody came after six in eight weeks', '£1,250', 'How often this was put');
});

async function givesNotice(trust, title) {
  await trust.go(`${place}/notices`);
  await trust.follow('Give notice of a change');
  await trust.choose('A service', 'What is it about?');
  await trust.choose('It stops', 'What happens to it?');
  await trust.type('What is it called?', title);
  await trust.type('What exactly stops or changes?', 'The reading room closes.');
  await trust.date('From which day?', day(20));
  await trust.type('How many people does it touch?', '5');
  await trust.press('Give this notice');
  await trust.sees('Which promises does it touch?');
  await trust.press('Save what it means');
  return trust.path();
}
