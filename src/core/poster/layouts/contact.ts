import type { Fingerprint } from '../../fingerprint/index.ts';
import { formatClock } from '../../text/index.ts';
import type { Font } from '../../type/index.ts';
import { divideColumns } from '../columns/cells.ts';
import { chooseColumns } from '../columns/columns.ts';
import type { ShownColumn } from '../columns/shown-column.ts';
import { listThumbnails, unpackThumbnail } from '../images/thumbnail-image.ts';
import type { ResolvedOptions } from '../options/options.ts';
import { groupMarks } from '../scene/group-marks.ts';
import type { Bars, Box, EncodedImage, Image, Path } from '../scene/scene.ts';
import { drawFrame } from '../shapes/draw-line.ts';
import { setLine } from '../text/set-line.ts';
import { chooseGrid, type Grid } from './shared/contact-grid.ts';
import { DEFAULT_LAYOUT, type Layout } from './shared/layout.ts';
import { layoutSheet } from './shared/sheet.ts';

/**
 * Height of a frame's palette and the space above it, as shares of the square root of a frame's
 * area.
 */
const PALETTE = 0.075;
const PALETTE_AIR = 0.025;
/**
 * Font size of the timecode, and the distance from the palette to its baseline, as shares of the
 * same.
 */
const SIZE = 0.09;
const BASELINE = 0.13;
/**
 * Width of a frame's edge, which keeps a black frame visible on black. Share of the page's shorter
 * side.
 */
const HAIRLINE = 0.0008;
/** Everything below a frame except the gap to the next row. */
const CAPTION = PALETTE_AIR + PALETTE + BASELINE;

/**
 * A sheet of frames, evenly spread over the film, each with its palette and its timecode. It has as
 * many frames as the page holds at a readable size, or `bars`. 11 by 14 inches by default.
 *
 * `gap` is the space between frames, as a share of their width. It rejects `smooth`; `caps`
 * has no effect.
 */
export const contactLayout: Layout = {
  ...DEFAULT_LAYOUT,
  widthMm: 279.4,
  heightMm: 355.6,
  titleStyles: ['heading'],
  colors: 5,
  gap: 0.08,
  isFixed: true,
  refused: ['smooth'],
  arrange(fingerprint, options, fonts) {
    const thumbnails = listThumbnails(fingerprint, 'contact');
    const { heading, room, unit } = layoutSheet(options, fonts);
    const all = thumbnails.map(unpackThumbnail);
    const { width, height } = all.reduce((one, other) =>
      other.width / other.height > one.width / one.height ? other : one,
    );
    const proportion = width / height;
    const { gap, by } = options;
    // All shots, however small, but only as many instants as can be seen well.
    const asked = by === 'column' || options.bars !== 'all' ? options.bars : thumbnails.length;
    const grid = chooseGrid(room, { proportion, gap, caption: CAPTION, unit, most: thumbnails.length, asked });
    const columns = chooseColumns(fingerprint, { ...options, bars: 'all', reverse: false });
    const decimals = decimalsOf(fingerprint, grid.count);
    const chosen = Array.from({ length: grid.count }, (_, i) => {
      const place = Math.floor(((i + 0.5) * thumbnails.length) / grid.count);
      return { image: all[place]!, column: columns[thumbnails[place]!.column]! };
    });
    const frames = options.reverse ? chosen.reverse() : chosen;
    const placed = frames.map((frame, i) => placeFrame(frame, grid.boxes[i]!, grid));
    const edge = { color: options.theme.lineInk, widthMm: HAIRLINE * unit };
    const outlines = placed.map((marks) => marks.map(({ box }) => drawFrame(box, edge)));
    const times = frames.map(({ column }, i) => writeTime(column, grid.boxes[i]!, grid, decimals, options, fonts));
    // Each row is a layer: few layers paint faster, and small layers take less memory.
    const rows = Array.from({ length: Math.ceil(grid.count / grid.across) }, (_, row) => {
      const [from, to] = [row * grid.across, (row + 1) * grid.across];
      return groupMarks([...outlines.slice(from, to).flat(), ...times.slice(from, to)]);
    });
    return [...heading, ...placed.flat(), ...rows.flat()];
  },
};

interface Frame {
  readonly image: EncodedImage;
  readonly column: ShownColumn;
}

function placeFrame({ image, column }: Frame, box: Box, { side }: Grid): (Image | Bars)[] {
  const scale = Math.min(box.width / image.width, box.height / image.height);
  const [width, height] = [image.width * scale, image.height * scale];
  // Align a frame of another proportion with the bottom of its row.
  const shown = { x: box.x + (box.width - width) / 2, y: box.y + box.height - height, width, height };
  const palette = { x: box.x, y: box.y + box.height + PALETTE_AIR * side, width: box.width, height: PALETTE * side };
  const cells = divideColumns([column], 'share');
  return [
    { kind: 'image', image, box: shown },
    { kind: 'bars', box: palette, gap: 0, direction: 'down', ...cells },
  ];
}

function writeTime(
  { column }: ShownColumn,
  box: Box,
  { side }: Grid,
  decimals: number,
  { theme }: ResolvedOptions,
  fonts: readonly Font[],
): Path | null {
  return setLine(formatClock(column.frameTime ?? column.time, { decimals }), fonts, {
    x: box.x,
    baseline: box.y + box.height + CAPTION * side,
    sizeMm: SIZE * side,
    align: 'left',
    color: theme.paleInk,
  });
}

/** Frames less than two seconds apart need tenths of a second in their timecodes. */
function decimalsOf({ sampling }: Fingerprint, count: number): number {
  return (sampling.to - sampling.from) / count < 2 ? 1 : 0;
}
