import { filmPalette, type Fingerprint, orderSwatches, rankSwatches, type Swatch } from '../../fingerprint/index.ts';
import type { Font } from '../../type/index.ts';
import { drawLine } from '../draw-line.ts';
import { formatShare } from '../format-share.ts';
import { groupMarks } from '../group-marks.ts';
import type { ResolvedOptions } from '../options.ts';
import { RenderError } from '../render-error.ts';
import type { Box, Mark, Path, Rect } from '../scene.ts';
import { measureLine, setLine } from '../set-line.ts';
import { spreadLabels } from '../spread-labels.ts';
import { type Layout, PLAIN_LAYOUT } from './layout.ts';
import { layoutSheet } from './sheet.ts';

/** How wide the colours are, a share of the room. */
const COLORS_WIDTH = 0.6;
/** Between the colours and their labels, for the lines that lead from one to the other: a share of the shorter side. */
const LEADER = 0.06;
/** Font size of a label's first line, a share of the shorter side; of its second one, a share of the first's. */
const SIZE = 0.026;
const SECOND_SIZE = 0.76;
/** From one label to the next, at least, and from the first baseline to the second: font sizes. */
const PITCH = 3;
const LEADING = 1.35;
const HAIRLINE = 0.0012;

/**
 * The film's palette: its colours one above the other, each as high as its share of all pictures, with their codes and shares beside them. Eight by ten inches
 * unless told otherwise.
 *
 * It has no time: `bars`, `smoothSeconds` and `gap` cannot be followed; `swatch` and `caps` change nothing.
 */
export const paletteLayout: Layout = {
  ...PLAIN_LAYOUT,
  widthMm: 203.2,
  heightMm: 254,
  titleStyles: ['heading'],
  theme: 'light',
  colors: 8,
  order: 'lightness',
  isFixed: true,
  refused: ['bars', 'smoothSeconds', 'gap'],
  arrange(fingerprint, options, fonts) {
    const { heading, room, unit } = layoutSheet(options, fonts);
    const swatches = chooseSwatches(fingerprint, options);
    const blocks = stackSwatches(swatches, { ...room, width: room.width * COLORS_WIDTH });
    const beside = { ...room, x: room.x + room.width * COLORS_WIDTH, width: room.width * (1 - COLORS_WIDTH) };
    return [...heading, ...blocks, ...labelSwatches(swatches, blocks, beside, unit, options, fonts)];
  },
};

function chooseSwatches(fingerprint: Fingerprint, { colors, rank, order, isReversed }: ResolvedOptions): Swatch[] {
  const found = filmPalette(fingerprint, colors);
  if (found.length === 0) {
    throw new RenderError(
      'lacks-data',
      'palette shows the colours of the film, and this fingerprint has none: none of its frames could be decoded',
    );
  }
  const [swatches] = orderSwatches([rankSwatches(found, rank)], order, colors);
  return isReversed ? swatches!.toReversed() : swatches!;
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

/** What is written of a colour: first what it is called, then what it is. */
function describeSwatch({ color, share }: Swatch): [first: string, second: string] {
  return [color.toUpperCase(), formatShare(share)];
}

function labelSwatches(
  swatches: readonly Swatch[],
  blocks: readonly Rect[],
  beside: Box,
  unit: number,
  { theme }: ResolvedOptions,
  fonts: readonly Font[],
): Mark[] {
  if (fonts.length === 0) return [];
  const texts = swatches.map(describeSwatch);
  const leader = LEADER * unit;
  const widest = Math.max(
    ...texts.map(([first, second]) => Math.max(measureLine(first, fonts), SECOND_SIZE * measureLine(second, fonts))),
  );
  const size = Math.min(SIZE * unit, (beside.width - leader) / widest, beside.height / (PITCH * texts.length));
  // From the middle of a label's two lines to its baselines, capitals being some 0.7 em high.
  const capHeight = fonts[0]!.capHeight;
  const up = (size * (LEADING + capHeight)) / 2 - capHeight * size;
  const half = (size * PITCH) / 2;
  const wanted = blocks.map(({ box }) => box.y + box.height / 2);
  const places = spreadLabels(wanted, size * PITCH, beside.y + half, beside.y + beside.height - half);
  const x = beside.x + leader;
  const look = { color: theme.lineInk, widthMm: HAIRLINE * unit };
  const lines = places.map((place, i) => {
    const [start, turn] = [beside.x + 0.15 * leader, beside.x + 0.4 * leader];
    const end = beside.x + 0.8 * leader;
    const points = [[start, wanted[i]!], [turn, wanted[i]!], [end - 0.15 * leader, place], [end, place]] as const;
    return drawLine([points], look);
  });
  const labels = texts.flatMap(([first, second], i): (Path | null)[] => {
    const baseline = places[i]! - up;
    return [
      setLine(first, fonts, { x, baseline, sizeMm: size, align: 'left', color: theme.ink }),
      setLine(second, fonts, { x, baseline: baseline + LEADING * size, sizeMm: SECOND_SIZE * size, align: 'left', color: theme.paleInk }),
    ];
  });
  return groupMarks([...lines, ...labels]);
}
