// Help near you: a resident finds it, a group of three lists itself from a phone, the team looks at it and keeps it.
import { journey } from '../journey.mjs';
import { askedAbout, mark } from '../ground.mjs';

const vale = '/places/oxmoor-vale';

journey('a resident on a phone finds help near home', async (as) => {
  const resident = await as('visitor');

  await resident.go(vale);
  await resident.follow('Find help near you');
  await resident.type('What do you need?', 'walk');
  await resident.press('Search');
  await resident.seesNot('Debt advice');
  await resident.follow('Tuesday walk and tea');

  await resident.sees('Every Tuesday, 10am to noon', 'Weir Side café', 'Free', '01632 960211', 'Checked on');
});

journey('a group of three lists what it does, and the team looks at it', async (as) => {
  const neighbour = await as('visitor');
  const manager = await as('manager');
  const name = `Soup on Sundays ${mark()}`;

  await neighbour.go(`${vale}/help`);
  await neighbour.follow('list what you do');
  await neighbour.type('What is it called?', name);
  await neighbour.type('What happens there?', 'Three of us cook; whoever is hungry comes.');
  await neighbour.pick('What does it help with most?', 'Something to eat today');
  await neighbour.choose('Sunday', 'On which days is it, every week?');
  await neighbour.type('From', 'noon');
  await neighbour.type('Until', '2pm');
  await neighbour.type('Where is it?', 'The old bakery');
  await neighbour.choose('Free', 'What does it cost?');
  await neighbour.type('Your telephone number', '01632 960 299');
  await neighbour.press('Send it to the team');
  await neighbour.sees('Thank you. The team of the place looks at it');
  await neighbour.seesNot(name);

  await manager.go(`${vale}/help`);
  await manager.follow(/wait for you to look at|waits for you to look at/);
  await manager.follow(name);
  await manager.follow('How to ask those who run it');
  await manager.press('Show it');
  await manager.sees('01632 960 299');
  await manager.follow('Back to the listing');
  await manager.follow('List it');
  await manager.press('List it');
  await manager.sees('It is listed');

  await neighbour.go(`${vale}/help`);
  await neighbour.type('What do you need?', name);
  await neighbour.press('Search');
  await neighbour.follow(name);
  await neighbour.sees('Every Sunday, noon to 2pm', 'The old bakery', 'Just come along');
  await neighbour.seesNot('01632 960 299');
});

journey('the team says that a group is full, and takes out what is no help', async (as) => {
  const manager = await as('manager');
  const visitor = await as('visitor');

  await manager.go(`${vale}/help?q=allotment`);
  await manager.follow('Allotment for anybody');
  const page = manager.path();
  await manager.follow('Say whether there is a place for one more');
  await manager.choose('Full', 'At the moment');
  await manager.press('Say so');
  await visitor.go(page);
  await visitor.sees('Full (said on');

  await manager.go(`${vale}/help/waiting`);
  await manager.sees('Waiting to be looked at', 'No longer listed');
});

journey('a resident says it as to a neighbour, with a typing error, and reads why each is shown', async (as) => {
  const resident = await as('visitor');

  await resident.go(`${vale}/help`);
  await resident.type('What do you need?', 'im lonley since my husband died');
  await resident.type('Postcode, if you like', 'ZZ1 1AA');
  await resident.press('Search');
  await resident.sees('this is for “lonely”', 'Understood as:', 'Helps with: losing somebody', 'miles away');
  await resident.follow('After loss');
  await resident.sees('Friends after loss');
});

journey('whoever runs something answers the letter with a button, without an account', async (as) => {
  const neighbour = await as('visitor');

  await neighbour.go(await askedAbout(as));
  await neighbour.sees('Is this still right?', 'People read:');
  await neighbour.choose('All of it is still right', 'What is so?');
  await neighbour.press('Send');
  await neighbour.sees('Everybody sees that it was checked today');
});

journey('a reader says that something is wrong, and reads what became of it', async (as) => {
  const reader = await as('visitor');
  const manager = await as('manager');

  await reader.go(`${vale}/help?q=carers+breakfast`);
  await reader.follow("Carers' breakfast");
  const page = reader.path();
  await reader.follow('Something is wrong here');
  await reader.choose('The cost is wrong', 'What is wrong?');
  await reader.press('Send it to the team');
  await reader.sees('the cost is wrong', 'The team has not looked at it yet');

  await manager.go(`${vale}/help`);
  await manager.follow('Listings to ask about');
  await manager.follow("Carers' breakfast");
  await manager.choose('It is right as it stands', 'What became of it?');
  await manager.press('Say so');
  await reader.go(page);
  await reader.sees('It is right as it stands');
});
