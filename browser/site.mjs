// Starts the demonstration place on a free port, in a folder of its own, and stops it afterwards.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('..', import.meta.url));
const program = resolve(process.env.FOLKMOOT ?? join(top, 'target/debug/folkmoot'));

// A debug build on a busy machine takes its time to invent two years of a place.
const startWithinMs = 120_000;

export async function startSite() {
  const folder = await mkdtemp(join(tmpdir(), 'folkmoot-browser-'));
  const child = spawn(program, ['demo', '--seed', '7', '--listen', '127.0.0.1:0', '--data', folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  const base = await address(child);
  return { base, stop: () => stopSite(child, folder) };
}

function address(child) {
  return new Promise((found, failed) => {
    let said = '';
    const late = setTimeout(() => failed(new Error(`the site did not start in ${startWithinMs} ms:\n${said}`)), startWithinMs);
    const read = (chunk) => {
      said += chunk;
      const match = said.match(/http:\/\/localhost:\d+/);
      if (!match) return;
      clearTimeout(late);
      found(match[0]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', failed);
    child.on('exit', (code) => failed(new Error(`the site ended with ${code}:\n${said}`)));
  });
}

async function stopSite(child, folder) {
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await ended;
  await rm(folder, { recursive: true, force: true });
}
