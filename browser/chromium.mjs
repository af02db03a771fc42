// Debian's Chromium, driven without anything it would download or call home for.
import { execFileSync } from 'node:child_process';
import { chromium } from 'playwright-core';

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];

export const wide = { width: 1280, height: 900 };
export const narrow = { width: 320, height: 640 };

export function openBrowser() {
  return chromium.launch({ executablePath: installed(), headless: true, args: flags });
}

function installed() {
  return execFileSync('sh', ['-c', 'command -v chromium || command -v chromium-browser || command -v google-chrome'], { encoding: 'utf8' }).trim();
}
