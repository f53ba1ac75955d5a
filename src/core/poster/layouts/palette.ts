import { nameColor } from '../../color/index.ts';
import { type Fingerprint, filmPalette, orderSwatches, rankSwatches, type Swatch } from '../../fingerprint/index.ts';
import { formatShare } from '../../text/index.ts';
import type { Font } from '../../type/index.ts';
import type { ResolvedOptions } from '../options/options.ts';
import { RenderError } from '../render-error.ts';
import { groupMarks } from '../scene/group-marks.ts';
import type { Box, Path, Rect, Stroke } from '../scene/scene.ts';
import { drawFrame, drawLine, type LineLook } from '../shapes/draw-line.ts';
import { spreadLabels } from '../shapes/spread-labels.ts';
import { measureLine, setLine } from '../text/set-line.ts';
import { DEFAULT_LAYOUT, type Layout } from './shared/layout.ts';
import { layoutSheet } from './shared/sheet.ts';

/** Maximum width of the labels, as a share of the room. The colours take the rest. */
const MAX_LABELS = 0.4;
/**
 * Space between the colours and their labels, for leader lines. Share of the page's shorter side.
 */
const LEADER = 0.08;
/** Where a leader line starts, bends twice and ends, as shares of its room. */
const BENDS = [0.12, 0.3, 0.75, 0.88] as const;
/**
 * Font size of a label's first line, as a share of the shorter side, and of its second line, as a
 * share of the first.
 */
const SIZE = 0.026;
const SECOND_SIZE = 0.76;
/** Minimum distance between labels, and from the first baseline to the second, in font sizes. */
const PITCH = 2.8;
const LEADING = 1.35;
const HAIRLINE = 0.0012;

/**
 * The palette of the film: its colours in a stack, each as high as its share of all pictures, with
 * their codes and shares beside them. 8 by 10 inches by default.
 *
 * It has no time axis: it rejects `bars`, `smooth` and `gap`. `swatch` and `caps` have no
 * effect.
 */
export const paletteLayout: Layout = {
  ...DEFAULT_LAYOUT,
  widthMm: 203.2,
  heightMm: 254,
  titleStyles: ['heading'],
  theme: 'light',
  colors: 8,
  order: 'lightness',
  isFixed: true,
  refused: ['bars', 'smooth', 'gap'],
  arrange(fingerprint, options, fonts) {
    const { heading, room, unit } = layoutSheet(options, fonts);
    const swatches = chooseSwatches(fingerprint, options);
    const labels = swatches.map(describeSwatch);
    const setting = fitLabels(labels, fonts, room, unit);
    const box = { ...room, width: room.width - setting.widthMm };
    const blocks = stackSwatches(swatches, box);
    const look = { color: options.theme.lineInk, widthMm: HAIRLINE * unit };
    // The frame keeps white visible on paper and black on black.
    const frame = drawFrame(box, look);
    return [...heading, ...blocks, ...groupMarks([frame, ...setLabels(labels, blocks, setting, look, options, fonts)])];
  },
};

function chooseSwatches(fingerprint: Fingerprint, { colors, rank, order, reverse }: ResolvedOptions): Swatch[] {
  const found = filmPalette(fingerprint, colors);
  if (found.length === 0) {
    throw new RenderError(
      'lacks-data',
      'palette shows the colours of the film, and this fingerprint has none: none of its frames could be decoded',
    );
  }
  const [swatches] = orderSwatches([rankSwatches(found, rank)], order, colors);
  return reverse ? swatches!.toReversed() : swatches!;
}

function stackSwatches(swatches: readonly Swatch[], box: Box): Rect[] {
  const all = swatches.reduce((sum, { share }) => sum + share, 0);
  let above = 0;
  return swatches.map(({ color, share }) => {
    const top = box.y + (above / all) * box.height;
    above += share;
    return { kind: 'rect', color, box: { ...box, y: top, height: box.y + (above / all) * box.height - top } };
  });
}

/** Two lines beside a colour. */
type Label = readonly [first: string, second: string];

/** The label of a colour: its name first, then its code and share. */
function describeSwatch({ color, share }: Swatch): Label {
  return [color.toUpperCase(), `${nameColor(color).name}, ${formatShare(share)}`];
}

/** Font size of labels, and the room with their leader lines. */
interface LabelSetting {
  readonly sizeMm: number;
  readonly leaderMm: number;
  readonly widthMm: number;
}

function fitLabels(labels: readonly Label[], fonts: readonly Font[], room: Box, unit: number): LabelSetting {
  if (fonts.length === 0) return { sizeMm: 0, leaderMm: 0, widthMm: 0 };
  const widest = Math.max(
    ...labels.map(([first, second]) => Math.max(measureLine(first, fonts), SECOND_SIZE * measureLine(second, fonts))),
  );
  const leaderMm = Math.min(LEADER * unit, 0.1 * room.width);
  const sizeMm = Math.min(SIZE * unit, (MAX_LABELS * room.width) / widest, room.height / (PITCH * labels.length));
  return { sizeMm, leaderMm, widthMm: widest * sizeMm + leaderMm };
}

function setLabels(
  labels: readonly Label[],
  blocks: readonly Rect[],
  { sizeMm, leaderMm }: LabelSetting,
  look: LineLook,
  { theme }: ResolvedOptions,
  fonts: readonly Font[],
): (Path | Stroke | null)[] {
  if (fonts.length === 0) return [];
  const right = blocks[0]!.box.x + blocks[0]!.box.width;
  const [top, bottom] = [blocks[0]!.box.y, blocks.at(-1)!.box.y + blocks.at(-1)!.box.height];
  const half = (sizeMm * PITCH) / 2;
  const wanted = blocks.map(({ box }) => box.y + box.height / 2);
  const places = spreadLabels(wanted, sizeMm * PITCH, top + half, bottom - half);
  // The label's middle is halfway between the first line's capitals and the second baseline.
  const down = (sizeMm * (LEADING - fonts[0]!.capHeight)) / 2;
  return labels.flatMap(([first, second], i) => {
    const [from, to] = [wanted[i]!, places[i]!];
    const [start, bend, next, end] = BENDS.map((share) => right + share * leaderMm) as [number, number, number, number];
    const x = right + leaderMm;
    const line = (text: string, size: number, baseline: number, color: string): Path | null =>
      setLine(text, fonts, { x, baseline, sizeMm: size, align: 'left', color });
    return [
      drawLine(
        [
          [
            [start, from],
            [bend, from],
            [next, to],
            [end, to],
          ],
        ],
        look,
      ),
      line(first, sizeMm, to + down - (LEADING - fonts[0]!.capHeight) * sizeMm, theme.ink),
      line(second, SECOND_SIZE * sizeMm, to + down + fonts[0]!.capHeight * sizeMm, theme.paleInk),
    ];
  });
}
