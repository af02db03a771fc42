// A resident, without an account, finds out who leads and what came of it.
import { journey } from '../journey.mjs';

journey('a resident finds by postcode who leads and what was decided', async (as) => {
  const resident = await as('visitor');

  await resident.go('/');
  await resident.type('Your postcode', 'zz1 1da');
  await resident.press('Find my place');
  await resident.sees('ZZ1 1DA', 'Oxmoor Vale');
  await resident.follow('Oxmoor Vale');

  await looksAround(resident);
}, { window: true });

journey('a resident finds the place by its name', async (as) => {
  const resident = await as('visitor');

  await resident.go('/');
  await resident.type('Name of a place or system', 'oxmoor');
  await resident.press('Search');
  await resident.seesNot('Thornsea Coast');
  await resident.follow('Oxmoor Vale');

  await looksAround(resident);
}, { window: true });

// From the page of the place: leader, body, decision with its plain summary, promises.
async function looksAround(resident) {
  await resident.sees('Leader', 'Harriet Mbeki-Stone', 'Next meeting', 'Latest decisions');
  const home = resident.path();

  await resident.follow('Oxmoor Vale Place Board');
  await resident.sees('Who sits here', 'Authority', 'What it decided lately');

  await resident.go(home);
  await resident.follow('All decisions');
  await resident.follow(/^\d+\. /);
  await resident.sees('What was put', 'Who had the power', 'Where organisations stand', 'What was promised');

  await resident.follow('Walk the whole thread');
  await resident.sees('Need', 'Decisions and promises');

  await resident.go(home);
  await resident.follow('All promises and what became of them');
  await resident.follow(/^\d+\. /);
  await resident.sees('Promised by', 'By when', 'It is done when', 'What happened');
}
