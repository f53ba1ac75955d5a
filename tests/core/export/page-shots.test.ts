import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { fingerprintToPage } from 'chromatheque/export';
import { NO_CHROMIUM, openChromium } from '../../support/chromium.ts';
import { picturedFingerprint } from '../../support/pictured-fingerprint.ts';
import { shotFingerprint } from '../../support/shot-fingerprint.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

describe('An exported page with shots', () => {
  const page = fingerprintToPage(shotFingerprint(), {});

  it('has a short mark at each cut, and a long one where a scene begins', () => {
    const [cuts, scenes] = Array.from(page.matchAll(/<path (?:class="scenes" )?d="(M[\d.]+ [^"]*)"/g), ([, d]) => d);
    assert.equal(cuts, 'M4.8 0.5V0.8M14.4 0.5V0.8');
    assert.equal(scenes, 'M12 0.15V0.8');
  });

  it('allows its styles and its script by their hashes', () => {
    const inside = (tag: string) =>
      Array.from(page.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g')), ([, text]) => {
        return `'sha256-${createHash('sha256').update(text!).digest('base64')}'`;
      }).join(' ');
    assert.ok(page.includes(`style-src ${inside('style')}; script-src ${inside('script')};`));
  });

  it('contains nothing about shots if the fingerprint has none', () => {
    assert.doesNotMatch(fingerprintToPage(picturedFingerprint(), {}), /shot|class="cuts"/i);
  });

  it('names the shot, and moves to the next and the previous one with keys', { skip: NO_CHROMIUM }, async (t) => {
    const browser = await openChromium();
    t.after(() => browser.close());
    const path = join(makeTempFolder(), 'shots.html');
    writeFileSync(path, page);
    const tab = await browser.newPage();
    const errors: string[] = [];
    tab.on('pageerror', ({ message }) => errors.push(message));
    tab.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await tab.goto(pathToFileURL(path).href);
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
