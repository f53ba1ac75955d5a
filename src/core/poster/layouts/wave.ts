import type { Fingerprint, Thumbnail } from '../../fingerprint/index.ts';
import type { Font } from '../../type/index.ts';
import { chooseSoundBars, type SoundBar } from '../columns/sound-bars.ts';
import { listThumbnails, unpackThumbnail } from '../images/thumbnail-image.ts';
import { drawDots, nearestThumbnail, placeThumbnail, type Size, sizeByArea } from '../images/thumbnail-row.ts';
import type { ResolvedOptions } from '../options/options.ts';
import type { Box, Image, Mark, Path, Stroke } from '../scene/scene.ts';
import { drawBar } from '../shapes/bar-shape.ts';
import { DEFAULT_LAYOUT, type Layout } from './shared/layout.ts';
import { setTitleAbove, setTitleBelow } from './shared/round-page.ts';

/**
 * Side of a square as large as a thumbnail, a share of the room's height, or of half its width
 * where that is less.
 */
const THUMBNAIL = 0.135;
/** What a thumbnail leaves free of its place in the row. */
const BETWEEN = 0.07;
/**
 * Room between the bars and the thumbnails, and between the rows: shares of a thumbnail's height.
 */
const DROP = 0.55;
const ROW_GAP = 0.14;
/** Width of a bar at most, a share of the height of the longest. */
const MAX_WIDTH = 0.25;
/** Of the dotted lines, a share of a thumbnail's height. */
const DOT = 0.03;

/**
 * Round-capped bars on a middle line, as high as the film is loud there, and below them frames in
 * two alternating rows, each hung by a dotted line from its bar. Several colours lie below one
 * another in a bar. It cannot be turned; `arcDegrees` has no effect here.
 */
export const waveLayout: Layout = {
  ...DEFAULT_LAYOUT,
  widthMm: 508,
  heightMm: 180,
  titleStyles: ['heading', 'band'],
  gap: 0.36,
  caps: 'round',
  isFixed: true,
  arrange(fingerprint: Fingerprint, options: ResolvedOptions, fonts: readonly Font[]): Mark[] {
    const thumbnails = listThumbnails(fingerprint, 'wave');
    const { room, title } = (options.titleStyle === 'heading' ? setTitleAbove : setTitleBelow)(options, fonts);
    const bars = chooseSoundBars(fingerprint, options, room.width, 'wave');
    const side = THUMBNAIL * Math.min(room.height, room.width / 2);
    const size = sizeByArea(unpackThumbnail(thumbnails[0]!), side);
    const hung = size.height * (2 + DROP + ROW_GAP);
    const wave = { ...room, height: room.height - hung };
    const pitch = wave.width / bars.length;
    const shapes = bars.flatMap((bar, i) => drawWaveBar(bar, wave, { x: wave.x + pitch * (i + 0.5), pitch }, options));
    const { lines, pictures } = hangThumbnails(thumbnails, bars, wave, size, options);
    return [
      ...(lines.length > 0 ? [{ kind: 'group' as const, box: room, marks: lines }] : []),
      { kind: 'group', box: wave, marks: shapes },
      ...pictures,
      ...title,
    ];
  },
};

function drawWaveBar(
  bar: SoundBar,
  wave: Box,
  { x, pitch }: { x: number; pitch: number },
  { gap, caps }: ResolvedOptions,
): Path[] {
  const width = widthOfBar(pitch, gap, wave);
  const { from, to } = spanBar(bar, wave, width);
  return drawBar({ from: { x, y: from }, to: { x, y: to }, width, caps }, bar.cells);
}

/** Few bars stand apart, rather than become blocks. */
function widthOfBar(pitch: number, gap: number, { height }: Box): number {
  return Math.min(pitch * (1 - gap), MAX_WIDTH * height);
}

/** Where a bar begins and ends: the softest is as high as it is wide. */
function spanBar({ length }: SoundBar, { y, height }: Box, width: number): { from: number; to: number } {
  const least = Math.min(width, height);
  const half = (least + (height - least) * length) / 2;
  return { from: y + height / 2 - half, to: y + height / 2 + half };
}

function hangThumbnails(
  thumbnails: readonly Thumbnail[],
  bars: readonly SoundBar[],
  wave: Box,
  { width, height }: Size,
  { gap, theme }: ResolvedOptions,
): { lines: Stroke[]; pictures: Image[] } {
  const pitch = wave.width / bars.length;
  // Two rows that alternate: each takes two steps, the first and the last thumbnail end with the
  // bars.
  const most = Math.floor((2 * (wave.width - width) * (1 - BETWEEN)) / width) + 1;
  const count = Math.max(1, Math.min(most, thumbnails.length, bars.length));
  const lines: Stroke[] = [];
  const pictures: Image[] = [];
  for (let i = 0; i < count; i++) {
    const wanted = count === 1 ? 0.5 : (width / 2 + ((wave.width - width) * i) / (count - 1)) / wave.width;
    const place = Math.min(bars.length - 1, Math.floor(wanted * bars.length));
    const bar = bars[place]!;
    const x = wave.x + pitch * (place + 0.5);
    const top = wave.y + wave.height + height * (DROP + (i % 2) * (1 + ROW_GAP));
    const { to } = spanBar(bar, wave, widthOfBar(pitch, gap, wave));
    const dot = DOT * height;
    lines.push(drawDots({ x, y: to + 3 * dot }, { x, y: top - dot }, dot, theme.paleInk));
    pictures.push(
      placeThumbnail(nearestThumbnail(thumbnails, bar.index), { x, y: top + height / 2 }, { width, height }, 0),
    );
  }
  return { lines, pictures };
}
