import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createEditList, findEdlWarnings, findRateWarnings, shotsToEdl } from '#core/export/index';
import type { Fingerprint } from '#core/fingerprint/index';
import { OptionError } from '#core/options/index';
import fc from '../../../support/fast-check.ts';
import { anyShots, EVERY_KIND, filmOfShots } from '../../../support/films/shot-recipes.ts';
import { smallFingerprint } from '../../../support/fingerprints/small-fingerprint.ts';

/** One line of an event. */
interface Line {
  readonly event: number;
  readonly reel: string;
  readonly type: string;
  readonly over: number | null;
  readonly sourceIn: string;
  readonly sourceOut: string;
  readonly recordIn: string;
  readonly recordOut: string;
}

/**
 * Read a list as its description says: event, reel, channel, type of edit, duration of a transition,
 * then in and out of source and record, in columns of fixed width.
 */
function readEdl(text: string) {
  const [title, mode, blank, ...rest] = text.trimEnd().split('\n');
  assert.match(title!, /^TITLE: .{1,70}$/);
  assert.match(mode!, /^FCM: (?:NON-)?DROP FRAME$/);
  assert.equal(blank, '');
  const lines: Line[] = [];
  const comments: string[] = [];
  for (const row of rest) {
    if (row.startsWith('* ')) {
      comments.push(row.slice(2));
      continue;
    }
    assert.match(row.slice(0, 5), /^\d{3} {2}$|^\d{4} $/);
    assert.match(row.slice(5, 13), /^[A-Z0-9]+ *$/);
    assert.equal(row.slice(13, 20), ' V     ');
    const [type, over] = [row.slice(20, 24).trim(), row.slice(25, 28).trim()];
    assert.match(type, /^(?:C|D|W\d{3})$/);
    const times = row.slice(29).split(' ');
    assert.equal(times.length, 4);
    for (const time of times) assert.match(time, /^\d\d:\d\d:\d\d[:;]\d\d$/);
    const [sourceIn, sourceOut, recordIn, recordOut] = times as [string, string, string, string];
    const event = { event: Number(row.slice(0, 5)), reel: row.slice(5, 13).trim(), type };
    lines.push({ ...event, over: over === '' ? null : Number(over), sourceIn, sourceOut, recordIn, recordOut });
  }
  return { title: title!.slice(7), isDropFrame: mode === 'FCM: DROP FRAME', lines, comments };
}

/** Count frames up to a timecode as a clock does, one after another, leaving out dropped numbers. */
function createCounter(timebase: number, isDropFrame: boolean): (timecode: string) => number {
  const places = new Map<string, number>();
  const two = (value: number) => String(value).padStart(2, '0');
  let frame = 0;
  for (let minute = 0; minute < 20; minute++) {
    for (let second = 0; second < 60; second++) {
      for (let number = 0; number < timebase; number++) {
        if (isDropFrame && second === 0 && number < timebase / 15 && minute % 10 !== 0) continue;
        const time = `${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second)}`;
        places.set(`${time}${isDropFrame ? ';' : ':'}${two(number)}`, frame++);
      }
    }
  }
  return (timecode) => {
    const place = places.get(timecode);
    assert.ok(place !== undefined, `no such timecode: ${timecode}`);
    return place;
  };
}

/** At 24 frames per second every number of every minute counts. */
const countAt24 = createCounter(24, false);

/** The events of a list: the last line of each number, which is the incoming shot. */
const eventsOf = (lines: readonly Line[]): Line[] =>
  lines.filter(({ event }, i) => lines[i + 1] === undefined || lines[i + 1]!.event !== event);

/** The first frames of shots and the frame after the last one. */
const framesOf = ({ shots }: Fingerprint): [number, number][] =>
  shots!.map(({ fromFrame, toFrame }) => [fromFrame, toFrame]);

