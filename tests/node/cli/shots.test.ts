import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { parseFingerprint, serializeFingerprint } from '#core/fingerprint/index';
import { makeWithFfmpeg } from '../../support/films/ffmpeg-film.ts';
import { filmOfShots } from '../../support/films/shot-recipes.ts';
import { smallFingerprint } from '../../support/fingerprints/small-fingerprint.ts';
import { runInFolder } from '../../support/processes/run-in-process.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const put = (name: string, content: string) => writeFileSync(join(folder, name), content);
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const run = (...args: readonly string[]) => runInFolder(folder, ['shots', ...args]);

const jpeg = async (background: string) =>
  (
    await sharp({ create: { width: 160, height: 90, channels: 3, background } })
      .jpeg()
      .toBuffer()
  ).toString('base64');
const thumbnails = [
  { shot: 1, jpeg: await jpeg('#2b4a8c') },
  { shot: 3, jpeg: await jpeg('#3d7a45') },
];
put('film.json', serializeFingerprint(filmOfShots(undefined, { thumbnails })));
put('other.json', serializeFingerprint(filmOfShots([{ frames: 24 }], { rate: [30000, 1001] })));
put('uneven.json', serializeFingerprint(filmOfShots(undefined, { timeOf: (frame) => (frame * frame) / 5000 })));
put('uncut.json', serializeFingerprint(smallFingerprint()));

const FORMATS = ['csv', 'edl', 'otio', 'xml', 'vtt', 'eaf', 'jsonld', 'json'];

