// What is asked without names: the priorities that somebody remembers, a chair, partners who signed.
import assert from 'node:assert/strict';
import { day, mark, newBody, organisationOf, place } from '../ground.mjs';
import { journey } from '../journey.mjs';

// Each answers once, so each way of walking is somebody else.
const oneOf = async (as) => {
  const visitor = await as('visitor');
  return as(visitor.constructor.scripts ? 'gp' : 'trust');
};

journey('a member writes the priorities they remember, and nobody can tell which answer is theirs', async (as) => {
  const member = await oneOf(as);

  await member.go('/mine');
  await member.follow('Which priorities do you remember?');
  await member.seesNot('Steady and strong', 'Those who care');
  await member.type('What does Oxmoor Vale work on first?', 'Warm homes\nsomething about falls');
  await member.press('Give this answer');

  await member.sees('Nobody can tell which answer is yours');
  assert.equal(await member.offers('Write what I remember'), false);
  await member.go(`${place}/recall`);
  await member.sees('Second forum', 'of the priorities were remembered', 'Open until');
});

journey('the team says which priority the lines of a check mean, and the rate is drawn over time', async (as) => {
  const [manager, council] = [await as('manager'), await as('council')];

  await manager.go(`${place}/recall`);
  await manager.follow('Summer forum');
  await manager.follow(/what the lines mean|Say which priority/);
  await manager.sees('What do these lines mean?');
  await manager.press('Save what they mean');
  await manager.sees('of the priorities were remembered', 'How many remembered each priority');

  await council.go(`${place}/recall`);
  await council.sees('Share of the priorities that members remembered', 'Nearly the same people answered as before');
});

journey('members say how fair a chair is, and the chair is not asked', async (as) => {
  const body = await newBody(as, { members: ['vcse'], chair: 'trust' });
  const [manager, vcse, chair] = [await as('manager'), await as('vcse'), await as('trust')];

  await manager.go(`${place}/confidence/add`);
  await manager.pick('Which body?', body.name);
  await manager.type('What is it called?', 'First note');
  await manager.date('Which is the last day to answer?', day(7));
  await manager.press('Ask this body');
  await manager.sees('The members of this body are asked now');
  const note = manager.path();

  await vcse.go(note);
  await vcse.follow('Say how confident I am');
  await vcse.choose('Mostly', 'How confident are you?');
  await vcse.type('What would you like the chair to know?', 'Let small groups speak first.');
  await vcse.press('Give this answer');
  await vcse.sees('Thank you');

  await chair.go(note);
  await chair.sees('this is about you');
  await chair.seesNot('Let small groups speak first.');
  await manager.follow('Close this note');
  await manager.press('Close this');
  await manager.sees('Fewer than five people answered');
  await manager.seesNot('Let small groups speak first.');
});

journey('a place writes down its own principles and a partner signs them', async (as) => {
  const [manager, vcse, visitor] = [await as('manager'), await as('vcse'), await as('visitor')];
  const [name, partner] = [`Our ways ${mark()}`, await organisationOf(as, 'vcse')];

  await manager.go(`${place}/principles`);
  await manager.follow('Write down more principles');
  await manager.type('What are they called?', name);
  await manager.choose('This place');
  await manager.type('If they are your own: which?', 'Early: We ask before we draft.\nPlain: We write plainly.');
  await manager.press('Write them down');
  const set = manager.path();

  await vcse.go(set);
  await vcse.follow(`Sign for ${partner}`);
  await vcse.press('Sign');
  await vcse.sees('Signed', partner);
  await visitor.go(set);
  await visitor.sees('We ask before we draft.', partner);
});

journey('a partner is read by another and sees itself beside the others', async (as) => {
  const member = await oneOf(as);

  await member.go(`${place}/principles`);
  await member.follow(/^Second reading/);
  await member.follow(/^NHS Wendmark/);
  await member.follow(/^Read NHS Wendmark/);
  const groups = await member.page.locator('main fieldset').count();
  assert.equal(groups, 7);
  for (const principle of ['Sustainability', 'Transparency', 'Joint vision', 'Joint capability', 'Proportionality', 'Innovation and improvement', 'Accountability and governance']) {
    await member.choose('Mostly', principle);
  }
  await member.press('Give this reading');
  await member.sees('Nobody can tell which reading is yours', 'You have read this partner');

  await member.go(`${place}/principles`);
  await member.follow(/^First reading/);
  await member.follow('Carers');
  await member.sees('How partners read');
});
