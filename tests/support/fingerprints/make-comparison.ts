import { deltaE2000, parseHex, srgb8ToLab } from '#core/color/index';
import {
  type Block,
  COMPARISON_FORMAT,
  COMPARISON_VERSION,
  type ComparedFilm,
  type ComparedMoment,
  type Comparison,
  type Stretch,
} from '#core/compare/index';
import type { Column, Fingerprint } from '#core/fingerprint/index';

/** State a comparison by its blocks: all else follows from them and from the columns. */
export function makeComparison(
  a: Fingerprint,
  b: Fingerprint,
  blocks: readonly Block[],
  stated: Partial<Comparison> = {},
): Comparison {
  const moments = a.columns.flatMap(({ time }) => blocks.flatMap((block) => compareAt(a, b, block, time)));
  return {
    format: COMPARISON_FORMAT,
    version: COMPARISON_VERSION,
    tool: { name: 'chromatheque', version: '0.0.0' },
    a: stateFilm(a),
    b: stateFilm(b),
    sameFilm: true,
    speed: 1,
    speedMargin: 0.0001,
    blocks,
    onlyA: findGaps(
      a,
      blocks.map((block) => block.a),
    ),
    onlyB: findGaps(
      b,
      blocks.map((block) => block.b),
    ),
    basis: 'columns',
    crop: null,
    shift: null,
    defects: [],
    defectsOf: [],
    distance: { palette: 2.345, course: 0.123 },
    moments,
    ...stated,
  };
}

/** State two different films. */
export function makeStrangers(a: Fingerprint, b: Fingerprint): Comparison {
  return makeComparison(a, b, [], { sameFilm: false, speed: null, onlyA: [], onlyB: [] });
}

function compareAt(a: Fingerprint, b: Fingerprint, block: Block, time: number): ComparedMoment[] {
  if (time < block.a.from || time >= block.a.to) return [];
  const share = (time - block.a.from) / (block.a.to - block.a.from);
  const other = block.b.from + share * (block.b.to - block.b.from);
  const [one, two] = [columnAt(a, time), columnAt(b, other)].map(labOf);
  if (one === undefined || two === undefined) return [];
  const difference = round(deltaE2000(one, two));
  return [{ a: round(time), b: round(other), difference, unexplained: round(0.4 * difference) }];
}

const labOf = ({ swatches }: Column) =>
  swatches[0] === undefined ? undefined : srgb8ToLab(...parseHex(swatches[0].color));

const columnAt = ({ columns, sampling: { from, to } }: Fingerprint, time: number): Column =>
  columns[Math.min(columns.length - 1, Math.max(0, Math.floor(((time - from) / (to - from)) * columns.length)))]!;

const round = (value: number): number => Math.round(value * 1000) / 1000;

function findGaps({ sampling: { from, to } }: Fingerprint, covered: readonly Stretch[]): Stretch[] {
  const gaps: Stretch[] = [];
  let end = from;
  for (const stretch of covered.toSorted((one, other) => one.from - other.from)) {
    if (stretch.from > end) gaps.push({ from: end, to: stretch.from });
    end = Math.max(end, stretch.to);
  }
  return end < to ? [...gaps, { from: end, to }] : gaps;
}

function stateFilm({ film, sampling: { from, to }, columns }: Fingerprint): ComparedFilm {
  const { id, name, title, durationSeconds, width, height, frameRate } = film;
  return { id, name, title, durationSeconds, from, to, width, height, frameRate, columns: columns.length };
}
