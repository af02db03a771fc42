// Signing in through one's organisation: a real provider, two ways for the site to show that it is itself.
import assert from 'node:assert/strict';
import { Mouse } from '../hands.mjs';
import { journey } from '../journey.mjs';
import { provider } from '../provider.mjs';

const kept = new Map();

// An administrator says where the organisation's people sign in; once for each way to show oneself.
async function organisation(as, { client, secret }) {
  const name = `Wendmark by ${client}`;
  if (!kept.has(name)) kept.set(name, as('administrator', Mouse).then((administrator) => add(administrator, { name, client, secret })));
  await kept.get(name);
  return name;
}

async function add(administrator, { name, client, secret }) {
  await administrator.go('/administration/sign-in/add');
  await administrator.type('What do its people call it?', name);
  await administrator.type('Address of its issuer', await provider(client));
  await administrator.type('Its name for this site', client);
  if (secret) await administrator.type('Secret', secret);
  await administrator.type('Domains', 'demo.example');
  await administrator.choose('People may use it now');
  await administrator.press('Ask it and add it');
  await administrator.sees(name, 'For addresses at demo.example');
}

// What the provider's own pages ask: a name, and whether the site may know.
async function letIn(person, name) {
  await person.page.fill('input[name=login]', name);
  await person.page.fill('input[name=password]', 'whatever');
  await person.page.locator('button[type=submit]').click();
  await person.page.locator('button[type=submit]').click();
}

async function goThrough(as, organisation, name) {
  const person = await as('visitor');
  await person.go('/sign-in?next=/sessions');
  await person.follow(`Through ${organisation}`);
  await letIn(person, name);
  return person;
}

journey('people sign in through their organisation, to which the site shows itself by its key or a secret', async (as) => {
  for (const way of [{ client: 'signs' }, { client: 'has-a-secret', secret: 'between us two only' }]) {
    const name = await organisation(as, way);
    const partner = await goThrough(as, name, 'council');
    assert.equal(partner.path(), '/sessions');
    await partner.sees('through their organisation');
  }
  const name = await organisation(as, { client: 'has-a-secret' });
  const refused = { stranger: 'nobody here has your e-mail address', elsewhere: 'they may not speak for addresses like yours', unsure: 'do not say your e-mail address, or are not sure of it' };
  for (const [who, words] of Object.entries(refused)) {
    const person = await goThrough(as, name, who);
    assert.match(person.path(), /^\/sign-in\?/);
    await person.sees(words);
  }
  const again = await goThrough(as, name, 'gp');
  const back = new URL(again.page.url());
  assert.equal(back.pathname, '/sessions');
});
