import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
}

/** Why tests in a browser are skipped, or false. In CI, which installs one, they are never skipped. */
export const NO_CHROMIUM: string | false =
  findChromium() === undefined && process.env.CI !== 'true' && 'there is no Chromium in the PATH';

/** Open Debian's Chromium, or Chrome, without a window. */
export function openChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('no Chromium in the PATH: apt-get install chromium');
  // Its sandbox does not work as root, as which containers of CI run.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}
