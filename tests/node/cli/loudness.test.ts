import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseFingerprint } from '#core/fingerprint/index';
import { makeFilm } from '../../support/films/make-film.ts';
import { sine } from '../../support/films/play-sound.ts';
import { runInFolder } from '../../support/processes/run-in-process.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
makeFilm({
  path: join(folder, 'film.mp4'),
  frames: 50,
  isFlat: true,
  paint: (frame) => [16 + frame, 128, 128],
  sound: { wave: sine(997, -20), seconds: 2 },
});
const run = (...args: string[]) => runInFolder(folder, args);
const read = (name: string) => parseFingerprint(readFileSync(join(folder, name), 'utf8'));

describe('chromatheque FILM', () => {
  it('the loudness of a film is measured by default, and not with --no-loudness', async () => {
    assert.equal((await run('film.mp4', '--samples', '4', '-o', 'loud.json')).exitCode, 0);
    assert.equal((await run('film.mp4', '--samples', '4', '--no-loudness', '-o', 'quick.json')).exitCode, 0);
    const [loud, quick] = [read('loud.json'), read('quick.json')];
    assert.ok(loud.columns.every(({ sound }) => sound && Math.abs(sound.lufs + 23.01) < 0.5));
    assert.deepEqual(loud.film.sound, { codec: 'aac', channels: 1, sampleRate: 48_000 });
    assert.deepEqual(
      quick.columns,
      loud.columns.map(({ sound, ...column }) => column),
    );
    assert.ok(!('sound' in quick.film));
  });

  it('--no-loudness is refused for a fingerprint', async () => {
    await run('film.mp4', '--samples', '2', '-o', 'given.json');
    const { exitCode, stderr } = await run('given.json', '--no-loudness', '-o', 'given.svg');
    assert.equal(exitCode, 2);
    assert.match(stderr, /--no-loudness: says how a film is read, but given\.json is a fingerprint/);
  });
});
