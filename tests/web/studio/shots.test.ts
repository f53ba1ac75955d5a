import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { parseFingerprint, serializeFingerprint } from '#core/fingerprint/index';
import { fingerprintFilm } from '#node/app/internal';
import { makeWithFfmpeg } from '../../support/films/ffmpeg-film.ts';
import { shotFingerprint } from '../../support/fingerprints/shot-fingerprint.ts';
import { ROOT } from '../../support/media.ts';
import { closeBrowserAfterwards, NO_CHROMIUM } from '../../support/page/chromium.ts';
import { chooseFiles, dropFiles, exportFile, openStudio, waitUntilRead } from '../../support/page/studio-page.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { shareRunner } from '../../support/reading/shared-runner.ts';
import { startTestServer } from '../../support/servers/studio-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

/** Three scenes of 30 frames. */
const SCENES = [
  'mandelbrot=s=96x54:r=25:start_scale=0.9,trim=end_frame=30',
  'testsrc2=s=96x54:r=25:d=1.2,hue=h=120',
  'gradients=s=96x54:r=25:d=1.2:c0=0x402010:c1=0xf0a040:x0=0:y0=0:x1=96:y1=54:speed=0.01:seed=1',
];
const GRAPH = `${SCENES.map((scene, i) => `${scene},format=yuv420p,settb=1/25,setpts=N[s${i}]`).join(';')};[s0][s1][s2]concat=n=3`;
const makeFilm = (name: string) =>
  makeWithFfmpeg(join(folder, name), ['-filter_complex', GRAPH, '-c:v', 'libx264', '-g', '20']);

closeBrowserAfterwards();

describe('The studio with shots', { skip: NO_CHROMIUM || FFMPEG_SKIP }, () => {
  let page: Page;
  let errors: string[];
  before(async () => {
    ({ page, errors } = await openStudio());
  });

  it('marks cuts above the strip, and moves to the next and previous shot with keys', async () => {
    const file = join(folder, 'shots.json');
    const fingerprint = shotFingerprint();
    writeFileSync(file, serializeFingerprint(fingerprint));
    const [, second, third, fourth] = fingerprint.shots!.map(({ from }) => from);
    await chooseFiles(page, file);
    const marks = page.locator('.strip-shots path');
    assert.equal(await marks.nth(0).getAttribute('d'), `M${second} 0.45V0.8M${fourth} 0.45V0.8`);
    assert.equal(await marks.nth(1).getAttribute('d'), `M${third} 0.1V0.8`);
    const strip = page.getByRole('slider', { name: 'Timeline' });
    for (const [key, shot, time] of [
      ['Home', 'Shot 1 of 4, 4.8 s', '0:00.5'],
      ['.', 'Shot 2 of 4, 7.2 s, cut', '0:05.5'],
      ['.', 'Shot 3 of 4, 2.4 s, cut', '0:12.5'],
      ['.', 'Shot 4 of 4, 9.6 s, cut', '0:14.5'],
      ['.', 'Shot 4 of 4, 9.6 s, cut', '0:14.5'],
      [',', 'Shot 3 of 4, 2.4 s, cut', '0:12.5'],
    ] as const) {
      await strip.press(key);
      assert.equal(await page.locator('.shot-facts').textContent(), shot);
      assert.ok((await strip.getAttribute('aria-valuetext'))!.startsWith(`${time}, ${shot}, `));
    }
  });

  it('draws posters by shot, except in layouts that show time', async () => {
    await page.getByText('Poster', { exact: true }).click();
    const group = page.getByLabel('Group by', { exact: true });
    await group.selectOption('shot');
    const svg = async () => (await exportFile(page, 'Image', 'SVG')).toString();
    const byShot = await svg();
    await group.selectOption('column');
    assert.notEqual(await svg(), byShot);
    await page.locator('.layout', { has: page.getByRole('radio', { name: 'timeline', exact: true }) }).click();
    await group.waitFor({ state: 'detached' });
  });

  it('finds the shots that Node finds in a film that is read in the page', async () => {
    const film = makeFilm('film.mp4');
    await page.getByLabel('Detect shots').check();
    // The poster view would draw posters again and again while the film is read.
    await page.getByText('Explore', { exact: true }).click();
    await dropFiles(page, [film]);
    await waitUntilRead(page);
    await page.getByText('Poster', { exact: true }).click();
    const found = parseFingerprint((await exportFile(page, 'Data', 'JSON')).toString('utf8'));
    const options = { shots: true, shortcuts: false };
    const { fingerprint: expected } = await fingerprintFilm(film, options, { runner: shareRunner(1) });
    assert.deepEqual(
      found.shots!.map(({ fromFrame }) => fromFrame),
      [0, 30, 60],
    );
    assert.deepEqual(found.shots, expected.shots);
    assert.equal(found.sampling.shotAlgorithm, expected.sampling.shotAlgorithm);
    assert.deepEqual(
      found.pictures!.shots!.map(({ shot }) => shot),
      [0, 1, 2],
    );
    await page.reload();
    assert.equal(await page.getByLabel('Detect shots').isChecked(), true);
    assert.deepEqual(errors, []);
  });

  it('asks the server for shots of the films that it reads', async () => {
    const inputs = [makeFilm('served.mp4')];
    const { server } = await startTestServer({ inputs, studioFolder: join(ROOT, 'dist', 'web', 'studio') });
    await page.goto(server.makeOpeningAddress());
    await page.getByLabel('Detect shots').check();
    await page.getByRole('button', { name: 'served.mp4' }).click();
    await page.locator('.strip-shots').waitFor();
    await page.getByRole('slider', { name: 'Timeline' }).press('End');
    assert.equal(await page.locator('.shot-facts').textContent(), 'Shot 3 of 3, 1.2 s, cut');
    assert.deepEqual(errors, []);
  });
});
