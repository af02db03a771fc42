// A search for everything about somebody, which pages of keeping stand on.
import { Mouse } from './hands.mjs';

let made;

export function searched(as) {
  made ??= search(as);
  return made;
}

async function search(as) {
  const administrator = await as('administrator', Mouse);
  await administrator.go('/administration/searches/add');
  await administrator.type('Whom do you search for?', 'manager@demo.example');
  await administrator.type('Why?', 'She asked what is kept about her.');
  await administrator.press('Search');
  return '/administration/searches';
}
