// A scheme comes from a spreadsheet and holds the line: a resident asks who decides, a body cannot decide about more than it may.
// Whoever sits elsewhere for the place brings back what they heard; a delegation goes one step further with what shows it.
import { bodyOf, day, mark, organisationOf, place } from '../ground.mjs';
import { journey } from '../journey.mjs';

journey('a scheme comes from a spreadsheet, and holds the line', async (as) => {
  const body = await bodyOf(as, { members: ['trust'] });
  const what = `Lamps of halls ${mark()}`;
  const manager = await as('manager');
  await manager.go(`${place}/scheme/import`);
  const lines = ['Heading,What is decided,Held by,Power,Up to pounds,Legal basis', `Things,${what},${body.name},decide,a lot,Terms`];
  await sendScheme(manager, lines);
  await manager.sees('There is a problem', 'ine 2', 'a lot');
  await sendScheme(manager, [lines[0], lines[1].replace('a lot', '100'), `Things,${what},Board of NHS Wendmark,decide,,The Act`]);
  await manager.sees('Nothing is saved yet', what);
  await manager.press('Import it');

  const resident = await as('visitor');
  await resident.go(place);
  await resident.follow('Who decides about what?');
  await resident.type('Who decides about ...', what);
  await resident.press('Ask');
  await resident.sees(`${body.name} decides up to £100`, 'Board of NHS Wendmark decides');

  await manager.go(`${body.path}/decisions/add`);
  await manager.type('What is it called?', what);
  await manager.type('What does it mean, in plain words?', 'The halls are lit in the evening.');
  await manager.type('What exactly is put?', 'That the lamps are bought.');
  await manager.pick('What is decided, in the map of who decides?', `Things: ${what}`);
  await manager.type('How much money is it about?', '150');
  await manager.choose('Decide this');
  await manager.press('Check your answers');
  await manager.sees('There is a problem', 'up to £100, and this is £150', 'Board of NHS Wendmark decides');
  await manager.choose('Endorse this');
  await manager.press('Check your answers');
  await manager.press('Put this decision');
  await resident.go(manager.path());
  await resident.sees('Endorse this', what, '£150');
});

journey('whoever sits elsewhere brings back what they heard', async (as) => {
  const body = await bodyOf(as, { members: ['trust'] });
  const board = `Neighbours' board ${mark()}`;
  const manager = await as('manager');
  await manager.go(`${place}/representation`);
  await manager.follow('Add a body beside or above');
  await manager.type('What is it called?', board);
  await manager.pick('What kind of body is it?', 'Board of a provider');
  await manager.choose('Beside');
  await manager.press('Add it');
  await manager.follow('Open a seat there');
  await manager.type('What is the seat called there?', 'Partner member');
  await manager.choose('Votes');
  await manager.pick('Which seat of this place goes there?', `Member of ${body.name}, ${await organisationOf(as, 'trust')}`);
  await manager.press('Open this seat');

  const trust = await as('trust');
  await trust.go(manager.path());
  await trust.follow('Write what was brought back');
  await trust.date('When did it meet?', day(-1));
  await trust.type('In a few plain sentences', 'They keep the night clinic until spring.');
  await trust.press('Publish it');
  const resident = await as('visitor');
  await resident.go(`${place}/representation`);
  await resident.sees('They keep the night clinic until spring');
});

journey('a delegation goes one step further, with what shows it', async (as) => {
  const title = `The purse for halls ${mark()}`;
  const manager = await as('manager');
  await manager.go(`${place}/delegations/add`);
  await manager.type('What is to be delegated?', title);
  await manager.date('When was it promised?', day(-40));
  await manager.type('Where was it promised?', 'A letter to all places');
  await manager.press('Write it down');
  for (const [link, what] of [['Add the first step', 'The paper is written'], ['Add a step', 'The board agrees']]) {
    await manager.follow(link);
    await manager.type('What has to happen?', what);
    await manager.type('Or which post elsewhere?', 'Director of strategy');
    await manager.press('Add this step');
  }
  await manager.follow('Say that it is done');
  await manager.press('It is done');
  await manager.sees('There is a problem');
  await manager.type('What shows it?', 'Paper 7 of the last meeting');
  await manager.press('It is done');

  const resident = await as('visitor');
  await resident.go(`${place}/delegations`);
  await resident.follow(title);
  await resident.sees('Paper 7 of the last meeting', 'The board agrees', 'Director of strategy');
});

async function sendScheme(manager, lines) {
  await manager.attach('The file', { name: 'scheme.csv', mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) });
  await manager.choose('Only what is new or changes');
  await manager.press('Look at what it would change');
}
