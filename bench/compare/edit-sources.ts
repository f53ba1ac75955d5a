/** A film that is edited, or several one after the other. */
export interface EditSource {
  readonly name: string;
  /** Paths in the folder of shared data. */
  readonly files: readonly string[];
  /** Frames per second that all files are converted to. */
  readonly rate: readonly [number, number];
  /** The first frame that is taken, and how many are. */
  readonly firstFrame: number;
  readonly frames: number;
  readonly set: EditSet;
  readonly columns: number;
  readonly edits: number;
}

/**
 * `chosen`: thresholds were chosen with these edits. `held out`: with no edit of these films; their
 * misses were looked at. `fresh`: made when the rules were finished, of held-out films and of clips
 * that had no edits before.
 */
export type EditSet = 'chosen' | 'held out' | 'fresh';

const source = (
  set: EditSet,
  name: string,
  [rate, frames, columns, edits]: readonly [number, number, number, number],
  files: readonly string[] = [`media/${name}`],
  firstFrame = 0,
): EditSource => ({ name, files, rate: [rate, 1], firstFrame, frames, set, columns, edits });

/** One column per three frames. */
const dense = (
  set: EditSet,
  name: string,
  rate: number,
  frames: number,
  files?: readonly string[],
  firstFrame?: number,
): EditSource => source(set, name, [rate, frames, Math.round(frames / 3), 10], files, firstFrame);

const labelled = (set: EditSet, name: string, rate: number, frames: number): EditSource =>
  dense(set, name, rate, frames, [`benchmarks/shots/${name}`]);

/** Trailers with titles, a vlog and a silent film. */
const listHeldOut = (set: EditSet): readonly EditSource[] => [
  labelled(set, 'omni2.mp4', 30, 1800),
  labelled(set, 'omni4.mp4', 30, 1800),
  labelled(set, 'omni6.mp4', 30, 1800),
  labelled(set, 'nosferatu.mp4', 25, 1191),
];

export const SOURCES: readonly EditSource[] = [
  source('chosen', 'agent327_480p.mp4', [24, 5555, 900, 16]),
  source('chosen', 'sintel_trailer_full_480x204_noaudio.mp4', [24, 1252, 500, 24]),
  source('chosen', 'sintel_18s_480p_noaudio.mp4', [25, 450, 200, 10]),
  source('chosen', 'big_buck_bunny_0_30.webm', [24, 720, 300, 14]),
  ...listHeldOut('held out'),
  // A concert, and a camera that does not move.
  labelled('chosen', 'omni8.mp4', 30, 1800),
  dense('chosen', 'one-by-one-person-detection.mp4', 10, 1394),
];

export const FRESH_SOURCES: readonly EditSource[] = [
  ...listHeldOut('fresh'),
  dense('fresh', 'newsreel', 30, 890, ['media/nasa_13013.mp4', 'media/movie-hello.mp4', 'media/cursed-vfr.mp4']),
  // A part of a film that others were chosen with, at three times the columns.
  dense('fresh', 'agent327, middle', 24, 1920, ['media/agent327_480p.mp4'], 1440),
];
