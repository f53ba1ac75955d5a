import { type Comparison, findBlock, findBlockKinds, type Stretch } from '../../compare/index.ts';
import { cut } from '../page-parts.ts';
import { findRange } from './comparison-data.ts';

/** Heights of the drawing: the end of the curves, the start of straight links above B, the end. */
const BEND = 48;
const JOIN = 88;
const BOTTOM = 100;
/** The curves stand between these heights. */
const TOP = 10;
const BASE = 46;
/** Height of what only one film shows. */
const GAP = 5;
/** The curves reach at least to this CIEDE2000, in steps of this. */
const STEP = 10;

/** The highest CIEDE2000 of the curves' scale. */
export function findScale({ moments }: Comparison): number {
  const most = moments.reduce((top, { difference, unexplained }) => Math.max(top, difference, unexplained), 0);
  return STEP * Math.max(1, Math.ceil(most / STEP));
}

/**
 * Draw what lies between the strips: links, gaps and curves. One unit across is a second, and the
 * height is 100; the drawing is stretched to its place.
 */
export function drawLinksSvg(comparison: Comparison): string {
  const { blocks, onlyA, onlyB } = comparison;
  const { from, to } = findRange(comparison);
  const kinds = findBlockKinds(blocks);
  const links = blocks.map(
    ({ a, b }, i) => `<path class="link ${kinds[i]}" d="${drawEdge(a.from, b.from)}${drawBack(a.to, b.to)}z"/>`,
  );
  // Links that cross others are drawn above them.
  const [kept, others] = [true, false].map((isKept) => links.filter((_, i) => (kinds[i] === 'kept') === isKept));
  const gaps = [
    ...onlyA.map((stretch) => drawGap(stretch, 0)),
    ...onlyB.map((stretch) => drawGap(stretch, BOTTOM - GAP)),
  ];
  return `<svg class="links${blocks.length === 0 ? ' is-empty' : ''}" id="links" viewBox="${cut(from)} 0 ${cut(to - from)} ${BOTTOM}" preserveAspectRatio="none" aria-hidden="true">${[...kept!, ...others!, ...gaps].join('')}${drawCurves(comparison)}<path id="thread" d=""/></svg>`;
}

/** The same course as {@link drawEdge} in the script of the page. */
const drawEdge = (a: number, b: number): string =>
  `M${cut(a)} 0V${BEND}C${cut(a)} ${(BEND + JOIN) / 2} ${cut(b)} ${(BEND + JOIN) / 2} ${cut(b)} ${JOIN}V${BOTTOM}`;

const drawBack = (a: number, b: number): string =>
  `H${cut(b)}V${JOIN}C${cut(b)} ${(BEND + JOIN) / 2} ${cut(a)} ${(BEND + JOIN) / 2} ${cut(a)} ${BEND}V0`;

const drawGap = ({ from, to }: Stretch, y: number): string =>
  `<rect class="gap" x="${cut(from)}" y="${y}" width="${cut(to - from)}" height="${GAP}"/>`;

function drawCurves(comparison: Comparison): string {
  const { blocks, moments } = comparison;
  if (moments.length === 0) return '';
  const scale = findScale(comparison);
  const up = (value: number): number => cut(BASE - ((BASE - TOP) * value) / scale);
  const runs = blocks.map((_, i) => moments.filter((moment) => findBlock(blocks, moment) === i));
  const draw = (name: 'difference' | 'unexplained') =>
    runs
      .map((run) => run.map((moment, i) => `${i === 0 ? 'M' : 'L'}${cut(moment.a)} ${up(moment[name])}`).join(''))
      .join('');
  const hasShift = moments.some(({ difference, unexplained }) => difference !== unexplained);
  const { from, to } = findRange(comparison);
  const lines = [0, scale].map((value) => `M${cut(from)} ${up(value)}H${cut(to)}`).join('');
  return `<path class="levels" d="${lines}"/>${hasShift ? `<path class="rest" d="${draw('unexplained')}"/>` : ''}<path class="curve" d="${draw('difference')}"/>`;
}
