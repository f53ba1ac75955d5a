import assert from 'node:assert/strict';
import { mkdirSync, openAsBlob, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  ChromathequeError,
  type Column,
  compare,
  createRunner,
  describe as describeColors,
  type FilmInput,
  fingerprint,
  OptionError,
  palette,
  panel,
  readFingerprint,
  render,
  streamColumns,
  writeFingerprint,
} from 'chromatheque';
import { serializeFingerprint } from '#core/fingerprint/index';
import { renderOutput } from '#node/app/internal';
import { openLibavSource } from '#node/film/index';
import { makeFilm } from '../../support/films/make-film.ts';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { writePng } from '../../support/pictures/write-png.ts';
import { shareRunner } from '../../support/reading/shared-runner.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const film = makeFilm({
  path: join(folder, 'night-train.mp4'),
  frames: 60,
  width: 160,
  height: 90,
  paint: (frame, x, y) => [40 + ((x * 2 + frame) % 160), 90 + ((y + frame) % 70), 100 + ((x + y) % 60)],
});
const call = { samples: 24, runner: shareRunner(1) };
const bytesOf = async (input: FilmInput, options = {}) =>
  serializeFingerprint(await fingerprint(input, { ...call, ...options }));

describe('fingerprint', () => {
  it('gives the same bytes for a path, a URL, a Blob, a File and bytes', async () => {
    const expected = await bytesOf(film);
    const file = new File([readFileSync(film)], basename(film));
    assert.equal(await bytesOf(pathToFileURL(film)), expected);
    assert.equal(await bytesOf(file), expected);
    for (const input of [await openAsBlob(film), new Uint8Array(readFileSync(film))]) {
      assert.deepEqual(JSON.parse(await bytesOf(input)).columns, JSON.parse(expected).columns);
    }
  });

  it('leaves no temporary file of a film in memory, also of one that cannot be read', async () => {
    const copies = join(folder, 'copies');
    mkdirSync(copies);
    // Other test files of this process have temporary files of their own.
    const before = process.env.TMPDIR;
    process.env.TMPDIR = copies;
    try {
      await bytesOf(new File([readFileSync(film)], 'a/..:b?.mp4'));
      await assert.rejects(bytesOf(new Uint8Array(4000)));
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
    assert.deepEqual(readdirSync(copies), []);
  });

  it('reads a film that the caller decodes, like the same film by its path', async () => {
    const source = await openLibavSource(film, {});
    try {
      const open = { source, id: '0123456789abcdef0123456789abcdef', name: basename(film) };
      const own = await fingerprint(open, call);
      const expected = await fingerprint(film, { ...call, loudness: false });
      assert.equal(own.film.id, open.id);
      assert.deepEqual(own.columns, expected.columns);
      assert.equal(own.film.title, expected.film.title);
    } finally {
      source.close();
    }
  });

  it('reports progress from the survey to the last sample', async () => {
    const seen: { done: number; total: number }[] = [];
    await fingerprint(film, { ...call, onProgress: (progress) => seen.push(progress) });
    assert.deepEqual(seen[0], { done: 0, total: 24 });
    assert.deepEqual(seen.at(-1), { done: 24, total: 24 });
    assert.equal(seen.length, 25);
  });

  it('stops with the reason of the signal, and leaves a shared runner usable', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const stopped = fingerprint(film, { ...call, signal: stop.signal, onProgress: () => stop.abort(reason) });
    await assert.rejects(stopped, (error) => error === reason);
    await assert.rejects(fingerprint(film, { ...call, signal: stop.signal }), (error) => error === reason);
    assert.equal((await fingerprint(film, call)).columns.length, 24);
  });

  it('is rejected with the error of a callback', async () => {
    const error = new Error('full disk');
    const onProgress = () => {
      throw error;
    };
    for (const runner of [call.runner, undefined]) {
      await assert.rejects(fingerprint(film, { samples: 24, runner, onProgress }), (thrown) => thrown === error);
    }
    await assert.rejects(palette(film, { ...call, onProgress }), (thrown) => thrown === error);
  });

  it('names the option that it does not know, and the nearest that it does', async () => {
    const wrong = { sampels: 3 } as object;
    await assert.rejects(fingerprint('absent.mp4', wrong), (error) => {
      assert.ok(error instanceof OptionError && error instanceof ChromathequeError);
      assert.equal(error.code, 'unknown');
      assert.match(error.message, /`sampels`: .*did you mean samples\?/);
      return true;
    });
  });

  it('rejects a missing film by its code, and what is no film', async () => {
    await assert.rejects(fingerprint(join(folder, 'absent.mp4'), call), { name: 'FilmError', code: 'not-found' });
    await assert.rejects(fingerprint(7 as unknown as string), { name: 'OptionError', code: 'wrong-type' });
    await assert.rejects(fingerprint(new Uint8Array(4000), call), { name: 'FilmError' });
  });
});

