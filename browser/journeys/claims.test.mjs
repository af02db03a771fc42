// Saying and doing: a claim beside its measures with the place's reply; involvement as two sides see it; who has a say.
import { mark, organisationOf, place } from '../ground.mjs';
import { journey } from '../journey.mjs';

journey('a place makes a claim, measures stand beside it, and it replies', async (as) => {
  const [manager, visitor] = [await as('manager'), await as('visitor')];
  const claim = `We share the chair, ${mark()}`;

  await manager.go(`${place}/claims`);
  await manager.follow('Make a claim');
  await manager.type('What does your place say of itself?', claim);
  await manager.choose('Chairs');
  await manager.choose('Money received');
  await manager.press('Make this claim');
  const page = manager.path();
  await manager.sees(claim, 'Counted from the record', 'Not in the record yet');
  await manager.follow('Reply for the place');
  await manager.type('What does your place say to it?', 'We are on our way.');
  await manager.press('Reply');

  await visitor.go(page);
  await visitor.sees('Voluntary and community', 'We are on our way.', 'have not been asked yet');
  await manager.follow('End this claim');
  await manager.press('End this claim');
  await manager.sees('This claim has ended');
});

journey('the team and a partner say how far it was involved, and both stand side by side', async (as) => {
  const [manager, vcse, visitor] = [await as('manager'), await as('vcse'), await as('visitor')];
  const partner = await organisationOf(as, 'vcse');

  await visitor.go(`${place}/priorities`);
  await visitor.follow('Healthy weight');
  await visitor.follow('How far partners were involved in it');
  const page = visitor.path();

  await manager.go(page);
  await manager.follow('Say it for the team');
  await manager.choose('Designed together', 'How far?');
  await manager.type('What makes you say so?', 'Three workshops.');
  await manager.press('Say so');
  await vcse.go(page);
  await vcse.follow(`Say it for ${partner}`);
  await vcse.choose('Asked', 'How far?');
  await vcse.choose('When the draft was there', 'When were you invited?');
  await vcse.type('What makes you say so?', 'We saw the draft first.');
  await vcse.press('Say so');

  await visitor.go(page);
  await visitor.sees('Three workshops.', 'We saw the draft first.', 'When the draft was there');
});

journey('an organisation says how many hours were asked and paid', async (as) => {
  const [vcse, visitor] = [await as('vcse'), await as('visitor')];

  await vcse.go(`${place}/claims`);
  await vcse.follow(/^Say how many hours were asked of/);
  await vcse.type('How many hours were asked of your people?', '610');
  await vcse.type('How many of them were paid?', '240');
  await vcse.press('Say so');
  await vcse.sees('Thank you');

  await visitor.go(`${place}/claims`);
  await visitor.follow('We pay for the time we ask for');
  await visitor.sees('hours paid', 'Typed by the organisations themselves');
  await visitor.follow('The same over three years');
  await visitor.sees('Who has a say', 'Money is not in the record yet', 'Seats that are held, by sector');
});
