import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shotsToOtio } from '#core/export/index';
import fc from '../../../support/fast-check.ts';
import { anyShots, filmOfShots } from '../../../support/films/shot-recipes.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * Fields of the schemas, as the library's documentation lists them, and `children`, which it leaves
 * out.
 *
 * @see https://opentimelineio.readthedocs.io/en/latest/tutorials/otio-serialized-schema-only-fields.html
 */
const ITEM = ['effects', 'enabled', 'markers', 'metadata', 'name', 'source_range'];
const SCHEMAS: Readonly<Record<string, readonly string[]>> = {
  'Timeline.1': ['global_start_time', 'metadata', 'name', 'tracks'],
  'Stack.1': [...ITEM, 'children'],
  'Track.1': [...ITEM, 'children', 'kind'],
  'Clip.2': [...ITEM, 'active_media_reference_key', 'media_references'],
  'Transition.1': ['in_offset', 'metadata', 'name', 'out_offset', 'transition_type'],
  'Marker.2': ['color', 'comment', 'marked_range', 'metadata', 'name'],
  'ExternalReference.1': ['available_image_bounds', 'available_range', 'metadata', 'name', 'target_url'],
  'TimeRange.1': ['duration', 'start_time'],
  'RationalTime.1': ['rate', 'value'],
};

/** `MarkerColor` of the library. */
const COLORS = 'PINK RED ORANGE YELLOW GREEN CYAN BLUE PURPLE MAGENTA BLACK WHITE'.split(' ');

/** Hold every object of a file against its schema. Metadata is free. */
function checkSchemas(value: unknown): void {
  if (Array.isArray(value)) value.forEach(checkSchemas);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const { OTIO_SCHEMA: schema, ...fields } = value as Json;
  if (schema !== undefined) {
    assert.ok(typeof schema === 'string' && SCHEMAS[schema] !== undefined, String(schema));
    assert.deepEqual(Object.keys(fields).sort(), [...SCHEMAS[schema]].sort(), schema);
  }
  for (const [name, field] of Object.entries(fields)) if (name !== 'metadata') checkSchemas(field);
}

/** A clip where the timeline plays it: frames of the film, and the transition before it. */
interface Placed {
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly over: number;
  readonly type: string | null;
}

/** Play a timeline: clips follow each other, transitions take no time of their own. */
function readOtio(text: string) {
  const timeline = JSON.parse(text);
  assert.equal(timeline.OTIO_SCHEMA, 'Timeline.1');
  checkSchemas(timeline);
  assert.equal(timeline.tracks.children.length, 1);
  const track = timeline.tracks.children[0];
  assert.equal(track.kind, 'Video');
  const { rate } = timeline.global_start_time;
  const frames = (time: { rate: number; value: number }) => {
    assert.equal(time.rate, rate);
    assert.ok(Number.isInteger(time.value));
    return time.value;
  };
  const placed: Placed[] = [];
  const clips: Json[] = [];
  let at = 0;
  let before: Json | null = null;
  for (const child of track.children) {
    if (child.OTIO_SCHEMA === 'Transition.1') {
      assert.equal(before, null, 'two transitions beside each other');
      assert.ok(placed.length > 0, 'a transition without an outgoing clip');
      before = child;
      continue;
    }
    const from = frames(child.source_range.start_time);
    const length = frames(child.source_range.duration);
    const over = before === null ? 0 : frames(before.out_offset as never);
    if (before !== null) {
      assert.equal(frames(before.in_offset as never), 0);
      assert.ok(over > 0 && over <= length, 'a transition longer than its clip');
    }
    const reference = child.media_references[child.active_media_reference_key];
    const start = frames(reference.available_range.start_time);
    assert.ok(from >= start && from + length <= start + frames(reference.available_range.duration));
    placed.push({ from, to: from + length, at, over, type: (before?.transition_type as string) ?? null });
    clips.push(child);
    at += length;
    before = null;
  }
  assert.equal(before, null, 'a transition at the end');
  return {
    name: timeline.name as string,
    rate: rate as number,
    start: frames(timeline.global_start_time),
    placed,
    clips,
  };
}