describe('shotsToEdl', () => {
  it('writes events that read back to the frames of the shots, OUT exclusive', () => {
    fc.assert(
      fc.property(anyShots, (recipes) => {
        const fingerprint = filmOfShots(recipes);
        const events = eventsOf(readEdl(shotsToEdl(fingerprint)).lines);
        assert.deepEqual(
          events.map(({ recordIn, recordOut }) => [countAt24(recordIn), countAt24(recordOut)]),
          framesOf(fingerprint),
        );
        assert.deepEqual(
          events.map(({ event }) => event),
          events.map((_, i) => i + 1),
        );
        for (const { reel, sourceIn, sourceOut, recordIn, recordOut } of events) {
          assert.equal(countAt24(sourceOut) - countAt24(sourceIn), countAt24(recordOut) - countAt24(recordIn));
          if (reel !== 'BL') assert.equal(sourceIn, recordIn);
        }
      }),
    );
  });

  it('writes cuts, dissolves, wipes, and fades from and to black', () => {
    const { title, lines, comments } = readEdl(shotsToEdl(filmOfShots()));
    assert.equal(title, 'Imagined');
    assert.deepEqual(
      lines.map(({ event, reel, type, over, recordIn }) => [event, reel, type, over, countAt24(recordIn)]),
      [
        [1, 'BL', 'C', null, 0],
        [2, 'BL', 'C', null, 24],
        [2, 'IMAGINED', 'D', 24, 24],
        [3, 'IMAGINED', 'C', null, 124],
        [4, 'IMAGINED', 'C', null, 174],
        [4, 'IMAGINED', 'D', 30, 174],
        [5, 'IMAGINED', 'C', null, 294],
        [5, 'BL', 'D', 20, 294],
        [6, 'BL', 'C', null, 354],
        [6, 'IMAGINED', 'D', 15, 354],
        [7, 'IMAGINED', 'C', null, 429],
        [7, 'IMAGINED', 'W001', 12, 429],
        [8, 'IMAGINED', 'C', null, 477],
        [8, 'IMAGINED', 'D', 10, 477],
        [9, 'IMAGINED', 'C', null, 517],
      ],
    );
    const black = lines[0]!;
    assert.deepEqual([black.sourceIn, black.sourceOut], ['00:00:00:00', '00:00:01:00']);
    // The outgoing source of a transition has no length.
    assert.equal(lines[4]!.recordIn, lines[4]!.recordOut);
    assert.deepEqual(comments.filter((comment) => comment.startsWith('FROM') || comment.startsWith('TO')).slice(0, 4), [
      'TO CLIP NAME: imagined.mkv',
      'FROM CLIP NAME: imagined.mkv',
      'FROM CLIP NAME: imagined.mkv',
      'TO CLIP NAME: imagined.mkv',
    ]);
    assert.ok(comments.includes('SHOT 3: red 57 %, sand 14 %, purplish black 29 %'));
    assert.ok(comments.includes('SHOT 5: black 100 % (fade-out)'));
  });

  it('writes fades to white as dissolves of the film', () => {
    const white = EVERY_KIND.map((recipe) => (recipe.kind === 'fade-out' ? { ...recipe, lightness: 0.98 } : recipe));
    const { lines } = readEdl(shotsToEdl(filmOfShots(white)));
    assert.deepEqual(
      lines.filter(({ event }) => event === 5 || event === 6).map(({ reel }) => reel),
      ['IMAGINED', 'IMAGINED', 'IMAGINED', 'IMAGINED'],
    );
  });

  it('does not drift from its timecode over two hours of 23.976', () => {
    const hours = { frames: 2 * 3600 * 24 };
    const { lines, isDropFrame } = readEdl(shotsToEdl(filmOfShots([hours, { frames: 5 }], { rate: [24000, 1001] })));
    assert.equal(isDropFrame, false);
    assert.deepEqual([lines[1]!.recordIn, lines[1]!.recordOut], ['02:00:00:00', '02:00:00:05']);
  });

  it('takes an average rate that a container rounded for the standard one', () => {
    const timeOf = (frame: number) => (frame * 1001) / 24000;
    const film = filmOfShots([{ frames: 170_000 }, { frames: 24 }], { rate: [719, 30], timeOf });
    const list = createEditList(film, {});
    assert.deepEqual(list.editRate, { rate: { num: 24000, den: 1001 }, timebase: 24, isNtsc: true });
    assert.deepEqual(findRateWarnings(list), []);
  });

  for (const [rate, timebase] of [
    [[30000, 1001], 30],
    [[60000, 1001], 60],
  ] as const) {
    it(`counts ${(rate[0] / rate[1]).toFixed(2)} with drop frame`, () => {
      const count = createCounter(timebase, true);
      // Each frame around the first and the tenth minute, and places in between.
      const minute = timebase * 60;
      const frames = Array.from({ length: 20 }, () => 1);
      const lengths = [
        minute - 10,
        ...frames,
        9 * minute - 50,
        ...frames,
        ...frames,
        minute - 40,
        ...frames,
        minute + 7,
      ];
      const fingerprint = filmOfShots(
        lengths.map((length) => ({ frames: length })),
        { rate },
      );
      const { lines, isDropFrame } = readEdl(shotsToEdl(fingerprint));
      assert.equal(isDropFrame, true);
      assert.deepEqual(
        lines.map(({ recordIn, recordOut }) => [count(recordIn), count(recordOut)]),
        framesOf(fingerprint),
      );
    });
  }

  it('begins at the given timecode, with or without drop frame', () => {
    const film = filmOfShots([{ frames: 1800 }, { frames: 30 }], { rate: [30000, 1001] });
    const timesOf = (startTimecode: string) =>
      readEdl(shotsToEdl(film, { startTimecode })).lines.map(({ sourceIn, recordIn }) => [sourceIn, recordIn]);
    assert.deepEqual(timesOf('01:00:00:00'), [
      ['01:00:00:00', '01:00:00:00'],
      ['01:01:00:00', '01:01:00:00'],
    ]);
    assert.deepEqual(timesOf('01:00:00;00'), [
      ['01:00:00;00', '01:00:00;00'],
      ['01:01:00;02', '01:01:00;02'],
    ]);
    assert.deepEqual(timesOf('00:01:00;02')[1], ['00:02:00;04', '00:02:00;04']);
  });

  it('refuses timecodes that do not exist at the rate of the film', () => {
    const film = (rate: readonly [number, number]) => filmOfShots(EVERY_KIND, { rate });
    const refuse = (rate: readonly [number, number], startTimecode: string, problem: RegExp) =>
      assert.throws(
        () => shotsToEdl(film(rate), { startTimecode }),
        (error) => error instanceof OptionError && error.option === 'startTimecode' && problem.test(error.problem),
      );
    refuse([24, 1], '01:00:00;00', /only 29\.97 and 59\.94/);
    refuse([24, 1], '00:00:00:24', /a second has 24 frames/);
    refuse([30000, 1001], '00:01:00;01', /drop frame leaves it out/);
    refuse([25, 1], '1:00', /expected a timecode/);
    refuse([25, 1], '24:00:00:00', /expected a timecode/);
    assert.doesNotThrow(() => shotsToEdl(film([30000, 1001]), { startTimecode: '00:10:00;00' }));
  });

  it('names the reel after the file: eight characters, none with a meaning of its own', () => {
    const reelOf = (name: string) => readEdl(shotsToEdl(filmOfShots([{ frames: 9 }], { name }))).lines[0]!.reel;
    assert.equal(reelOf('The Third Man (1949).mkv'), 'THETHIRD');
    assert.equal(reelOf('Amélie_2001.mkv'), 'AMELIE20');
    assert.equal(reelOf('bl.mkv'), 'RBL');
    assert.equal(reelOf('ax.mp4'), 'RAX');
    assert.equal(reelOf('千と千尋.mkv'), 'FILM');
  });

  it('keeps a title with line breaks on one line', () => {
    const film = filmOfShots([{ frames: 9 }], { title: `Two\nlines ${'x'.repeat(90)}` });
    assert.match(readEdl(shotsToEdl(film)).title, /^Two lines x{60}$/);
  });

  it('numbers a thousand events, shortens transitions over 255 frames, and warns of both', () => {
    const many = filmOfShots(Array.from({ length: 1000 }, () => ({ frames: 2 })));
    assert.equal(readEdl(shotsToEdl(many)).lines.at(-1)!.event, 1000);
    assert.match(findEdlWarnings(createEditList(many, {}))[0]!, /^1000 shots: CMX 3600 numbers events up to 999/);
    const slow = filmOfShots([{ frames: 24 }, { frames: 900, kind: 'dissolve', over: 300 }]);
    assert.equal(readEdl(shotsToEdl(slow)).lines.at(-1)!.over, 255);
    assert.match(findEdlWarnings(createEditList(slow, {}))[0]!, /over 255 frames are shortened/);
    assert.deepEqual(findEdlWarnings(createEditList(filmOfShots(), {})), []);
  });

  it('warns where frames are not evenly spaced', () => {
    const warningsOf = (timeOf?: (frame: number) => number) =>
      findRateWarnings(createEditList(filmOfShots(EVERY_KIND, timeOf && { timeOf }), {}));
    assert.deepEqual(warningsOf(), []);
    // A container with milliseconds.
    assert.deepEqual(
      warningsOf((frame) => Math.round((frame * 1000) / 24) / 1000),
      [],
    );
    // A last frame of double length.
    assert.deepEqual(
      warningsOf((frame) => (frame === 518 ? 519 : frame) / 24),
      [],
    );
    assert.equal(warningsOf((frame) => (frame === 518 ? 530 : frame) / 24).length, 1);
    const [warning] = warningsOf((frame) => (frame < 100 ? frame / 24 : frame / 24 + 2.5));
    assert.match(warning!, /count them at 24 per second, .* by up to 2\.5 s$/);
  });

  it('warns of a rate that timecode cannot count', () => {
    const list = createEditList(filmOfShots(EVERY_KIND, { rate: [29, 4] }), {});
    assert.equal(list.editRate.timebase, 7);
    assert.deepEqual(findRateWarnings(list), [
      "the film has 7.25 frames per second on average: timecode in .edl, .otio and .xml counts 7, so its times differ from the film's",
    ]);
  });

  it('refuses a fingerprint without shots, and says how to make one', () => {
    assert.throws(() => shotsToEdl(smallFingerprint()), {
      code: 'lacks-data',
      message: 'this fingerprint has no shots: recreate it from the film, with --shots',
    });
  });
});
