// What the demonstration place publishes as OParl and Popolo is what the published schemas ask for, thing by thing.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { stage } from './stage.mjs';

const name = 'OParl and Popolo are as their schemas ask';
const beside = ['../../shared', '../../../shared'].map((path) => fileURLToPath(new URL(`${path}/data/standards`, import.meta.url)));
const schemas = beside.find((folder) => fs.existsSync(folder));

test(name, async () => {
  if (!schemas) return skipped();
  const { base } = await stage();
  const validate = fileURLToPath(new URL('validate.py', import.meta.url));

  // Debian's own Python, which has the validator.
  const { stdout } = await promisify(execFile)('/usr/bin/python3', ['-W', 'ignore', validate, base, schemas]);

  for (const kind of ['Meeting', 'AgendaItem', 'Consultation', 'Membership', 'File', 'vote_event', 'vote', 'post']) {
    assert.match(stdout, new RegExp(`[1-9]\\d* ${kind}$`, 'm'));
  }
});

function skipped() {
  console.log(`skipped: no shared data (${name})`);
  if (process.env.FOLKMOOT_TEST_SKIPPED) fs.appendFileSync(process.env.FOLKMOOT_TEST_SKIPPED, `${name}\n`);
}

const asked = 'every answer of Open Referral UK has the shape that the standard describes, whatever is asked';

test(asked, async () => {
  const { base } = await stage();
  const script = fileURLToPath(new URL('../script/ask-oruk', import.meta.url));
  const { code, stdout } = await new Promise((ended) => execFile(script, [base], { cwd: fileURLToPath(new URL('..', import.meta.url)) }, (fault, stdout) => ended({ code: fault ? fault.code : 0, stdout })));
  if (code === 77) {
    console.log(`skipped: ${stdout.trim()} (${asked})`);
    if (process.env.FOLKMOOT_TEST_SKIPPED) fs.appendFileSync(process.env.FOLKMOOT_TEST_SKIPPED, `${asked}\n`);
    return;
  }
  assert.equal(code, 0, stdout);
  assert.match(stdout, /Tested: 9/);
});
