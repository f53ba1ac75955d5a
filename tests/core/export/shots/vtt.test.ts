import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shotsToChapters, shotsToThumbnails } from '#core/export/index';
import type { Shot } from '#core/fingerprint/index';
import { filmOfShots } from '../../../support/films/shot-recipes.ts';

/** A timestamp with hours, which every player reads. */
const TIME = String.raw`(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})`;
const TIMING = new RegExp(`^${TIME} --> ${TIME}$`);

/**
 * Read a track as the WebVTT specification says: a signature, then blocks with an empty line before
 * each; in ours a line of times and a line of text.
 *
 * @see https://www.w3.org/TR/webvtt1/#file-structure
 */
function readVtt(text: string) {
  const [signature, ...blocks] = text.split('\n\n');
  assert.equal(signature, 'WEBVTT');
  let last = 0;
  return blocks.map((block) => {
    const [timing, payload, ...rest] = block.trimEnd().split('\n');
    assert.deepEqual(rest, []);
    const match = TIMING.exec(timing!);
    assert.ok(match !== null, timing);
    const [from, to] = [match.slice(1, 5), match.slice(5)].map(
      ([h, m, s, ms]) => Number(h) * 3_600_000 + Number(m) * 60_000 + Number(s) * 1000 + Number(ms),
    ) as [number, number];
    assert.ok(from >= last && to > from, timing);
    last = from;
    // Character references are the only use of these.
    assert.doesNotMatch(payload!, /<|>|&(?!(?:amp|lt|gt);)/);
    const plain = payload!.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    return { from, to, text: plain };
  });
}

const milliseconds = ({ from, to }: Pick<Shot, 'from' | 'to'>) => [Math.round(from * 1000), Math.round(to * 1000)];

const fingerprint = filmOfShots(undefined, { rate: [24000, 1001] });

describe('shotsToChapters', () => {
  it('writes a chapter a shot, named after its colours', () => {
    const cues = readVtt(shotsToChapters(fingerprint));
    assert.deepEqual(
      cues.map(({ from, to }) => [from, to]),
      fingerprint.shots!.map(milliseconds),
    );
    assert.equal(cues[2]!.text, 'Shot 3: red 57 %, sand 14 %, purplish black 29 %');
    assert.equal(cues[7]!.text, 'Shot 8');
  });

  it('writes a chapter a scene', () => {
    const [first, second, third] = readVtt(shotsToChapters(fingerprint, { chapters: 'scenes' }));
    const shots = fingerprint.shots!;
    assert.deepEqual(
      [first, second, third].map((cue) => [cue!.text, cue!.from, cue!.to]),
      [
        ['Scene 1', 0, Math.round(shots[2]!.to * 1000)],
        ['Scene 2', Math.round(shots[3]!.from * 1000), Math.round(shots[4]!.to * 1000)],
        ['Scene 3', Math.round(shots[5]!.from * 1000), Math.round(shots[8]!.to * 1000)],
      ],
    );
  });

  it('adds up equal names, and leaves out less than one percent', () => {
    const film = filmOfShots([{ frames: 24 }]);
    const [shot] = film.shots!;
    const swatches = [
      { color: '#c8322b', share: 0.6 },
      { color: '#c7322b', share: 0.395 },
      { color: '#2b4a8c', share: 0.005 },
    ];
    assert.equal(readVtt(shotsToChapters({ ...film, shots: [{ ...shot!, swatches }] }))[0]!.text, 'Shot 1: red 100 %');
  });

  it('writes more than a hundred hours', () => {
    const film = filmOfShots([{ frames: 9_000_000 }, { frames: 24 }]);
    assert.equal(readVtt(shotsToChapters(film))[1]!.from, 375_000_000);
  });
});

describe('shotsToThumbnails', () => {
  it('writes a cue for each tile, with its rectangle of the sprite', () => {
    const tiles = [
      { shot: 1, x: 0, y: 0, width: 160, height: 90 },
      { shot: 4, x: 160, y: 90, width: 160, height: 90 },
    ];
    const cues = readVtt(shotsToThumbnails(fingerprint, 'a%20film.thumbnails.jpg', tiles));
    assert.deepEqual(
      cues.map(({ from, to }) => [from, to]),
      [fingerprint.shots![1]!, fingerprint.shots![4]!].map(milliseconds),
    );
    assert.deepEqual(
      cues.map(({ text }) => /^(.+)#xywh=(\d+),(\d+),(\d+),(\d+)$/.exec(text)!.slice(1)),
      [
        ['a%20film.thumbnails.jpg', '0', '0', '160', '90'],
        ['a%20film.thumbnails.jpg', '160', '90', '160', '90'],
      ],
    );
  });
});