describe('streamColumns', () => {
  it('yields the columns of the fingerprint in the order of the film', async () => {
    const columns: Column[] = [];
    for await (const column of streamColumns(film, call)) columns.push(column);
    assert.deepEqual(columns, (await fingerprint(film, call)).columns);
  });

  it('stops reading when its loop is left', async () => {
    const runner = createRunner({ jobs: 1 });
    try {
      for await (const { time } of streamColumns(film, { samples: 24, runner })) {
        assert.equal(typeof time, 'number');
        break;
      }
      // The runner is free for the next call.
      assert.equal((await fingerprint(film, { samples: 2, runner })).columns.length, 2);
    } finally {
      runner.close();
    }
  });

  it('throws in its loop for a film that cannot be read', async () => {
    const read = async () => {
      for await (const _ of streamColumns(join(folder, 'absent.mp4'), call)) assert.fail('there is no film');
    };
    await assert.rejects(read(), { code: 'not-found' });
  });
});

describe('A fingerprint', () => {
  const made = syntheticFingerprint(60);

  it('is the same after it was written and read, gzipped or not, from a path, a URL and bytes', async () => {
    for (const name of ['night.json', 'night.json.gz']) {
      const path = join(folder, name);
      await writeFingerprint(path, made);
      for (const input of [path, pathToFileURL(path), readFileSync(path), await openAsBlob(path)]) {
        assert.equal(serializeFingerprint(await readFingerprint(input)), serializeFingerprint(made));
      }
    }
    await assert.rejects(writeFingerprint(join(folder, 'night.txt'), made), { name: 'OptionError' });
  });

  it('is drawn as on the command line: text as a string, other formats as bytes', async () => {
    const options = { layout: 'ring', colors: 3, title: '' } as const;
    const svg: string = await render(made, { format: 'svg', ...options });
    assert.equal(svg, (await renderOutput(made, 'svg', options)).content);
    const png: Uint8Array = await render(made, { format: 'png', dpi: 20, ...options });
    assert.deepEqual([...png.subarray(1, 4)], [...Buffer.from('PNG')]);
    const wrong = { format: 'bmp' } as unknown as { format: 'png' };
    await assert.rejects(render(made, wrong), { name: 'OptionError', option: 'format' });
  });

  it('warns of a title that cannot be drawn, and of nothing else', async () => {
    const warnings: string[] = [];
    const foreign = { ...made, film: { ...made.film, title: '\u12db' } };
    await render(foreign, { format: 'svg', onWarning: (warning) => warnings.push(warning) });
    await render(made, { format: 'svg', onWarning: (warning) => warnings.push(warning) });
    assert.equal(warnings.length, 1);
    assert.match(warnings[0]!, /Ethiopic/);
  });

  it('is described, compared with itself, and drawn beside others', async () => {
    assert.match((await describeColors(made)).summary, /^A film of /);
    const { sameFilm, distance } = await compare(made, made);
    assert.deepEqual([sameFilm, distance.palette], [true, 0]);
    const both: string = await panel([made, async () => made], { format: 'svg', across: 2, title: '' });
    assert.match(both, /^<svg|^<\?xml/);
    await assert.rejects(panel([], { format: 'svg' }), { name: 'OptionError', option: 'films' });
  });
});

describe('palette', () => {
  const codes = Array.from({ length: 64 }, (_, i) => (i < 48 ? [200, 30, 30] : [20, 30, 120])).flat();
  const still = writePng({ width: 8, height: 8, codes });

  it('finds and names the colours of a still in memory, and renders them as swatches', async () => {
    const found = await palette(new Uint8Array(still));
    assert.deepEqual(
      found.swatches.map(({ color, share }) => [color, share]),
      [
        ['#c81e1e', 0.75],
        ['#141e78', 0.25],
      ],
    );
    assert.match(found.swatches[0]!.name, /red/);
    const css: string = await render(found, { format: 'css' });
    assert.match(css, /#c81e1e/);
    assert.deepEqual([...(await render(found, { format: 'ase' })).subarray(0, 4)], [...Buffer.from('ASEF')]);
  });

  it('finds the colours of a film and of its fingerprint', async () => {
    const { samples, runner } = call;
    const made = await fingerprint(film, { samples, runner });
    assert.deepEqual((await palette(film, { samples, runner })).swatches, (await palette(made)).swatches);
  });
});
