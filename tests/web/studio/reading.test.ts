import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { type Fingerprint, parseFingerprint, serializeFingerprint } from '#core/fingerprint/index';
import { fingerprintFilm } from '#node/app/internal';
import { makeAlphaFilm } from '../../support/films/alpha-film.ts';
import { greys } from '../../support/films/frame-recipes.ts';
import { type FilmRecipe, makeFilm, type Ycbcr } from '../../support/films/make-film.ts';
import type { SoundRecipe } from '../../support/films/make-film-sound.ts';
import { sine } from '../../support/films/play-sound.ts';
import { validateFingerprint } from '../../support/fingerprints/validate-fingerprint.ts';
import { closeBrowserAfterwards, NO_CHROMIUM } from '../../support/page/chromium.ts';
import {
  chooseFiles,
  clickWhenThere,
  dropFiles,
  exportFile,
  openStudio,
  waitUntil,
  waitUntilRead,
  waitUntilStored,
} from '../../support/page/studio-page.ts';
import { runInProcess } from '../../support/processes/run-in-process.ts';
import { shareRunner } from '../../support/reading/shared-runner.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

/** Three colours per frame, others every eight frames. */
const scenes = (frame: number, x: number, y: number): Ycbcr => {
  const scene = Math.floor(frame / 8);
  return y < 12
    ? [60 + 12 * scene, 90 + 9 * scene, 150]
    : x < 24
      ? [180, 120 - 5 * scene, 110]
      : [35, 128, 120 + 6 * scene];
};
const recipe = (name: string, rest: Partial<FilmRecipe> = {}): FilmRecipe => {
  return { path: join(folder, name), frames: 40, width: 64, height: 36, paint: scenes, gop: 10, ...rest };
};

/** Read a film as the command line does, and in a page. */
async function readBoth(page: Page, film: FilmRecipe | string) {
  const path = typeof film === 'string' ? film : makeFilm(film);
  const { fingerprint: expected } = await fingerprintFilm(path, { shortcuts: false }, { runner: shareRunner(1) });
  await dropFiles(page, [path]);
  const text = await waitUntilStored(page, expected.film.id);
  validateFingerprint(JSON.parse(text));
  return { text, expected, found: parseFingerprint(text) };
}

/** Loud for 1.2 s, faint for 1.2 s. */
const SECONDS = 2.4;
const wave = (seconds: number, channel: number) => sine(997, seconds < SECONDS / 2 ? -10 : -40)(seconds, channel);
const heard = (name: string, sound: Partial<SoundRecipe>, rest: Partial<FilmRecipe> = {}): FilmRecipe => {
  return recipe(name, { frames: 60, sound: { wave, seconds: SECONDS, ...sound }, ...rest });
};
/** Draw the wave of a fingerprint with the command line. */
async function drawWave(fingerprint: Fingerprint): Promise<string> {
  const [data, svg] = [join(folder, 'heard.json'), join(folder, 'heard.svg')];
  writeFileSync(data, serializeFingerprint(fingerprint));
  const { exitCode, stderr } = await runInProcess(data, '--layout', 'wave', '-o', svg);
  assert.equal(exitCode, 0, stderr);
  return readFileSync(svg, 'utf8');
}

