import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type Fingerprint, parseFingerprint } from 'chromatheque/fingerprint';
import { makeAlphaFilm } from '../../support/alpha-film.ts';
import { greys } from '../../support/frame-recipes.ts';
import { type FilmRecipe, makeFilm, type Ycbcr } from '../../support/make-film.ts';
import { sine } from '../../support/play-sound.ts';
import { runInProcess } from '../../support/run-in-process.ts';
import {
  chooseFiles,
  closeStudioAfterwards,
  dropFiles,
  exportFile,
  openStudio,
  STUDIO_SKIP,
  waitUntil,
  waitUntilRead,
} from '../../support/studio-page.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { validateFingerprint } from '../../support/validate-fingerprint.ts';

const folder = makeTempFolder();

/** Three colours per frame, others every second. */
const scenes = (frame: number, x: number, y: number): Ycbcr => {
  const scene = Math.floor(frame / 25);
  return y < 30
    ? [60 + 12 * scene, 90 + 9 * scene, 150]
    : x < 60
      ? [180, 120 - 5 * scene, 110]
      : [35, 128, 120 + 6 * scene];
};
const recipe = (name: string, rest: Partial<FilmRecipe> = {}): FilmRecipe => {
  return { path: join(folder, name), frames: 200, width: 160, height: 90, paint: scenes, gop: 25, ...rest };
};

/**
 * Read a film with the command line, into a file, and in the page, which then shows the poster
 * view.
 */
async function readBoth(film: FilmRecipe | string, expected: string) {
  const path = typeof film === 'string' ? film : makeFilm(film);
  const { exitCode, stderr } = await runInProcess(path, '--no-shortcuts', '--jobs', '1', '--quiet', '-o', expected);
  assert.equal(exitCode, 0, stderr);
  const cli = parseFingerprint(readFileSync(expected, 'utf8'));
  const { page, errors } = await openStudio({ acceptDownloads: true });
  await dropFiles(page, [path]);
  await waitUntilRead(page);
  await page.getByText('Poster', { exact: true }).click();
  const text = (await exportFile(page, 'Data', 'JSON')).toString('utf8');
  validateFingerprint(JSON.parse(text));
  return { page, errors, cli, found: parseFingerprint(text) };
}

