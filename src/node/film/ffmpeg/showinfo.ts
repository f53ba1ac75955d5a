import type { ColorTags } from '../../../core/frame/index.ts';
import { readColorNames } from '../formats/color-codes.ts';

/** The output of FFmpeg's `showinfo` filter for a frame. */
export interface ShownInfo {
  /** Ticks of the filter's time base; NaN if the frame has no time. */
  readonly pts: number;
  readonly format: string;
  readonly width: number;
  readonly height: number;
  /** Whether its rows are two fields. */
  readonly isInterlaced: boolean;
  readonly pixelAspect: { readonly num: number; readonly den: number };
  /**
   * The counterclockwise rotation of its display matrix, degrees; null without a matrix. FFmpeg
   * does not print whether the matrix mirrors.
   */
  readonly turn: number | null;
  readonly tags: ColorTags;
}

/** The filter's name in the log, to recognise its lines. */
export const SHOWINFO: string = 'showinfo@frames';

const PREFIX = new RegExp(`^\\[${SHOWINFO} @ \\w+\\] \\[info\\] ?`);

/**
 * Parse the output of `showinfo` by line: a line with time, format and size begins a frame, a line
 * with its colours ends it.
 *
 * @param onFrame called for each frame, in order.
 */
export function createShowinfoReader(onFrame: (info: ShownInfo) => void): (line: string) => void {
  let begun: Omit<ShownInfo, 'tags'> | undefined;
  return (line) => {
    const prefix = PREFIX.exec(line);
    if (prefix === null) return;
    const text = line.slice(prefix[0].length);
    const frame = /^n: *\d+ pts: *(-?\d+|NOPTS) .*\bfmt:(\S+) .*?\bsar:(\d+)\/(\d+) s:(\d+)x(\d+) i:(\w)/.exec(text);
    if (frame !== null) {
      const [, pts, format, num, den, width, height, fields] = frame;
      begun = {
        pts: pts === 'NOPTS' ? Number.NaN : Number(pts),
        format: format!,
        width: Number(width),
        height: Number(height),
        isInterlaced: fields !== 'P',
        pixelAspect: { num: Number(num), den: Number(den) },
        turn: null,
      };
      return;
    }
    const turn = /displaymatrix: rotation of (-?[\d.]+)/.exec(text);
    if (turn !== null && begun !== undefined) begun = { ...begun, turn: Number(turn[1]) };
    const color = /^color_range:(\S+) color_space:(\S+) color_primaries:(\S+) color_trc:(\S+)/.exec(text);
    if (color === null || begun === undefined) return;
    const [, range, matrix, primaries, transfer] = color;
    onFrame({ ...begun, tags: readColorNames({ range, matrix, primaries, transfer }) });
    begun = undefined;
  };
}
