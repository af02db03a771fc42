// Builds what the program carries: folkmoot.css, folkmoot.js, favicon.svg, each also packed with brotli.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import * as sass from 'sass';

const here = dirname(fileURLToPath(import.meta.url));
const built = join(here, 'built');

const { css } = sass.compile(join(here, 'folkmoot.scss'), { style: 'compressed', loadPaths: [here], quietDeps: true });
// A picture or font would be govuk-frontend's own, which is not ours to use.
if (/url\(/.test(css)) throw new Error('folkmoot.css names a picture or a font: leave that component out');

rmSync(built, { recursive: true, force: true });
mkdirSync(built);
writeFileSync(join(built, 'folkmoot.css'), css);
for (const name of ['folkmoot.js', 'favicon.svg']) copyFileSync(join(here, name), join(built, name));
for (const name of ['folkmoot.css', 'folkmoot.js', 'favicon.svg']) {
  const plain = readFileSync(join(built, name));
  const packed = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  writeFileSync(join(built, `${name}.br`), packed);
}
