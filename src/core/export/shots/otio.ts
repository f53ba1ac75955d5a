import { type ColorFamily, nameColor } from '../../color/index.ts';
import type { Fingerprint, TransitionKind } from '../../fingerprint/index.ts';
import { createEditList, type EditList, type EditListOptions } from './edit-list.ts';
import { fpsOf } from './edit-rate.ts';
import { describeShotColors, type NamedShot } from './named-shot.ts';

/** The colours that OpenTimelineIO names for markers and that a family of our names comes to. */
const MARKER_COLORS: Readonly<Record<ColorFamily, string>> = {
  black: 'BLACK',
  grey: 'WHITE',
  white: 'WHITE',
  red: 'RED',
  pink: 'PINK',
  orange: 'ORANGE',
  brown: 'ORANGE',
  yellow: 'YELLOW',
  green: 'GREEN',
  turquoise: 'CYAN',
  blue: 'BLUE',
  purple: 'PURPLE',
};

/**
 * Transitions of the film are part of its pictures: between two clips of one film that follow each
 * other, a dissolve shows the film unchanged. A custom transition is left to the program.
 */
const TRANSITION_TYPES: Readonly<Record<TransitionKind, string>> = {
  cut: 'SMPTE_Dissolve',
  dissolve: 'SMPTE_Dissolve',
  'fade-in': 'SMPTE_Dissolve',
  'fade-out': 'SMPTE_Dissolve',
  wipe: 'Custom_Transition',
  other: 'Custom_Transition',
};

/**
 * Write shots as OpenTimelineIO: a timeline of one video track, one clip a shot, with transitions
 * between them. Each clip has a marker in the colour nearest to the shot's main one, with the
 * colours in words; `metadata.chromatheque` has figures, colours and measures.
 *
 * @throws {RenderError} `lacks-data` if the shots were not detected.
 * @throws {OptionError} for a timecode that does not exist at the rate of the film.
 * @see https://opentimelineio.readthedocs.io/en/latest/tutorials/otio-file-format-specification.html
 */
export function shotsToOtio(fingerprint: Fingerprint, options: EditListOptions = {}): string {
  const list = createEditList(fingerprint, options);
  const { film, tool } = fingerprint;
  const track = {
    OTIO_SCHEMA: 'Track.1',
    ...itemFields('Shots'),
    kind: 'Video',
    children: list.shots.flatMap((shot) => {
      const clip = describeClip(list, shot);
      return shot.transitionFrames === 0 ? [clip] : [describeTransition(list, shot), clip];
    }),
  };
  const timeline = {
    OTIO_SCHEMA: 'Timeline.1',
    name: list.title,
    metadata: { chromatheque: { version: tool.version, film: film.name, id: film.id } },
    global_start_time: describeTime(list, list.clock.startFrame + list.shots[0]!.fromFrame),
    tracks: { OTIO_SCHEMA: 'Stack.1', ...itemFields('tracks'), children: [track] },
  };
  return `${JSON.stringify(timeline, null, 2)}\n`;
}

/** Fields of every item, without a part of its own. */
const itemFields = (name: string) => ({
  name,
  metadata: {},
  source_range: null as unknown,
  effects: [],
  markers: [] as unknown[],
  enabled: true,
});

const describeTime = ({ editRate }: EditList, frames: number) => ({
  OTIO_SCHEMA: 'RationalTime.1',
  rate: fpsOf(editRate),
  value: frames,
});

const describeRange = (list: EditList, start: number, duration: number) => ({
  OTIO_SCHEMA: 'TimeRange.1',
  start_time: describeTime(list, start),
  duration: describeTime(list, duration),
});

function describeClip(list: EditList, shot: NamedShot) {
  const { clock, fileName, url, filmFrames } = list;
  const start = clock.startFrame + shot.fromFrame;
  const { number, scene, isBlank, transition, swatches, measures } = shot;
  return {
    OTIO_SCHEMA: 'Clip.2',
    ...itemFields(`Shot ${number}`),
    metadata: { chromatheque: { number, scene: scene + 1, isBlank, transition, swatches, measures } },
    source_range: describeRange(list, start, shot.frames),
    markers: describeMarkers(list, shot, start),
    media_references: {
      DEFAULT_MEDIA: {
        OTIO_SCHEMA: 'ExternalReference.1',
        name: fileName,
        metadata: {},
        available_range: describeRange(list, clock.startFrame, filmFrames),
        available_image_bounds: null,
        target_url: url,
      },
    },
    active_media_reference_key: 'DEFAULT_MEDIA',
  };
}

/** A marker at the first frame of the clip; none for a shot without colours. */
function describeMarkers(list: EditList, { colors, number }: NamedShot, start: number) {
  const [main] = colors;
  if (main === undefined) return [];
  return [
    {
      OTIO_SCHEMA: 'Marker.2',
      name: `Shot ${number}: ${main.name}`,
      metadata: { chromatheque: { color: main.color } },
      color: findMarkerColor(main.color),
      comment: describeShotColors(colors),
      marked_range: describeRange(list, start, 1),
    },
  ];
}

/** Find the marker colour of OpenTimelineIO that comes nearest to a colour. */
function findMarkerColor(color: string): string {
  const { name, family } = nameColor(color);
  // The format has no grey.
  if (family === 'grey' && /dark|charcoal/.test(name)) return 'BLACK';
  return MARKER_COLORS[family];
}

/** A transition begins where its shot begins: it takes frames after the cut from both clips. */
const describeTransition = (list: EditList, { transition, transitionFrames }: NamedShot) => ({
  OTIO_SCHEMA: 'Transition.1',
  name: transition!.kind,
  metadata: { chromatheque: { kind: transition!.kind } },
  transition_type: TRANSITION_TYPES[transition!.kind],
  in_offset: describeTime(list, 0),
  out_offset: describeTime(list, transitionFrames),
});
