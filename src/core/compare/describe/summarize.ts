import { roundTo } from '../../fingerprint/index.ts';
import { formatCount } from '../../text/index.ts';
import type { Stretch } from '../align/alignment.ts';
import type { Comparison } from '../comparison.ts';
import { findBlockKinds } from './block-kinds.ts';
import { formatLength, listDefects } from './describe.ts';
import { formatSpeedChange, isSameSpeed, nameSpeed } from './speeds.ts';

/** Summarize a comparison in one line: speed, gaps, order, defects and distances. */
export function summarizeComparison(comparison: Comparison): string {
  const { sameFilm, distance } = comparison;
  return [
    ...(sameFilm ? summarizeAlignment(comparison) : ['Different films']),
    ...listDefects(comparison).map((code) => code.replaceAll('-', ' ')),
    `palette distance ${roundTo(distance.palette, 3)}`,
    `course distance ${roundTo(distance.course, 3)}`,
  ].join(' · ');
}

function summarizeAlignment({ speed, blocks, onlyA, onlyB }: Comparison): string[] {
  const kinds = findBlockKinds(blocks);
  const count = (kind: string) => kinds.filter((other) => other === kind).length;
  const [moved, repeated] = [count('moved'), count('repeated')];
  return [
    'Same film',
    ...(speed === null ? [] : [summarizeSpeed(speed)]),
    ...summarizeOnly('A', onlyA),
    ...summarizeOnly('B', onlyB),
    ...(moved === 0 ? [] : [`${formatCount(moved, 'stretch', 'stretches')} moved`]),
    ...(repeated === 0 ? [] : [`${formatCount(repeated, 'stretch', 'stretches')} shown twice`]),
  ];
}

function summarizeSpeed(speed: number): string {
  if (isSameSpeed(speed)) return 'same speed';
  const cause = nameSpeed(speed);
  return `B runs ${formatSpeedChange(speed)}${cause === null ? '' : ` (${cause})`}`;
}

function summarizeOnly(film: string, only: readonly Stretch[]): string[] {
  const seconds = only.reduce((sum, { from, to }) => sum + to - from, 0);
  return only.length === 0 ? [] : [`only in ${film}: ${formatLength(seconds)}`];
}