describe('shotsToOtio', () => {
  it('writes a timeline that plays back as the shots of the film', () => {
    fc.assert(
      fc.property(anyShots, fc.integer({ min: 0, max: 5000 }), (recipes, fromFrame) => {
        const fingerprint = filmOfShots(recipes, { fromFrame });
        const { placed, start } = readOtio(shotsToOtio(fingerprint));
        assert.equal(start, fromFrame);
        assert.deepEqual(
          placed.map(({ from, to, at, over }) => [from, to, at, over]),
          fingerprint.shots!.map((shot) => [
            shot.fromFrame,
            shot.toFrame,
            shot.fromFrame - fromFrame,
            (shot.transition?.toFrame ?? shot.fromFrame) - shot.fromFrame,
          ]),
        );
      }),
    );
  });

  it('names transitions that OpenTimelineIO knows', () => {
    const { placed, clips, name } = readOtio(shotsToOtio(filmOfShots()));
    assert.equal(name, 'Imagined');
    assert.deepEqual(
      placed.map(({ type }) => type),
      [
        null,
        'SMPTE_Dissolve',
        null,
        'SMPTE_Dissolve',
        'SMPTE_Dissolve',
        'SMPTE_Dissolve',
        'Custom_Transition',
        'Custom_Transition',
        null,
      ],
    );
    assert.equal(clips[2]!.name, 'Shot 3');
  });

  it('marks each clip in the colour nearest to its main one', () => {
    const { clips } = readOtio(shotsToOtio(filmOfShots()));
    const markers = clips.map((clip) => (clip.markers as { color: string; comment: string; marked_range: never }[])[0]);
    for (const marker of markers) assert.ok(marker === undefined || COLORS.includes(marker.color));
    assert.deepEqual(
      markers.map((marker) => marker?.color),
      ['BLACK', 'BLUE', 'RED', 'GREEN', 'BLACK', 'YELLOW', 'BLUE', undefined, 'WHITE'],
    );
    assert.equal(markers[2]!.comment, 'red 57 %, sand 14 %, purplish black 29 %');
  });

  it('has a marker colour for every name of a colour', async () => {
    const { COLOR_NAMES } = await import('#core/color/index');
    const recipes = COLOR_NAMES.map(({ colors }) => ({ frames: 1, colors: [colors[0]!] }));
    const { clips } = readOtio(shotsToOtio(filmOfShots(recipes)));
    for (const clip of clips) assert.ok(COLORS.includes((clip.markers as { color: string }[])[0]!.color));
  });

  it('counts frames at the exact rate, from the given timecode', () => {
    const film = filmOfShots([{ frames: 24 }, { frames: 24 }], { rate: [24000, 1001] });
    const { rate, start, placed } = readOtio(shotsToOtio(film, { startTimecode: '01:00:00:00' }));
    assert.equal(rate, 24000 / 1001);
    assert.equal(start, 86_400);
    assert.deepEqual([placed[1]!.from, placed[1]!.to], [86_424, 86_448]);
  });

  it('names the film by a relative URL', () => {
    const { clips } = readOtio(shotsToOtio(filmOfShots([{ frames: 9 }], { name: 'a #1 & é.mkv' })));
    const references = clips[0]!.media_references as { DEFAULT_MEDIA: { target_url: string } };
    const { target_url } = references.DEFAULT_MEDIA;
    assert.equal(new URL(target_url, 'file:///films/').href, 'file:///films/a%20%231%20%26%20%C3%A9.mkv');
  });

  it('keeps the colours, measures and transition of each shot in its metadata', () => {
    const fingerprint = filmOfShots();
    const { clips } = readOtio(shotsToOtio(fingerprint));
    const { transition, swatches, measures } = fingerprint.shots![3]!;
    assert.deepEqual((clips[3]!.metadata as Json).chromatheque, {
      number: 4,
      scene: 2,
      isBlank: false,
      transition,
      swatches,
      measures,
    });
  });
});
