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
 * Side of a square with the area of a thumbnail, as a share of the room's height, or of half its
 * width when that is less.
 */
const THUMBNAIL = 0.135;
/** Space between thumbnails, as a share of their distance in the row. */
const BETWEEN = 0.07;
/**
 * Space between the bars and the thumbnails, and between the rows, as shares of a thumbnail's
 * height.
 */
const DROP = 0.55;
const ROW_GAP = 0.14;
/** Maximum width of a bar, as a share of the height of the longest. */
const MAX_WIDTH = 0.25;
/** Size of the dots of the dotted lines, as a share of a thumbnail's height. */
const DOT = 0.03;

/**
 * Round-capped bars on a middle line, whose height is the loudness of the film. Frames below them
 * form two alternating rows; a dotted line connects each frame to its bar. Several colours of a bar
 * lie one below another. The layout cannot be turned; `arc` has no effect here.
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
    const { lines, pictures } = placeThumbnails(thumbnails, bars, wave, size, options);
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

/** A small number of bars have space between them, so that they do not become blocks. */
function widthOfBar(pitch: number, gap: number, { height }: Box): number {
  return Math.min(pitch * (1 - gap), MAX_WIDTH * height);
}

/** Compute the ends of a bar. The softest bar is as high as it is wide. */
function spanBar({ length }: SoundBar, { y, height }: Box, width: number): { from: number; to: number } {
  const least = Math.min(width, height);
  const half = (least + (height - least) * length) / 2;
  return { from: y + height / 2 - half, to: y + height / 2 + half };
}

function placeThumbnails(
  thumbnails: readonly Thumbnail[],
  bars: readonly SoundBar[],
  wave: Box,
  { width, height }: Size,
  { gap, theme }: ResolvedOptions,
): { lines: Stroke[]; pictures: Image[] } {
  const pitch = wave.width / bars.length;
  // In two alternating rows, each thumbnail takes two steps. The first and the last thumbnail end
  // with the bars.
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