describe('chromatheque shots', () => {
  it('shots prints a table of shots, and figures for all of them', async () => {
    const { exitCode, stdout, stderr } = await run('film.json');
    assert.deepEqual([exitCode, stderr], [0, '']);
    const [table, sentences] = stdout.split('\n\n');
    assert.deepEqual(table!.split('\n').slice(0, 5), [
      'shot    start      end  length  transition  colours',
      '   1  0:00.00  0:01.00  1.00 s              black',
      '   2  0:01.00  0:05.17  4.17 s  fade-in     deep blue, purplish black',
      '   3  0:05.17  0:07.25  2.08 s  cut         red, sand, purplish black',
      '   4  0:07.25  0:12.25  5.00 s  dissolve    forest green, very dark green',
    ]);
    assert.match(sentences!, /^7 shots in 3 scenes, .*\n2 cuts, 1 dissolve, .*\n$/);
  });

  it('shots --json prints one JSON object per shot', async () => {
    const { exitCode, stdout } = await run('film.json', 'other.json', '--json');
    assert.equal(exitCode, 0);
    const shots = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(shots.map(({ input, number }) => `${input} ${number}`).slice(7), [
      'film.json 8',
      'film.json 9',
      'other.json 1',
    ]);
    const { colors, measures, ...third } = shots[2];
    assert.deepEqual(third, {
      input: 'film.json',
      number: 3,
      scene: 1,
      from: 5.166667,
      to: 7.25,
      fromFrame: 124,
      toFrame: 174,
      isBlank: false,
      transition: { kind: 'cut', fromFrame: 124, toFrame: 124 },
      frameTime: 6.208333,
    });
    assert.deepEqual(
      colors.map(({ color, name }: Record<string, string>) => `${color} ${name}`),
      ['#c8322b red', '#e8c872 sand', '#101018 purplish black'],
    );
    assert.equal(measures.lightness, 0.4);
  });

  it('shots -o writes each format by its extension', async () => {
    const { exitCode, stdout, stderr } = await run('film.json', ...FORMATS.flatMap((name) => ['-o', `out.${name}`]));
    assert.deepEqual([exitCode, stderr], [0, '']);
    assert.deepEqual(
      stdout.trim().split('\n'),
      FORMATS.map((name) => `out.${name}`),
    );
    const starts = {
      csv: 'number,scene,',
      edl: 'TITLE: Imagined\n',
      otio: '{\n  "OTIO_SCHEMA": "Timeline.1"',
      xml: '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE xmeml>',
      vtt: 'WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nShot 1: black',
      eaf: '<?xml version="1.0" encoding="UTF-8"?>\n<ANNOTATION_DOCUMENT',
      jsonld: '{\n  "@context"',
    };
    for (const [name, start] of Object.entries(starts)) assert.ok(read(`out.${name}`).startsWith(start), name);
    assert.deepEqual(parseFingerprint(read('out.json')), parseFingerprint(read('film.json')));
  });

  it('shots writes thumbnails with a sprite, and warns of shots without pictures', async () => {
    const { exitCode, stdout, stderr } = await run('film.json', '-o', 'my film.thumbnails.vtt');
    assert.equal(exitCode, 0);
    assert.deepEqual(stdout.trim().split('\n'), ['my film.thumbnails.jpg', 'my film.thumbnails.vtt']);
    assert.match(stderr, /film\.json: warning: 7 of 9 shots have no picture/);
    const { width, height } = await sharp(join(folder, 'my film.thumbnails.jpg')).metadata();
    assert.deepEqual([width, height], [320, 90]);
    assert.equal(
      read('my film.thumbnails.vtt'),
      'WEBVTT\n\n00:00:01.000 --> 00:00:05.167\nmy%20film.thumbnails.jpg#xywh=0,0,160,90\n\n' +
        '00:00:07.250 --> 00:00:12.250\nmy%20film.thumbnails.jpg#xywh=160,0,160,90\n',
    );
  });

  it('shots refuses thumbnails of a fingerprint without pictures', async () => {
    const { exitCode, stderr } = await run('other.json', '-o', 'other.thumbnails.vtt');
    assert.equal(exitCode, 65);
    assert.match(stderr, /the fingerprint has no pictures of shots/);
    assert.equal(existsSync(join(folder, 'other.thumbnails.vtt')), false);
  });

  it('shots applies --start-timecode and --chapters', async () => {
    await run('other.json', '-o', 'late.edl', '--start-timecode', '01:00:00;00');
    assert.match(read('late.edl'), / 01:00:00;00 01:00:00;24 01:00:00;00 01:00:00;24\n/);
    await run('film.json', '-o', 'scenes.vtt', '--chapters', 'scenes');
    assert.match(read('scenes.vtt'), /\nScene 3\n$/);
  });

  it('shots refuses wrong options before it reads a film', async () => {
    for (const [args, message] of [
      [['none.json', '--start-timecode', '1:2:3'], /--start-timecode: expected a timecode such as 01:00:00:00/],
      [['none.json', '--chapters', 'acts'], /--chapters: expected shots or scenes/],
      [['none.json', '-o', 'film.mp3'], /--output: expected a file ending in \.csv, .* or \.json\.gz, got film\.mp3/],
      [['none.json', '--out-dir', '.', '--format', 'mp3'], /--format: expected one or more of csv, edl/],
      [['none.json', '--json', '-o', 'a.csv'], /--json.* cannot be used with .*--output/],
      [['film.json', '-o', 'film.json'], /would overwrite an input/],
      [['film.json', 'other.json', '-o', 'a.csv'], /--output names the files of one film/],
    ] as const) {
      const { exitCode, stderr } = await run(...args);
      assert.equal(exitCode, 2, args.join(' '));
      assert.match(stderr, message);
    }
    const { exitCode, stderr } = await run('film.json', '-o', 'a.edl', '--start-timecode', '01:00:00;00');
    assert.equal(exitCode, 2);
    assert.match(stderr, /--start-timecode: 01:00:00;00 drops frames, which only 29\.97 and 59\.94 do/);
  });

  it('shots --out-dir writes the files of many films, by default as CSV tables', async () => {
    const { exitCode, stdout } = await run('film.json', 'other.json', '--out-dir', 'lists');
    assert.deepEqual([exitCode, stdout], [0, 'lists/film.csv\nlists/other.csv\n']);
    const several = await run('film.json', 'other.json', '--out-dir', 'lists', '--format', 'edl,otio');
    assert.equal(several.stdout, 'lists/film.edl\nlists/film.otio\nlists/other.edl\nlists/other.otio\n');
  });

  it('shots warns once if frames are not evenly spaced', async () => {
    const { exitCode, stderr } = await run('uneven.json', '-o', 'u.edl', '-o', 'u.otio', '-o', 'u.csv');
    assert.equal(exitCode, 0);
    assert.match(stderr, /^uneven\.json: warning: frames are not evenly spaced: .*\n$/);
  });

  it('shots prints how to make a fingerprint with shots, and continues with the next film', async () => {
    const { exitCode, stdout, stderr } = await run('uncut.json', 'other.json');
    assert.equal(exitCode, 65);
    assert.match(
      stderr,
      /^chromatheque: uncut\.json: this fingerprint has no shots: recreate it from the film, with --shots\n$/,
    );
    assert.match(stdout, /^other\.json:\nshot .*\n.*\n\nOne shot of 0\.8 s\.\n$/);
  });

  it('shots detects the same shots of a film as the main command with --shots', { skip: FFMPEG_SKIP }, async () => {
    const graph =
      'testsrc2=s=160x90:r=25:d=1.2[a];mandelbrot=s=160x90:r=25,trim=end_frame=30[b];' +
      '[a]format=yuv420p[c];[b]format=yuv420p[d];[c][d]concat=n=2';
    makeWithFfmpeg(join(folder, 'cut.mp4'), ['-filter_complex', graph, '-c:v', 'libx264']);
    const film = await run('cut.mp4', '--samples', '10', '--jobs', '1');
    assert.equal(film.exitCode, 0);
    assert.match(film.stdout, /\n {3}2 {2}0:01\.20 {2}0:02\.40 {2}1\.20 s {2}cut /);
    assert.match(film.stderr, /cut\.mp4: 10 columns in/);
    await runInFolder(folder, ['cut.mp4', '--samples', '10', '--shots', '-o', 'cut.json', '--quiet']);
    assert.equal((await run('cut.json')).stdout, film.stdout);
    const { stdout } = await run(
      'cut.mp4',
      '--samples',
      '10',
      '--quiet',
      '-o',
      'cut.thumbnails.vtt',
      '-o',
      'again.json',
    );
    assert.equal(stdout, 'cut.thumbnails.jpg\ncut.thumbnails.vtt\nagain.json\n');
    assert.equal(read('again.json'), read('cut.json'));
  });
});
