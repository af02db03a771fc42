// Debian's Chromium, driven without anything it would download or call home for.
import { execFileSync } from 'node:child_process';
import { chromium } from 'playwright-core';

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];

export const wide = { width: 1280, height: 900 };
export const narrow = { width: 320, height: 640 };

export function openBrowser() {
  return launch('command -v chromium || command -v chromium-browser || command -v google-chrome');
}

// The same engine without the window around it, for whoever looks at hundreds of pages.
export function openShell() {
  return launch('command -v chromium-headless-shell || command -v chromium');
}

function launch(installed) {
  const executablePath = execFileSync('sh', ['-c', installed], { encoding: 'utf8' }).trim();
  return chromium.launch({ executablePath, headless: true, args: flags });
}
