import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { fingerprintToPage } from '#core/export/index';
import { shotFingerprint } from '../../support/fingerprints/shot-fingerprint.ts';
import { closeBrowserAfterwards, NO_CHROMIUM, openPage } from '../../support/page/chromium.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

closeBrowserAfterwards();

describe('An exported page with shots in Chromium', { skip: NO_CHROMIUM }, () => {
  it('names the shot, and moves to the next and the previous one with keys', async () => {
    const path = join(makeTempFolder(), 'shots.html');
    writeFileSync(path, fingerprintToPage(shotFingerprint(), {}));
    const { page: tab, errors } = await openPage(pathToFileURL(path).href, null);
    const strip = tab.locator('#strip');
    const shown = async () => [
      await tab.locator('#shot').innerText(),
      Number(await strip.getAttribute('aria-valuenow')),
      /^[\d:.]+, (Shot [^#]*), #/.exec((await strip.getAttribute('aria-valuetext'))!)?.[1],
    ];
    const places = [
      ['Home', 'Shot 1 of 4, 0:00.0 to 0:04.8', 1, 'Shot 1 of 4'],
      ['.', 'Shot 2 of 4, 0:04.8 to 0:12.0, cut', 6, 'Shot 2 of 4, cut'],
      ['.', 'Shot 3 of 4, 0:12.0 to 0:14.4, cut', 13, 'Shot 3 of 4, cut'],
      ['End', 'Shot 4 of 4, 0:14.4 to 0:24.0, cut', 24, 'Shot 4 of 4, cut'],
      ['.', 'Shot 4 of 4, 0:14.4 to 0:24.0, cut', 24, 'Shot 4 of 4, cut'],
      [',', 'Shot 3 of 4, 0:12.0 to 0:14.4, cut', 13, 'Shot 3 of 4, cut'],
      [',', 'Shot 2 of 4, 0:04.8 to 0:12.0, cut', 6, 'Shot 2 of 4, cut'],
    ] as const;
    for (const [key, ...expected] of places) {
      await strip.press(key);
      assert.deepEqual(await shown(), expected, key);
    }
    assert.deepEqual(errors, []);
  });
});
