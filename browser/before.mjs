// What the audit found good stays good while page, style, script, audit and browser are the same. script/test says where that is
// noted; without it, and in a fresh clone, every page is looked at.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const folder = process.env.FOLKMOOT_TEST_ALL === 'yes' ? undefined : process.env.FOLKMOOT_TEST_PASSED;

const require = createRequire(import.meta.url);
const looks = ['./audit.mjs', 'axe-core/package.json'].map((file) => fs.readFileSync(require.resolve(file), 'utf8')).join();

// What differs each time and means nothing: what forms carry, and numbers of things.
const always = [/name="_(csrf|key)" value="[^"]*"/g, /(?<=[/"=])[0-9a-hjkmnp-tv-z]{13}(?=[/"?&#])/g];

// The note of a page as it came; nothing where none is kept.
export function noteOf(html, version) {
  if (!folder) return undefined;
  const same = always.reduce((text, one) => text.replace(one, ''), html);
  return join(folder, `page-${createHash('sha256').update(same).update(looks).update(version).digest('hex').slice(0, 40)}`);
}

export const isNoted = (note) => Boolean(note) && fs.existsSync(note);

export function keep(note) {
  if (note) fs.writeFileSync(note, '');
}
