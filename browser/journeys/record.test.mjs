// Somebody keeps what stands for the record, and finds out later whether anything was changed.
import assert from 'node:assert/strict';
import { place } from '../ground.mjs';
import { journey } from '../journey.mjs';

// Official acts go into the record within a minute.
async function seesEntries(person, path) {
  for (let tries = 0; tries < 90; tries++) {
    await person.go(path);
    if ((await person.text()).includes('Decision closed')) return;
    await new Promise((done) => setTimeout(done, 1_000));
  }
  assert.fail(`no receipt came to ${path}`);
}

journey('a resident finds the receipts of a decision, keeps the checkpoint and checks it', async (as) => {
  const resident = await as('visitor');
  await resident.go(`${place}/decisions?state=agreed`);
  const decision = resident.main().locator('a[href^="/decisions/"]').first();
  await resident.go(await decision.getAttribute('href'));
  await resident.follow('Receipts from the record');
  await seesEntries(resident, resident.path());
  assert.ok(await resident.offers('Receipt of entry'));
  assert.ok(!(await resident.offers('What it commits to')));

  await resident.follow('What the record proves');
  await resident.sees('What it does not prove');
  const kept = await resident.main().locator('pre').innerText();
  assert.match(kept, /^localhost:\d+\/record\n\d+\n/);
  await resident.type('A checkpoint or a receipt, all of it', kept);
  await resident.press('Check it');
  const text = await resident.text();
  assert.ok(text.includes('Nothing has changed') || text.includes('Nothing that your copy covers has changed'), text);

  await resident.type('A checkpoint or a receipt, all of it', kept.replace(/\n\d+\n/, '\n7\n'));
  await resident.press('Check it');
  await resident.sees('This was not signed here');
});
