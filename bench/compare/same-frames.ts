/**
 * Where an edit cuts inside a picture that does not move, the cut may be earlier or later without any visible
 * change: from a title card that stands for three seconds, a second is missing, but not a certain one.
 */
import { spawnSync } from 'node:child_process';

/** Cells of a picture whose mean colours are compared. */
const WIDTH = 32;
const HEIGHT = 18;
const CELL = 3 * WIDTH * HEIGHT;
/** Codes by which no channel of any cell differs in two frames that look the same. */
const MAX_CODES = 2;

/** By how many seconds of A a cut can be moved so that all frames of the edit look the same. */
export interface Slide {
  readonly back: number;
  readonly forward: number;
}

export const NO_SLIDE: Slide = { back: 0, forward: 0 };

/** Tells whether two frames of a film look the same. */
export type FrameComparison = (one: number, other: number) => boolean;

const read = new Map<string, Uint8Array>();

/** Read the frames of a small film, once. */
export function createFrameComparison(film: string): FrameComparison {
  const cells = read.get(film) ?? readCells(film);
  read.set(film, cells);
  return (one, other) => {
    if (Math.min(one, other) < 0 || CELL * (Math.max(one, other) + 1) > cells.length) return false;
    for (let i = 0; i < CELL; i++) {
      if (Math.abs(cells[CELL * one + i]! - cells[CELL * other + i]!) > MAX_CODES) return false;
    }
    return true;
  };
}

function readCells(film: string): Uint8Array {
  const { status, stdout, stderr } = spawnSync(
    'ffmpeg',
    [
      '-v',
      'error',
      '-i',
      film,
      '-vf',
      `scale=${WIDTH}:${HEIGHT}:flags=area`,
      '-pix_fmt',
      'rgb24',
      '-f',
      'rawvideo',
      '-',
    ],
    { maxBuffer: 1 << 28 },
  );
  if (status !== 0) throw new Error(`ffmpeg could not read ${film}: ${stderr}`);
  return stdout;
}

/**
 * Measure how far a cut can be moved.
 *
 * @param part frames before the cut.
 * @param next the first frame after it.
 * @param frame seconds.
 */
export function measureSlide(
  isSame: FrameComparison,
  [from, to]: readonly [number, number],
  next: number,
  frame: number,
): Slide {
  let forward = 0;
  while (isSame(to + forward, next + forward)) forward++;
  let back = 0;
  while (to - back > from && isSame(to - back - 1, next - back - 1)) back++;
  return { back: back * frame, forward: forward * frame };
}
