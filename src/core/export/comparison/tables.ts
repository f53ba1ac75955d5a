import {
  type BlockMargin,
  type ComparedShot,
  type Comparison,
  type DifferenceSummary,
  findBlockKinds,
  findWorstMoments,
  formatDifference,
  formatFilmTime,
  formatLength,
  type GreyTint,
  type Shift,
  type Stretch,
} from '../../compare/index.ts';
import { WORST_MOMENTS } from './comparison-data.ts';

const KINDS = { kept: 'In both', moved: 'In both, moved', repeated: 'Shown twice' } as const;

/** A row of the table of blocks and gaps. */
interface Row {
  readonly what: string;
  readonly a: Stretch | null;
  readonly b: Stretch | null;
  readonly margin?: BlockMargin | undefined;
  /** Rows are in this order. */
  readonly place: number;
}

/** Write the table of blocks and gaps. */
export function writeBlockTable({ blocks, onlyA, onlyB }: Comparison): string {
  const kinds = findBlockKinds(blocks);
  const rows: Row[] = [
    ...blocks.map(({ a, b, margin }, i) => ({ what: KINDS[kinds[i]!], a, b, margin, place: a.from })),
    ...onlyA.map((a) => ({ what: 'Only in A', a, b: null, place: a.from })),
    ...onlyB.map((b) => ({ what: 'Only in B', a: null, b, place: placeAfter(b, blocks) })),
  ];
  const hasMargins = blocks.some(({ margin }) => margin !== undefined);
  const cells = rows
    .sort((one, other) => one.place - other.place)
    .map(({ what, a, b, margin }) => [
      what,
      jump('a', a),
      jump('b', b),
      formatLength(lengthOf((a ?? b)!)),
      ...(hasMargins ? [formatMargin(margin)] : []),
    ]);
  const names = ['Stretch', 'A', 'B', 'Length', ...(hasMargins ? ['Start and end known to'] : [])];
  return writeTable('blocks-title', names, cells);
}

const formatMargin = (margin: BlockMargin | undefined): string =>
  margin === undefined ? '–' : `± ${margin.from.toFixed(2)} s, ± ${margin.to.toFixed(2)} s`;

/** A time of A behind the block that ends where a stretch of B begins; before all if there is none. */
function placeAfter({ from }: Stretch, blocks: Comparison['blocks']): number {
  const before = blocks.filter(({ b }) => b.to <= from + 1e-6).sort((one, other) => other.b.to - one.b.to)[0];
  return before === undefined ? Number.NEGATIVE_INFINITY : before.a.to - 1e-6;
}

const lengthOf = ({ from, to }: Stretch): number => to - from;

/** Write the list of the worst moments. The script adds the frames. */
export function writeWorstMoments({ moments, shots }: Comparison): string {
  const items = findWorstMoments(moments, WORST_MOMENTS, shots).map(({ a, b, difference, unexplained }) => {
    const times = `${formatFilmTime(a)} of A, ${formatFilmTime(b)} of B`;
    const rest = unexplained === difference ? '' : `, ${formatDifference(unexplained)} after the colour shift`;
    return `<li><button class="jump worst" type="button" data-film="a" data-time="${a}"><span class="frames"></span><b>${formatDifference(difference)}</b> <span>${times}${rest}</span></button></li>`;
  });
  return `<ol class="worst-list">${items.join('')}</ol>`;
}

/** Write the table of shots. */
export function writeShotTable(shots: readonly ComparedShot[]): string {
  const cells = shots.map(({ shot, a, b, difference, unexplained }) => [
    String(shot + 1),
    jump('a', a),
    jump('b', b),
    formatDifference(difference),
    formatDifference(unexplained),
  ]);
  return writeTable('shots-title', ['Shot of A', 'A', 'B', 'CIEDE2000', 'After shift'], cells);
}

/** Write the figures of the colour shift. */
export function writeShiftTable(shift: Shift): string {
  const { blackLevel, gain, gamma, saturation, hueDegrees, margin, asIs, unexplained } = shift;
  const within = (value: number | null | undefined, unit = ''): string =>
    typeof value === 'number' ? ` ± ${value}${unit}` : '';
  const tint = ({ a, b }: GreyTint): string => `a ${a}, b ${b}`;
  const summary = ({ median, p95 }: DifferenceSummary): string => `median ${median}, 95 % below ${p95}`;
  return writeTable(
    'shift-title',
    ['Figure', 'B compared with A', 'No change'],
    [
      ['Black level', blackLevel + within(margin?.blackLevel), '0'],
      ['Gain', gain + within(margin?.gain), '1'],
      ['Gamma', gamma + within(margin?.gamma), '1'],
      ['Saturation', saturation === null ? '–' : saturation + within(margin?.saturation), '1'],
      ['Hue rotation', hueDegrees === null ? '–' : `${hueDegrees}°${within(margin?.hueDegrees, '°')}`, '0°'],
      ['Tint of greys, OKLab', tint(shift.tint), 'a 0, b 0'],
      ['Tint of shadows', tint(shift.shadowTint), 'a 0, b 0'],
      ['Tint of highlights', tint(shift.highlightTint), 'a 0, b 0'],
      ['CIEDE2000 as it stands', summary(asIs), '0'],
      ['CIEDE2000 after the shift', summary(unexplained), '0'],
    ],
  );
}

/** A stretch whose button shows its start. */
function jump(film: 'a' | 'b', stretch: Stretch | null): string {
  if (stretch === null) return '–';
  const { from, to } = stretch;
  const name = `Show ${formatFilmTime(from)} of ${film.toUpperCase()}`;
  return `<button class="jump" type="button" data-film="${film}" data-time="${from}" title="${name}">${formatFilmTime(from)}</button> to ${formatFilmTime(to)}`;
}

function writeTable(titleId: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heads.map((text) => `<th scope="col">${text}</th>`).join('');
  const body = rows.map(([first, ...rest]) => {
    const cells = rest.map((cell) => `<td>${cell}</td>`).join('');
    return `<tr><th scope="row">${first}</th>${cells}</tr>`;
  });
  return `<div class="scroll" role="group" tabindex="0" aria-labelledby="${titleId}"><table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}
