import type { Fingerprint, Thumbnail } from '../../fingerprint/index.ts';
import type { Font } from '../../type/index.ts';
import { chooseSoundBars, type SoundBar } from '../columns/sound-bars.ts';
import { listThumbnails, unpackThumbnail } from '../images/thumbnail-image.ts';
import { drawDots, nearestThumbnail, placeThumbnail, type Size, sizeByArea } from '../images/thumbnail-row.ts';
import type { ResolvedOptions } from '../options/options.ts';
import type { Image, Mark, Path, Stroke } from '../scene/scene.ts';
import { drawBar } from '../shapes/bar-shape.ts';
import { fitRing, polarPoint, type RingPlace } from '../shapes/polar.ts';
import { DEFAULT_LAYOUT, type Layout } from './shared/layout.ts';
import { airyRoom, heightOfArc, isMiddleFree, setTitleBelow, setTitleInHole } from './shared/round-page.ts';

const WIDTH = 254;
/** Where the longest bars and the thumbnails end inwards, as shares of the radius. */
const BARS_END = 0.66;
const HOLE = 0.4;
/**
 * Maximum width of a bar, as a share of the radius. If few bars do not fill the circle, they have
 * gaps.
 */
const MAX_WIDTH = 0.15;
/** Square root of a thumbnail's area, as a share of the radius. */
const THUMBNAIL = 0.125;
/** Share of a thumbnail's place in the row that stays free. */
const BETWEEN = 0.1;
/** Space between the rows of thumbnails, as a share of their height. */
const ROW_GAP = 0.14;
/** Size of the dots of dotted lines, as a share of a thumbnail's height. */
const DOT = 0.035;

/** Angles of a wave around its centre, degrees clockwise from the top. */
interface Wave extends RingPlace {
  readonly from: number;
  readonly sweep: number;
}

/**
 * The wave around a circle, clockwise from the bottom. The length of a bar is the loudness of the
 * film. Inside are frames in two alternating rows, turned along the circle, and the title in the
 * middle. An `arc` below 360 is symmetrical about the top; `rotate` turns the wave.
 */
export const radialLayout: Layout = {
  ...DEFAULT_LAYOUT,
  widthMm: WIDTH,
  heightMm: WIDTH,
  titleStyles: ['middle', 'band'],
  gap: 0.36,
  caps: 'round',
  isRound: true,
  heightOfArc: (arc) => heightOfArc(WIDTH, HOLE, arc),
  arrange(fingerprint: Fingerprint, options: ResolvedOptions, fonts: readonly Font[]): Mark[] {
    const thumbnails = listThumbnails(fingerprint, 'radial');
    const { arc: sweep, rotate, page } = options;
    const from = rotate - sweep / 2;
    const isMiddle = isMiddleFree(options);
    const { room, title } = isMiddle ? { room: airyRoom(page), title: [] } : setTitleBelow(options, fonts);
    const wave = { ...fitRing(room, HOLE, from, sweep), from, sweep };
    const length = wave.outer * BARS_END * (sweep / 180) * Math.PI;
    const bars = chooseSoundBars(fingerprint, options, length, 'radial');
    const width = Math.min((length / bars.length) * (1 - options.gap), MAX_WIDTH * wave.outer);
    const shapes = bars.flatMap((bar, i) => drawRadialBar(bar, i, bars.length, wave, width, options));
    const { lines, pictures } = turnThumbnails(thumbnails, bars, wave, width, options);
    const middle = isMiddle ? setTitleInHole(options, fonts, wave, wave.inner) : [];
    return [
      { kind: 'group', box: wave.box, marks: lines },
      { kind: 'group', box: wave.box, marks: shapes },
      ...pictures,
      ...title,
      ...middle,
    ];
  },
};

/** Distances of a bar's ends from the centre. The softest bar is as long as it is wide. */
function spanBar({ length }: SoundBar, { outer }: Wave, width: number): { far: number; near: number } {
  // The corners of a wide bar are further from the centre than its middle.
  const rim = Math.sqrt(outer * outer - (width * width) / 4);
  const most = rim - outer * BARS_END;
  const half = (Math.min(width, most) + (most - Math.min(width, most)) * length) / 2;
  const middle = (rim + outer * BARS_END) / 2;
  return { far: middle + half, near: middle - half };
}

function drawRadialBar(
  bar: SoundBar,
  i: number,
  count: number,
  wave: Wave,
  width: number,
  { caps }: ResolvedOptions,
): Path[] {
  const { far, near } = spanBar(bar, wave, width);
  const degrees = wave.from + (wave.sweep * (i + 0.5)) / count;
  const [from, to] = [polarPoint(wave, far, degrees), polarPoint(wave, near, degrees)];
  return drawBar({ from, to, width, caps }, bar.cells);
}

function turnThumbnails(
  thumbnails: readonly Thumbnail[],
  bars: readonly SoundBar[],
  wave: Wave,
  barWidth: number,
  { theme }: ResolvedOptions,
): { lines: Stroke[]; pictures: Image[] } {
  const { outer, inner, from, sweep } = wave;
  const size = fitRows(sizeByArea(unpackThumbnail(thumbnails[0]!), THUMBNAIL * outer), wave);
  const { width, height } = size;
  const low = inner + height / 2;
  const high = low + height * (1 + ROW_GAP);
  // An arc of less than a whole turn ends with its outermost thumbnails.
  const inset = sweep < 360 ? Math.min(sweep / 2, (width / 2 / low) * (180 / Math.PI)) : 0;
  // The inner edge of the inner row is the narrowest place and limits the number of thumbnails.
  const most = Math.floor((2 * inner * ((sweep - 2 * inset) / 180) * Math.PI * (1 - BETWEEN)) / width);
  // Around a whole turn the rows alternate without a break only if the number is even.
  const some = Math.max(1, Math.min(most + (inset === 0 ? 0 : 1), thumbnails.length, bars.length));
  const count = inset === 0 && some > 1 ? some - (some % 2) : some;
  const lines: Stroke[] = [];
  const pictures: Image[] = [];
  for (let i = 0; i < count; i++) {
    const wanted =
      inset === 0 ? (i + 0.5) / count : (inset + ((sweep - 2 * inset) * i) / Math.max(1, count - 1)) / sweep;
    const place = Math.min(bars.length - 1, Math.floor(wanted * bars.length));
    const bar = bars[place]!;
    const degrees = from + (sweep * (place + 0.5)) / bars.length;
    const radius = i % 2 === 0 ? high : low;
    const dot = DOT * height;
    const { near } = spanBar(bar, wave, barWidth);
    const [begin, end] = [near - 3 * dot, radius + height / 2 + dot];
    if (begin > end) {
      lines.push(drawDots(polarPoint(wave, begin, degrees), polarPoint(wave, end, degrees), dot, theme.paleInk));
    }
    pictures.push(
      placeThumbnail(nearestThumbnail(thumbnails, bar.index), polarPoint(wave, radius, degrees), size, degrees),
    );
  }
  return { lines, pictures };
}

/** Shrink thumbnails if two rows do not fit between hole and bars, as with a vertical film. */
function fitRows({ width, height }: Size, { outer, inner }: Wave): Size {
  const free = (BARS_END * outer - inner) * 0.92;
  const scale = Math.min(1, free / (height * (2 + ROW_GAP)));
  return { width: width * scale, height: height * scale };
}
