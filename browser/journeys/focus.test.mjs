// Whose priorities these are, what partners' own strategies want, what meetings take; and people who come from a spreadsheet.
import { bodyOf, mark, organisationOf, place } from '../ground.mjs';
import { journey } from '../journey.mjs';

// Each walk has a priority of its own: a partner says one thing of each.
const priorities = ['3. Warm homes', '4. Healthy weight'];

journey('a partner says that a priority is not its own, and partners alone see who says so', async (as) => {
  const priority = priorities.shift();
  const partner = await organisationOf(as, 'vcse');
  const why = `We would rather see dying well named ${mark()}.`;
  const vcse = await as('vcse');
  await vcse.go(`${place}/support`);
  await vcse.follow(`Say how far it is ${partner}’s own (${priority})`);
  await vcse.choose('It is not ours');
  await vcse.type('What makes you say so?', ' ');
  await vcse.press('Say so');
  await vcse.sees('There is a problem', 'Say what your organisation would work on instead');
  await vcse.type('What makes you say so?', why);
  await vcse.press('Say so');

  const trust = await as('trust');
  await trust.go(place);
  await trust.follow('Whose priorities these are');
  await trust.open(`Who says what of ${priority}`);
  await trust.sees(partner, why);
  const resident = await as('visitor');
  await resident.go(`${place}/support`);
  await resident.sees('Where they came from', 'Partners see who says what');
  await resident.seesNot(why);
});

journey('an aim that no priority meets is seen, and ends', async (as) => {
  const aim = `Lifts that work ${mark()}`;
  const trust = await as('trust');
  await trust.go(`${place}/crosswalk`);
  await trust.follow(`Write down an aim of ${await organisationOf(as, 'trust')}`);
  await trust.type('What does your own strategy want?', aim);
  await trust.type('Where does it stand?', 'Estates plan');
  await trust.press('Write it down');

  const resident = await as('visitor');
  await resident.go(place);
  await resident.follow('Priorities and partners’ own strategies');
  await resident.sees('Aims that no priority of the place meets', aim, 'Estates plan');
  await trust.follow(`End “${aim}”`);
  await trust.press('End this aim');
  await resident.go(`${place}/crosswalk`);
  await resident.seesNot(aim);
});

journey('everybody sees what meetings take, and partners whose time', async (as) => {
  const resident = await as('visitor');
  await resident.go(place);
  await resident.follow('What meetings take');
  await resident.sees('By body', 'Where the same people sit', 'Partners also see time by organisation and person');
  const manager = await as('manager');
  await manager.go(`${place}/meeting-time`);
  await manager.sees('By partner and person', 'Only partners see this');
  await resident.go(`${place}/load`);
  await resident.sees('open promises on, a partner is asked', 'Ended otherwise');
});

journey('people come from a spreadsheet, after a look at what it would change', async (as) => {
  const body = await bodyOf(as, { members: ['trust'] });
  const [seat, name] = [`Voice of ferries ${mark()}`, `Rowan Quay ${mark()}`];
  const manager = await as('manager');
  await manager.go(`${place}/seats`);
  await manager.follow('Import people and seats');
  const head = 'Body,Seat,Votes,Organisation,Name,E-mail,From';
  await sendPeople(manager, [head, `${body.name},${seat},maybe,,${name},rowan@quay.example,1/4/2026`]);
  await manager.sees('There is a problem', 'ine 2', 'maybe');
  await sendPeople(manager, [head, `${body.name},${seat},no,,${name},rowan${mark().replace(/\D/g, '')}@quay.example,1/4/2026`]);
  await manager.sees('Nothing is saved yet', seat, name);
  await manager.press('Import it');
  await manager.sees('1 new seat, 1 term begun');
  await manager.follow(seat);
  await manager.sees(name);
});

async function sendPeople(manager, lines) {
  await manager.attach('The file', { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) });
  await manager.press('Look at what it would change');
}
