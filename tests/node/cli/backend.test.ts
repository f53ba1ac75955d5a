import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Fingerprint } from '#node/app/internal';
import { makeFilm } from '../../support/films/make-film.ts';
import { validateFingerprint } from '../../support/fingerprints/validate-fingerprint.ts';
import { runCli } from '../../support/processes/run-cli.ts';
import { runInFolder } from '../../support/processes/run-in-process.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const paint = (frame: number, x: number, y: number) => [40 + frame + ((x * y) % 60), 100 + (x % 50), 160] as const;
// Two groups of pictures: FFmpeg starts for each.
makeFilm({ path: join(folder, 'film.mp4'), frames: 60, width: 160, height: 90, paint, bFrames: 3, gop: 30 });

const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Fingerprint;
const GIVEN = ['film.mp4', '--quiet', '--jobs', '1'];
const runHere = (args: readonly string[]) => runInFolder(folder, [...GIVEN, '--samples', '20', ...args]);
/** Skip bars: they are measured in many frames, and FFmpeg starts for each. */
const run = (args: readonly string[], env: NodeJS.ProcessEnv) =>
  runCli([...GIVEN, '--samples', '2', '--crop', 'none', ...args], { cwd: folder, env });

/** An environment in which no process finds node-av. */
const HOOK = `export const resolve = (name, context, next) => name.startsWith('node-av')
  ? Promise.reject(Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' })) : next(name, context)`;
const REGISTER = `import { register } from 'node:module'; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(HOOK)}`)})`;
const WITHOUT_LIBAV = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(REGISTER)}` };
const WITHOUT_FFMPEG = { PATH: folder };

describe('The options --backend and --hwaccel', () => {
  it('--backend ffmpeg gives the fingerprint of libav, except for the name of the backend', {
    skip: FFMPEG_SKIP,
  }, async () => {
    for (const backend of ['libav', 'ffmpeg']) {
      assert.equal((await runHere(['--backend', backend, '-o', `${backend}.json`])).exitCode, 0);
    }
    const [libav, ffmpeg] = [read('libav.json'), read('ffmpeg.json')];
    validateFingerprint(ffmpeg);
    assert.equal(libav.sampling.backend.name, 'libav');
    assert.equal(ffmpeg.sampling.backend.name, 'ffmpeg');
    assert.match(ffmpeg.sampling.backend.version, /\d/);
    assert.deepEqual({ ...ffmpeg, sampling: { ...ffmpeg.sampling, backend: libav.sampling.backend } }, libav);
  });

  it("the system's FFmpeg is the default backend if node-av is not installed", { skip: FFMPEG_SKIP }, async () => {
    const { exitCode, stderr } = await run(['-o', 'alone.json'], WITHOUT_LIBAV);
    assert.equal(exitCode, 0, stderr);
    assert.equal(read('alone.json').sampling.backend.name, 'ffmpeg');
  });

  it('node-av is the backend if it is installed and FFmpeg is not', async () => {
    const { exitCode, stderr } = await run(['-o', 'binding.json'], WITHOUT_FFMPEG);
    assert.equal(exitCode, 0, stderr);
    assert.equal(read('binding.json').sampling.backend.name, 'libav');
  });

  it('a missing backend exits with 69 and prints the commands that install it', async () => {
    const both = await run(['-o', 'x.json'], { ...WITHOUT_LIBAV, ...WITHOUT_FFMPEG });
    assert.equal(both.exitCode, 69);
    assert.match(both.stderr, /no film decoder is installed; run: npm install node-av, or install FFmpeg/);
    const libav = await run(['-o', 'x.json', '--backend', 'libav'], WITHOUT_LIBAV);
    assert.equal(libav.exitCode, 69);
    assert.match(libav.stderr, /npm install node-av/);
    const ffmpeg = await run(['-o', 'x.json', '--backend', 'ffmpeg'], WITHOUT_FFMPEG);
    assert.equal(ffmpeg.exitCode, 69);
    assert.match(ffmpeg.stderr, /ffmpeg and ffprobe are not in the PATH; install FFmpeg/);
  });

  it('--hwaccel falls back to software with a warning if the hardware fails', { skip: FFMPEG_SKIP }, async () => {
    const { exitCode, stderr } = await runHere([
      '-o',
      'hardware.json',
      '--samples',
      '2',
      '--crop',
      'none',
      '--hwaccel',
      'nosuch',
    ]);
    assert.equal(exitCode, 0, stderr);
    assert.match(stderr, /warning: hardware decoding with nosuch does not work here .* decoded in software/);
    const { backend, missing } = read('hardware.json').sampling;
    assert.equal(missing, 0);
    assert.deepEqual([backend.name, backend.hwaccel], ['ffmpeg', undefined]);
  });

  const wrong: readonly [args: readonly string[], line: RegExp][] = [
    [['--backend', 'vlc'], /--backend: expected auto, libav or ffmpeg, got "vlc"/],
    [['--hwaccel', ''], /--hwaccel: expected a name that .* lists, got ""/],
    [['--hwaccel', 'cuda', '--backend', 'libav'], /--hwaccel: expected the backend ffmpeg/],
  ];
  for (const [args, line] of wrong) {
    it(`wrong backend options are refused: ${args.join(' ')}`, async () => {
      const { exitCode, stderr } = await runInFolder(folder, ['film.mp4', ...args, '-o', 'x.json']);
      assert.equal(exitCode, 2);
      assert.match(stderr, line);
    });
  }
});
