import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type Fingerprint, serializeFingerprint } from '#core/fingerprint/index';
import { fingerprintFilm } from '#node/app/internal';
import { makeWithFfmpeg } from '../../support/films/ffmpeg-film.ts';
import { validateFingerprint } from '../../support/fingerprints/validate-fingerprint.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { fingerprintAlike } from '../../support/reading/same-for-jobs.ts';
import { shareRunner } from '../../support/reading/shared-runner.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

/** Four scenes of 30 frames. Between the last two is a dissolve of 12 frames. */
const SCENES = [
  'mandelbrot=s=160x90:r=25:start_scale=0.9,trim=end_frame=30',
  'testsrc2=s=160x90:r=25:d=1.2,hue=h=120',
  'gradients=s=160x90:r=25:d=1.68:c0=0x402010:c1=0xf0a040:x0=0:y0=0:x1=160:y1=90:speed=0.01:seed=1',
  'life=s=160x90:r=25:mold=10:ratio=0.1:seed=1:death_color=0x203080:life_color=white,trim=end_frame=42',
];
const GRAPH = `${SCENES.map((scene, i) => `${scene},format=yuv420p,settb=1/25,setpts=N[s${i}]`).join(';')};[s2][s3]xfade=duration=0.48:offset=1.2[d];[s0][s1][d]concat=n=3`;
const makeFilm = (name: string, coding: string) =>
  makeWithFfmpeg(join(folder, name), ['-filter_complex', GRAPH, ...coding.split(' ')]);

const options = { samples: 20, shots: true };

describe('A fingerprint with shots', { skip: FFMPEG_SKIP }, () => {
  const film = makeFilm('film.mp4', '-c:v libx264 -g 20 -bf 2');

  let fingerprint: Fingerprint;

  it('a fingerprint with shots has the same bytes for any number of processes', async () => {
    fingerprint = await fingerprintAlike(film, options);
  });

  it('shots have the frames of their cuts, and a dissolve has its first and last frame', async () => {
    validateFingerprint(JSON.parse(serializeFingerprint(fingerprint)));
    const shots = fingerprint.shots!;
    assert.deepEqual(
      shots.slice(0, 3).map(({ fromFrame, transition }) => [fromFrame, transition?.kind]),
      [
        [0, undefined],
        [30, 'cut'],
        [60, 'cut'],
      ],
    );
    assert.equal(shots.length, 4);
    const { kind, fromFrame, toFrame } = shots[3]!.transition!;
    assert.equal(kind, 'dissolve');
    assert.ok(Math.abs(fromFrame - 90) <= 4, `begins at ${fromFrame}`);
    assert.ok(Math.abs(toFrame - 102) <= 4, `ends at ${toFrame}`);
    for (const [i, { frameTime, from, to, swatches }] of shots.entries()) {
      assert.ok(from <= frameTime! && frameTime! < to, `shot ${i} has a frame`);
      assert.ok(swatches.length > 0);
    }
    assert.deepEqual(
      fingerprint.pictures!.shots!.map(({ shot }) => shot),
      [0, 1, 2, 3],
    );
  });

  it('a fingerprint with shots has the columns of a fingerprint without shots', async () => {
    const runner = { runner: shareRunner(1) };
    const { fingerprint: plain } = await fingerprintFilm(film, { samples: 20 }, runner);
    assert.deepEqual(fingerprint.columns, plain.columns);
    assert.deepEqual(fingerprint.palette, plain.palette);
    assert.equal('shots' in plain, false);
  });

  it('a film has the same shots for any number of columns', async () => {
    const runner = { runner: shareRunner(1) };
    const { fingerprint: many } = await fingerprintFilm(film, { ...options, samples: 60 }, runner);
    assert.deepEqual(many.shots, fingerprint.shots);
  });

  it('the shots of a part of a film have its cuts, with frames counted from the start of the film', async () => {
    const part = { ...options, from: 1, to: 3 };
    const { fingerprint } = await fingerprintFilm(film, part, { runner: shareRunner(1) });
    assert.deepEqual(
      fingerprint.shots!.map(({ fromFrame, toFrame }) => [fromFrame, toFrame]),
      [
        [25, 30],
        [30, 60],
        [60, 75],
      ],
    );
  });

  it('the shots of a film with open groups of pictures are the same for any number of processes', async () => {
    const open = makeFilm('open.mkv', '-c:v mpeg2video -q:v 2 -g 6 -bf 2 -flags -cgop');
    const { shots } = await fingerprintAlike(open, options);
    assert.deepEqual(
      shots!.slice(1, 3).map(({ fromFrame }) => fromFrame),
      [30, 60],
    );
  });

  it('the shots of a film without packet times have its cuts', async () => {
    const untimed = makeFilm('untimed.avi', '-c:v mpeg4 -q:v 2 -g 20 -bf 2');
    const { fingerprint } = await fingerprintFilm(untimed, options, { runner: shareRunner(1) });
    for (const [i, frame] of [30, 60].entries()) {
      assert.ok(Math.abs(fingerprint.shots![i + 1]!.fromFrame - frame) <= 1);
    }
  });

  it('shots are refused for a draft, which reads only key frames', async () => {
    const draft = { shots: true, mode: 'draft' } as const;
    const refused = { name: 'OptionError', code: 'wrong-value', option: 'shots' };
    await assert.rejects(fingerprintFilm(film, draft, { runner: shareRunner(1) }), refused);
  });
});
