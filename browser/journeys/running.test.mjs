// A meeting is run from its page: who came and what was promised are typed once, each item is closed with what it came to, and
// those who attended say what is wrong in the minutes before they are final.
import { bodyOf, callMeeting, day, mark, organisationOf } from '../ground.mjs';
import { journey } from '../journey.mjs';

journey('a meeting is run from its page, closed, and its minutes go round', async (as) => {
  const body = await bodyOf(as, { members: ['trust', 'vcse'] });
  const [trustName, vcseName] = [await organisationOf(as, 'trust'), await organisationOf(as, 'vcse')];
  const number = mark();
  const [keys, roof] = [`Keys of the hall ${number}`, `The roof ${number}`];
  const promised = `We hang up the keys by the door ${number}`;

  const manager = await as('manager');
  const meeting = await callsAndPuts(manager, body, [keys, roof]);
  await manager.follow('Run this meeting');
  await manager.sees('Not said yet', 'Of 2 items nothing is written down yet');
  await manager.follow('Say who came');
  await manager.choose('Present', trustName);
  await manager.choose('Sent apologies', vcseName);
  await manager.press('Save who came');
  await manager.go(`${meeting}/live`);
  await manager.follow(`Write down a promise on ${keys}`);
  await manager.pick('Which organisation said it?', trustName);
  await manager.type('What will be done?', promised);
  await manager.type('How will others see that it is done?', 'The keys hang there.');
  await manager.date('By when?', day(30));
  await manager.pick('Which other partner will confirm', vcseName);
  await manager.press('Write it down');

  await manager.go(`${meeting}/live`);
  await manager.sees(`Present: ${trustName}`, promised);
  await manager.follow('This meeting was held');
  await manager.press('Yes, it was held');
  await manager.follow('Close this meeting: say what each item came to');
  await manager.press('Close this meeting');
  await manager.sees('There is a problem', 'Say what item 2 came to');
  await manager.choose('Put off to a later meeting', `2. ${roof}`);
  await manager.type('What was said on item 2?', 'It rained, and nobody could look.');
  await manager.press('Close this meeting');
  await manager.sees('every item came to something', 'it waits for the next meeting');

  await manager.follow('Write the minutes');
  await manager.press('Save the draft');
  await manager.follow('Send the minutes to those who attended');
  await manager.press('Send them round');
  await manager.sees('With those who attended', promised);

  await saysWhatIsWrong(await as('vcse'), meeting, 'We were there after all.', 'yours is not among them');
  await saysWhatIsWrong(await as('trust'), meeting, 'The keys are brass.', 'The answer will stand beside your words');
  await manager.go(meeting);
  await manager.follow(`Answer ${trustName}`);
  await manager.press('Answer');
  await manager.sees('There is a problem', 'Choose what becomes of it');
  await manager.choose('Take it into the draft');
  await manager.press('Answer');
  await manager.sees('Taken into the minutes', 'The keys are brass.');

  const resident = await as('visitor');
  await resident.go(meeting);
  await resident.seesNot('The keys are brass.');
  await resident.follow('Board pack: agenda and papers in one document');
  await resident.sees(`1. ${keys}`, 'The same as a PDF');
});

async function callsAndPuts(manager, body, items) {
  await manager.go(body.path);
  await manager.follow('Call a meeting');
  await callMeeting(manager, 'The running meeting', day(-1));
  const meeting = manager.path();
  for (const item of items) {
    await manager.follow('Put an item on the agenda');
    await manager.type('What is it about?', item);
    await manager.choose('Note this');
    await manager.press('Put it on the agenda');
  }
  return meeting;
}

async function saysWhatIsWrong(person, meeting, words, answer) {
  await person.go(meeting);
  await person.follow('Say what is wrong in these minutes');
  await person.type('What should it say?', words);
  await person.press('Ask for this');
  await person.sees(answer);
}

journey('whoever takes over a seat, and whoever reads the year, find it drawn from the record', async (as) => {
  const partner = await as('vcse');
  await partner.go('/mine');
  await partner.follow('Handover pack');
  await partner.sees('Open promises of the organisation', 'Next meetings', 'What the place set out to do');

  const resident = await as('visitor');
  await resident.go('/places/oxmoor-vale');
  await resident.follow('Annual report');
  await resident.sees('Who met', 'What was decided', 'What was promised, and what became of it', 'Every number and every line here is drawn from the record');
});
