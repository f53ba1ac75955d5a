import { type Comparison, summarizeComparison } from '../../compare/index.ts';
import type { Fingerprint } from '../../fingerprint/index.ts';
import type { Font } from '../../type/index.ts';
import { layoutBars } from '../columns/bars.ts';
import { DEFAULT_LAYOUT, type Layout } from '../layouts/shared/layout.ts';
import { layoutSheet } from '../layouts/shared/sheet.ts';
import type { PosterOptions, ResolvedOptions } from '../options/options.ts';
import { resolveOptions } from '../options/resolve-options.ts';
import { groupMarks } from '../scene/group-marks.ts';
import type { Mark, Scene } from '../scene/scene.ts';
import { breakCaption } from '../text/caption.ts';
import { setLine } from '../text/set-line.ts';
import { drawCurves } from './curves.ts';
import { drawGaps } from './gaps.ts';
import { drawLinks } from './links.ts';
import { drawName, drawStripAxis } from './names.ts';
import { LINE, layoutStrips, type Strips } from './strips-room.ts';

/** How the picture of a comparison looks: the options of a poster that it has too. */
export type ComparisonPictureOptions = Omit<PosterOptions, 'layout' | 'titleStyle' | 'by' | 'rotate' | 'caps' | 'arc'>;

/** Maximum number of lines of findings. */
const MAX_LINES = 3;
/** Explains the curves, below the findings. */
const NOTE = 'Curve: difference of the pictures, CIEDE2000.';
const NOTE_OF_TWO = 'Curves: difference of the pictures, CIEDE2000; pale: what remains after one colour shift of A.';
/** Font size of the words that stand instead of links, in font sizes of the page. */
const WORDS_SIZE = 1.4;

/** A page twice as wide as high. Its marks are arranged by {@link drawComparison}. */
const LAYOUT: Layout = {
  ...DEFAULT_LAYOUT,
  widthMm: 420,
  heightMm: 210,
  titleStyles: ['heading'],
  theme: 'light',
  isFixed: true,
  showsTime: true,
  refused: ['gap'],
  arrange: () => [],
};

/**
 * Draw two compared films as two strips face to face, A above B, on one time axis: each film at its
 * own time. Bands link what both show. They are darker where a stretch was moved or repeated.
 * Stretches that only one film shows are hatched. Between the strips, below A, a curve shows the
 * CIEDE2000 difference over A's time. Different films have no links.
 *
 * @param a fingerprint of film A of the comparison; `b` that of film B.
 * @param options of a poster. 420 x 210 mm and light when absent; without a title there is no
 *   heading.
 * @param fonts tried in order for each letter. If empty, nothing is written.
 * @throws {OptionError} for an unknown option, or one of the wrong kind or out of range.
 * @throws {RenderError} `font-missing` if no font has a character of a title.
 */
export function drawComparison(
  a: Fingerprint,
  b: Fingerprint,
  comparison: Comparison,
  options: ComparisonPictureOptions,
  fonts: readonly Font[],
): Scene {
  const { layout: _, ...resolved } = resolveOptions({ ...options, layout: 'strips' }, { strips: LAYOUT });
  const { page, theme } = resolved;
  const { heading, room, unit } = layoutSheet(resolved, fonts);
  const findings = summarizeComparison(comparison);
  const note = comparison.moments.length === 0 ? '' : explainCurves(comparison);
  const strips = layoutStrips(comparison, room, unit, resolved.reverse, (size, width) =>
    [findings, note].flatMap((text) => breakCaption(text, fonts, width / size, MAX_LINES)),
  );
  const marks = [
    ...heading,
    ...drawLinks(comparison.blocks, strips, theme),
    ...drawGaps(comparison, strips, theme, fonts),
    ...(comparison.sameFilm ? drawCurves(comparison, strips, theme, fonts) : writeDifferent(strips, resolved, fonts)),
    layoutBars(a, resolved, strips.a),
    layoutBars(b, resolved, strips.b),
    ...drawStripAxis(strips, theme, fonts),
    ...drawName('A', comparison.a, strips.nameA, strips, theme, fonts),
    ...drawName('B', comparison.b, strips.nameB, strips, theme, fonts),
    ...writeLines(strips, resolved, fonts),
  ];
  return {
    widthMm: page.sheet.width,
    heightMm: page.sheet.height,
    trim: page.trim,
    title: resolved.title.trim() || `${comparison.a.title}, ${comparison.b.title}`,
    description: findings,
    background: theme.ground,
    marks,
  };
}

const explainCurves = ({ moments }: Comparison): string =>
  moments.some(({ difference, unexplained }) => difference !== unexplained) ? NOTE_OF_TWO : NOTE;

function writeDifferent({ panel, b, size }: Strips, { theme }: ResolvedOptions, fonts: readonly Font[]): Mark[] {
  const sizeMm = WORDS_SIZE * size;
  const place = { x: panel.x + panel.width / 2, baseline: (panel.y + b.y) / 2 + 0.35 * sizeMm, sizeMm };
  return groupMarks([setLine('Different films', fonts, { ...place, align: 'center', color: theme.ink })]);
}

function writeLines({ lines, foot, size }: Strips, { theme }: ResolvedOptions, fonts: readonly Font[]): Mark[] {
  return groupMarks(
    lines.map((text, i) => {
      const baseline = foot.y + (i + 1) * LINE * size;
      return setLine(text, fonts, { x: foot.x, baseline, sizeMm: size, align: 'left', color: theme.paleInk });
    }),
  );
}