/** Compare the tops of the bars of two waves: the loud half is high, and none differs by 0.5 mm. */
function compareWaves(...waves: readonly [found: string, expected: string]): void {
  const [found, expected] = waves.map((svg) =>
    Array.from(svg.matchAll(/ d="M[\d.]+ ([\d.]+)A/g), ([, y]) => Number(y)),
  );
  assert.equal(found!.length, expected!.length);
  for (const [i, top] of found!.entries())
    assert.ok(Math.abs(top - expected![i]!) < 0.5, `${top}, not ${expected![i]}`);
  const topAt = (share: number) => found![Math.floor(share * found!.length)]!;
  assert.ok(topAt(0.1) < 40 && topAt(0.7) > 60, `${found}`);
}

closeBrowserAfterwards();

/** Frames of a film that is still read when the page pauses or stops it. */
const LONG = 300;

/** Pause the next film when its first colours are known. */
const PAUSE_EARLY = clickWhenThere('[aria-label=Pause]', '.palette-code');

describe('The studio reads films as the command line does', { skip: NO_CHROMIUM }, () => {
  // One page reads them one after another: opening it takes as long as reading a film.
  let page: Page;
  let errors: string[];
  before(async () => {
    ({ page, errors } = await openStudio());
  });

  const films: Readonly<Record<string, FilmRecipe>> = {
    'H.264 in MP4': recipe('h264.mp4', { bFrames: 2 }),
    'H.264 in Matroska, letterboxed': recipe('boxed.mkv', {
      paint: (frame, x, y) => (y < 6 || y >= 30 ? [16, 128, 128] : scenes(frame, x, y)),
    }),
    'VP9 in WebM': recipe('vp9.webm', { encoder: 'libvpx-vp9', options: { deadline: 'realtime' } }),
    'AV1 in MP4, full range, BT.709': recipe('av1.mp4', {
      encoder: 'libsvtav1',
      options: { preset: '12', 'svtav1-params': 'log-level=0' },
      matrix: 1,
      range: 2,
    }),
  };
  for (const [what, film] of Object.entries(films)) {
    it(`reads ${what} with the same columns as the command line`, async () => {
      const { expected, found } = await readBoth(page, film);
      assert.deepEqual(errors, []);
      assert.equal(found.columns.length, film.frames);
      assert.deepEqual(found.columns, expected.columns);
      assert.deepEqual(found.palette, expected.palette);
      const { backend: _, ...sampling } = found.sampling;
      const { backend: __, ...expectedSampling } = expected.sampling;
      assert.deepEqual(sampling, expectedSampling);
      assert.deepEqual(withoutNames(found), withoutNames(expected));
      assert.equal(found.sampling.backend.name, 'webcodecs');
    });
  }

  it('reads VP8 in high definition as BT.601, like the command line', async () => {
    const film = recipe('vp8.webm', { frames: 10, width: 1280, height: 90, encoder: 'libvpx' });
    const { expected, found } = await readBoth(page, film);
    assert.equal(found.film.color.matrix, 'bt470bg');
    assert.deepEqual(found.film.color, expected.film.color);
    assert.deepEqual(found.columns, expected.columns);
  });

  for (const encoder of ['libvpx', 'libvpx-vp9']) {
    it(`composites alpha of ${encoder} over black, like the command line`, async () => {
      const path = makeAlphaFilm(join(folder, `alpha-${encoder}.webm`), encoder);
      const { expected, found } = await readBoth(page, path);
      assert.equal(found.columns.length, 10);
      const reds = found.columns[0]!.swatches.map(({ color }) => Number.parseInt(color.slice(1, 3), 16)).sort();
      assert.deepEqual(
        reds.map((red) => Math.round(red / 8)),
        [16, 32],
      );
      assert.deepEqual(found.columns, expected.columns);
    });
  }

  const sounds: Readonly<Record<string, FilmRecipe>> = {
    'AAC in MP4': heard('aac.mp4', { channels: 2 }),
    'Opus in WebM': heard(
      'opus.webm',
      { channels: 2, encoder: 'libopus' },
      { encoder: 'libvpx-vp9', options: { deadline: 'realtime' } },
    ),
    'PCM of one channel in Matroska': heard('pcm.mkv', { encoder: 'pcm_s16le' }),
    'FLAC of six channels in Matroska, which ends early': heard('flac.mkv', {
      seconds: 0.75 * SECONDS,
      channels: 6,
      encoder: 'flac',
    }),
  };
  for (const [what, film] of Object.entries(sounds)) {
    it(`measures ${what} within 0.3 LU of the command line, and draws its wave within 0.5 mm`, async () => {
      const { expected, found } = await readBoth(page, film);
      assert.deepEqual(found.film.sound, expected.film.sound);
      assert.ok(expected.columns.some(({ sound }) => sound != null && sound.lufs > -15));
      for (const [i, { time, sound }] of found.columns.entries()) {
        const other = expected.columns[i]!.sound;
        if (sound == null || other == null) assert.equal(sound, other, `at ${time}`);
        else assert.ok(Math.abs(sound.lufs - other.lufs) < 0.3, `at ${time}: ${sound.lufs}, not ${other.lufs}`);
      }
      compareWaves(await drawWave(found), await drawWave(expected));
      assert.deepEqual(errors, []);
    });
  }

  it('exports the data and the wave of the film that was read last', async () => {
    const { text, found } = await readBoth(page, heard('last.mp4', { channels: 1 }));
    await page.getByText('Poster', { exact: true }).click();
    assert.equal((await exportFile(page, 'Data', 'JSON')).toString(), text);
    await page.locator('.layout', { has: page.getByRole('radio', { name: 'wave', exact: true }) }).click();
    assert.equal((await exportFile(page, 'Image', 'SVG')).toString(), await drawWave(found));
    assert.deepEqual(errors, []);
  });
});

describe('The studio reads films in the page', { skip: NO_CHROMIUM }, () => {
  it('reads the picture of a film whose sound the browser cannot decode, and warns', async () => {
    const { page } = await openStudio();
    await chooseFiles(page, makeFilm(heard('dolby.mp4', { channels: 2, encoder: 'ac3' })));
    await waitUntilRead(page);
    assert.equal(
      await page.locator('.film-bar .problem').textContent(),
      'The loudness of 60 of 60 columns could not be measured (this browser cannot decode the sound of dolby.mp4, Dolby Digital (AC-3)).',
    );
    await page.getByText('Poster', { exact: true }).click();
    const found = parseFingerprint((await exportFile(page, 'Data', 'JSON')).toString('utf8'));
    assert.ok(found.columns.every(({ swatches, sound: heard }) => swatches.length > 0 && heard === null));
    assert.deepEqual(found.film.sound, { codec: 'ac3', channels: 2, sampleRate: 48_000 });
  });

  it('fills the strip from the first columns on, then refines it', async () => {
    const path = makeFilm(recipe('long.mp4', { frames: LONG, gop: 10, paint: greys, isFlat: true }));
    const { page } = await openStudio();
    await page.evaluate(PAUSE_EARLY);
    await dropFiles(page, [path]);
    const empty = `(() => {
      const canvas = document.querySelector('.strip-canvas');
      const { data } = canvas.getContext('2d').getImageData(0, canvas.height >> 1, canvas.width, 1);
      const ground = getComputedStyle(document.querySelector('.strip-area')).backgroundColor.match(/\\d+/g).map(Number);
      let count = 0;
      for (let x = 0; x < canvas.width; x++) if (ground.every((code, i) => data[4 * x + i] === code)) count++;
      return canvas.width < 400 ? -1 : count;
    })()`;
    await page.getByText('Paused').waitFor();
    await waitUntil(page, `${empty} === 0`);
    await page.getByRole('button', { name: 'Resume' }).click();
    await waitUntilRead(page);
    assert.equal(await page.evaluate(empty), 0);
  });

  it('pauses, resumes and stops a film, and keeps its columns', async () => {
    const path = makeFilm(recipe('stopped.mp4', { frames: LONG, gop: 10, paint: greys, isFlat: true }));
    const { page, errors } = await openStudio();
    await page.evaluate(PAUSE_EARLY);
    await chooseFiles(page, path);
    await page.getByText('Paused').waitFor();
    // Posters are drawn from the columns so far.
    await page.getByText('Poster', { exact: true }).click();
    await page.locator('.poster img').waitFor();
    await page.getByText('Explore', { exact: true }).click();
    // Stopped as soon as it has resumed, before the film is read.
    await page.evaluate(clickWhenThere('[aria-label="Stop reading"]', '[aria-label=Pause]'));
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByText(/Stopped at/).waitFor();
    assert.match((await page.locator('.palette').textContent()) ?? '', /#[0-9a-f]{6}/);
    // Another film is read normally.
    await chooseFiles(page, makeFilm(recipe('after.mp4')));
    await waitUntilRead(page);
    assert.match((await page.locator('.palette').textContent()) ?? '', /#[0-9a-f]{6}/);
    assert.deepEqual(errors, []);
  });

  it('explains in place of the film why it cannot be decoded or is not a film', async () => {
    const { page, errors } = await openStudio();
    const broken = join(folder, 'broken.mp4');
    writeFileSync(broken, readFileSync(makeFilm(recipe('whole.mp4'))).subarray(0, 1500));
    const text = join(folder, 'text.mkv');
    writeFileSync(text, 'Once upon a time there was a film.\n'.repeat(50));
    const cases: readonly (readonly [path: string, sentence: RegExp])[] = [
      [
        makeFilm(recipe('hevc.mp4', { encoder: 'libx265', options: { 'x265-params': 'log-level=none' }, frames: 10 })),
        /This browser cannot decode hevc\.mp4 \(HEVC\)/,
      ],
      [broken, /broken\.mp4 is not a film that can be read here/],
      [text, /text\.mkv is not a film that can be read here/],
    ];
    for (const [path, sentence] of cases) {
      await chooseFiles(page, path);
      await page.locator('.failure .problem').waitFor();
      assert.match((await page.locator('.failure .problem').textContent()) ?? '', sentence);
    }
    assert.deepEqual(errors, []);
  });

  it('reads a truncated film up to its end', async () => {
    const path = makeFilm(recipe('cut.mkv', { paint: (frame, x, y) => [16 + ((frame * x + y * 7) % 200), 128, 128] }));
    const cut = join(folder, 'cut-off.mkv');
    writeFileSync(cut, readFileSync(path).subarray(0, Math.floor(readFileSync(path).length * 0.6)));
    const { page } = await openStudio();
    await chooseFiles(page, cut);
    await waitUntilRead(page);
    assert.match((await page.locator('.palette').textContent()) ?? '', /#[0-9a-f]{6}/);
  });

  it('requests only files of the studio from its host', async () => {
    const { page, requests, url } = await openStudio();
    await dropFiles(page, [makeFilm(recipe('private.mp4'))]);
    await waitUntilRead(page);
    await page.getByText('Poster', { exact: true }).click();
    await page.getByLabel('Title', { exact: true }).fill('Ο Θίασος');
    await exportFile(page, 'Image', 'SVG');
    await page.reload();
    assert.ok(requests.length > 4);
    for (const request of requests) {
      assert.match(
        request.slice(url.length),
        /^(?:$|assets\/[\w-]+\.(?:js|css|woff2|ttf|svg|wasm)$|fonts\/[\w-]+\.(?:json|ttf)$|sample\.webp$)/,
        request,
      );
      assert.ok(request.startsWith(url), request);
    }
  });
});

/** A film's facts without those that differ between containers' readers. */
function withoutNames({ film }: Fingerprint) {
  const {
    frameRate: { num, den },
    ...rest
  } = film;
  return { ...rest, framesPerSecond: Math.round((100 * num) / den) / 100 };
}