describe('The studio reads films in the page', { skip: STUDIO_SKIP }, () => {
  closeStudioAfterwards();

  const films: Readonly<Record<string, FilmRecipe>> = {
    'H.264 in MP4': recipe('h264.mp4', { bFrames: 2 }),
    'H.264 in Matroska, letterboxed': recipe('boxed.mkv', {
      paint: (frame, x, y) => (y < 14 || y >= 76 ? [16, 128, 128] : scenes(frame, x, y)),
    }),
    'VP9 in WebM': recipe('vp9.webm', { encoder: 'libvpx-vp9', options: { deadline: 'realtime' } }),
    'AV1 in MP4, full range, BT.709': recipe('av1.mp4', {
      frames: 60,
      encoder: 'libsvtav1',
      options: { preset: '12', 'svtav1-params': 'log-level=0' },
      matrix: 1,
      range: 2,
    }),
  };
  for (const [what, film] of Object.entries(films)) {
    it(`reads ${what} with the same columns as the command line`, async () => {
      const { page, errors, cli, found } = await readBoth(film, join(folder, 'expected.json'));
      assert.deepEqual(errors, []);
      assert.equal(found.columns.length, film.frames);
      assert.deepEqual(found.columns, cli.columns);
      assert.deepEqual(found.palette, cli.palette);
      const { backend: _, ...sampling } = found.sampling;
      const { backend: __, ...expectedSampling } = cli.sampling;
      assert.deepEqual(sampling, expectedSampling);
      assert.deepEqual(withoutNames(found), withoutNames(cli));
      assert.equal(found.sampling.backend.name, 'webcodecs');
      await page.context().close();
    });
  }

  it('reads VP8 in high definition as BT.601, like the command line', async () => {
    const film = recipe('vp8.webm', { frames: 10, width: 1280, height: 90, encoder: 'libvpx' });
    const { page, cli, found } = await readBoth(film, join(folder, 'expected.json'));
    assert.equal(found.film.color.matrix, 'bt470bg');
    assert.deepEqual(found.film.color, cli.film.color);
    assert.deepEqual(found.columns, cli.columns);
    await page.context().close();
  });

  for (const encoder of ['libvpx', 'libvpx-vp9']) {
    it(`composites alpha of ${encoder} over black, like the command line`, async () => {
      const path = makeAlphaFilm(join(folder, `alpha-${encoder}.webm`), encoder);
      const { page, cli, found } = await readBoth(path, join(folder, 'expected.json'));
      assert.equal(found.columns.length, 10);
      const reds = found.columns[0]!.swatches.map(({ color }) => Number.parseInt(color.slice(1, 3), 16)).sort();
      assert.deepEqual(
        reds.map((red) => Math.round(red / 8)),
        [16, 32],
      );
      assert.deepEqual(found.columns, cli.columns);
      await page.context().close();
    });
  }

  /** Loud for four seconds, faint for four. */
  const wave = (seconds: number, channel: number) => sine(997, seconds < 4 ? -10 : -40)(seconds, channel);
  const sounds: Readonly<Record<string, FilmRecipe>> = {
    'AAC in MP4': recipe('aac.mp4', { sound: { wave, seconds: 8, channels: 2 } }),
    'Opus in WebM': recipe('opus.webm', {
      encoder: 'libvpx-vp9',
      options: { deadline: 'realtime' },
      sound: { wave, seconds: 8, channels: 2, encoder: 'libopus' },
    }),
    'PCM of one channel in Matroska': recipe('pcm.mkv', { sound: { wave, seconds: 8, encoder: 'pcm_s16le' } }),
    'FLAC of six channels in Matroska, which ends early': recipe('flac.mkv', {
      sound: { wave, seconds: 6, channels: 6, encoder: 'flac' },
    }),
  };
  /** Tops of the bars of a wave, millimetres from the top. */
  const barTops = (svg: string) => Array.from(svg.matchAll(/ d="M[\d.]+ ([\d.]+)A/g), ([, y]) => Number(y));
  for (const [what, film] of Object.entries(sounds)) {
    it(`measures ${what} within 0.3 LU of the command line, and draws its wave within 0.5 mm`, async () => {
      const expected = join(folder, 'heard.json');
      const { page, errors, cli, found } = await readBoth(film, expected);
      assert.deepEqual(found.film.sound, cli.film.sound);
      assert.ok(cli.columns.some(({ sound }) => sound != null && sound.lufs > -15));
      for (const [i, { time, sound }] of found.columns.entries()) {
        const other = cli.columns[i]!.sound;
        if (sound == null || other == null) assert.equal(sound, other, `at ${time}`);
        else assert.ok(Math.abs(sound.lufs - other.lufs) < 0.3, `at ${time}: ${sound.lufs}, not ${other.lufs}`);
      }
      await page.locator('.layout', { has: page.getByRole('radio', { name: 'wave', exact: true }) }).click();
      const there = join(folder, 'there.svg');
      assert.equal((await runInProcess(expected, '--layout', 'wave', '-o', there)).exitCode, 0);
      const [mine, theirs] = [(await exportFile(page, 'Image', 'SVG')).toString(), readFileSync(there, 'utf8')].map(
        barTops,
      );
      assert.equal(mine!.length, theirs!.length);
      for (const [i, top] of mine!.entries()) assert.ok(Math.abs(top - theirs![i]!) < 0.5, `${top}, not ${theirs![i]}`);
      assert.ok(mine![20]! < 40 && mine!.at(-60)! > 60, `${mine}`);
      assert.deepEqual(errors, []);
      await page.context().close();
    });
  }

  it('reads the picture of a film whose sound the browser cannot decode, and warns', async () => {
    const { page } = await openStudio({ acceptDownloads: true });
    const sound = { wave, seconds: 8, channels: 2, encoder: 'ac3' };
    await chooseFiles(page, makeFilm(recipe('dolby.mp4', { sound })));
    await waitUntilRead(page);
    assert.equal(
      await page.locator('.film-bar .problem').textContent(),
      'The loudness of 200 of 200 columns could not be measured (this browser cannot decode the sound of dolby.mp4, Dolby Digital (AC-3)).',
    );
    await page.getByText('Poster', { exact: true }).click();
    const found = parseFingerprint((await exportFile(page, 'Data', 'JSON')).toString('utf8'));
    assert.ok(found.columns.every(({ swatches, sound: heard }) => swatches.length > 0 && heard === null));
    assert.deepEqual(found.film.sound, { codec: 'ac3', channels: 2, sampleRate: 48_000 });
    await page.context().close();
  });

  it('fills the strip from the first columns on, then refines it', async () => {
    const path = makeFilm(recipe('long.mp4', { frames: 3000, gop: 20, paint: greys, isFlat: true }));
    const { page } = await openStudio();
    await dropFiles(page, [path]);
    const progress = page.locator('.film-bar [data-stage]');
    await progress.waitFor();
    const canvas = page.locator('.strip-canvas');
    const empty = `(() => {
      const canvas = document.querySelector('.strip-canvas');
      const { data } = canvas.getContext('2d').getImageData(0, canvas.height >> 1, canvas.width, 1);
      const ground = getComputedStyle(document.querySelector('.strip-area')).backgroundColor.match(/\\d+/g).map(Number);
      let count = 0;
      for (let x = 0; x < canvas.width; x++) if (ground.every((code, i) => data[4 * x + i] === code)) count++;
      return canvas.width < 400 ? -1 : count;
    })()`;
    await canvas.waitFor();
    await waitUntil(page, `${empty} === 0`);
    assert.notEqual(await page.locator('.film-bar progress').count(), 0, 'it was read whole already');
    await waitUntilRead(page);
    assert.equal(await page.evaluate(empty), 0);
    await page.context().close();
  });

  it('pauses, resumes and stops a film, and keeps its columns', async () => {
    const path = makeFilm(recipe('stopped.mp4', { frames: 4000, gop: 40, paint: greys, isFlat: true }));
    const { page, errors } = await openStudio();
    await chooseFiles(page, path);
    await page.locator('.palette-code').first().waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    const label = page.locator('.reading .pale');
    assert.equal(await label.textContent(), 'Paused');
    // Posters are drawn from the columns so far.
    await page.getByText('Poster', { exact: true }).click();
    await page.locator('.poster img').waitFor();
    await page.getByText('Explore', { exact: true }).click();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Stop reading' }).click();
    assert.match((await page.locator('.film-tools').textContent()) ?? '', /Stopped/);
    // Another film is read normally.
    await chooseFiles(page, makeFilm(recipe('after.mp4')));
    await waitUntilRead(page);
    assert.match((await page.locator('.palette').textContent()) ?? '', /#[0-9a-f]{6}/);
    assert.deepEqual(errors, []);
    await page.context().close();
  });

  it('explains in place of the film why it cannot be decoded or is not a film', async () => {
    const { page, errors } = await openStudio();
    const broken = join(folder, 'broken.mp4');
    writeFileSync(broken, readFileSync(makeFilm(recipe('whole.mp4'))).subarray(0, 3000));
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
    await page.context().close();
  });

  it('reads a truncated film up to its end', async () => {
    const path = makeFilm(recipe('cut.mkv', { paint: (frame, x, y) => [16 + ((frame * x + y * 7) % 200), 128, 128] }));
    const cut = join(folder, 'cut-off.mkv');
    writeFileSync(cut, readFileSync(path).subarray(0, Math.floor(readFileSync(path).length * 0.6)));
    const { page } = await openStudio();
    await chooseFiles(page, cut);
    await waitUntilRead(page);
    assert.match((await page.locator('.palette').textContent()) ?? '', /#[0-9a-f]{6}/);
    await page.context().close();
  });

  it('requests only files of the studio from its host', async () => {
    const { page, requests, url } = await openStudio({ acceptDownloads: true });
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
    await page.context().close();
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
