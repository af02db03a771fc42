// The routes of pages as the program's source writes them, so that no page is left out of the audit.
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';

const crates = fileURLToPath(new URL('../crates', import.meta.url));

// Addresses that are no pages: files, feeds, and what is only sent.
const isFile = /\.(csv|json|xlsx|pdf|atom|ics|txt|xml)$|^\/oparl\/|^\/oruk\/|^\/papers\/\{paper\}$|^\/calendar\/\{file\}$|^\/record\/(receipts|tile|checkpoint|\{log\})|^\/sign-in\/(through|back|jwks)|\.cedar(schema)?$/;

export function writtenRoutes() {
  const places = fs.readdirSync(crates, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !['tidy', 'web'].includes(entry.name));
  const files = [...places.map((crate) => crate.name), 'web/src/sign_in'].flatMap((crate) => sources(`${crates}/${crate}`));
  const found = files.flatMap((file) => [...fs.readFileSync(file, 'utf8').matchAll(/\.(?:get|form)\(\s*"(\/[^"]*)"/g)].map((match) => match[1]));
  return [...new Set(found)].filter((route) => !isFile.test(route)).sort();
}

function sources(folder) {
  const files = fs.readdirSync(folder, { recursive: true }).map((file) => `${folder}/${file}`);
  return files.filter((file) => file.endsWith('.rs') && !file.includes('/tests/'));
}

// The route that an address belongs to, if any: the most exact one.
export function routeOf(path, routes) {
  const fits = routes.filter((route) => shape(route).test(path.replace(/[?#].*/, '')));
  return fits.sort((one, other) => one.split('{').length - other.split('{').length)[0];
}

function shape(route) {
  return new RegExp(`^${route.replaceAll('.', '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`);
}
