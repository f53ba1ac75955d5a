import { nameColor } from '../../color/index.ts';
import { formatClock, formatCount, formatPercent } from '../../text/index.ts';
import type { Column, Fingerprint } from '../fingerprint.ts';
import { type ColorKind, type FilmKind, findFilmKind } from '../palette/film-kind.ts';
import { measureShots, type ShotStatistics } from '../shot-statistics.ts';
import {
  type ColorGroup,
  type DescribedColor,
  describeColors,
  describeSmallColors,
  groupColors,
} from './describe-colors.ts';
import { describeLight, findChange } from './describe-course.ts';
import { describeColorfulness, describeContrast, describeLightness, describeWarmth } from './describe-measures.ts';
import { describeStatistics } from './describe-shots.ts';
import { describeSound } from './describe-sound.ts';
import { capitalize, listWords } from './wording.ts';

/** A description of a film's colours, and of its shots if they were detected. */
export interface Description {
  readonly title: string;
  /** One sentence: "A film of deep blues and amber, darkest in its middle third." */
  readonly summary: string;
  /** Further sentences, each an independent statement, general ones first. */
  readonly sentences: readonly string[];
  /**
   * Up to five, in the order in which a viewer would name them; none if no frame could be decoded.
   */
  readonly colors: readonly DescribedColor[];
  /** Absent if shots were not detected. */
  readonly shots?: ShotStatistics;
}

/**
 * Describe a film's colours in words: the kind of film, its colours, how light and colourful it is,
 * where it differs, and how it is cut if its shots were detected.
 *
 * Every statement has a criterion (docs/color.md, "Descriptions"). It is omitted if the criterion
 * is not clearly met, or if an older fingerprint lacks the data. About 20 ms for 3,600 columns.
 */
export function describeFingerprint(fingerprint: Fingerprint): Description {
  const { film, columns, shots } = fingerprint;
  const { title } = film;
  const colors = describeColors(fingerprint);
  const statistics = shots && measureShots(shots);
  const measured = statistics && { shots: statistics };
  if (colors.length === 0) return { title, summary: UNDECODED, sentences: [], colors, ...measured };
  const groups = groupColors(colors);
  const kind = findFilmKind(columns);
  const sentences = [
    describePart(fingerprint),
    describeKind(kind, groups),
    describeSmall(describeSmallColors(fingerprint, colors)),
    ...(isBlack(kind) ? [] : [describeLightness(columns), describeContrast(columns)]),
    ...(kind.kind === 'color' ? [describeColorfulness(columns), describeWarmth(columns)] : []),
    describeChange(columns),
    describeSound(fingerprint),
    ...(statistics === undefined ? [] : describeStatistics(statistics)),
    describeMissing(columns),
  ].filter((sentence) => sentence !== null);
  return { title, summary: summarize(fingerprint, kind, groups), sentences, colors, ...measured };
}

const UNDECODED = 'A film of which no frame could be decoded.';

/**
 * Describe a film's colours in one sentence: the `summary` of {@link describeFingerprint}, without
 * the cost of the rest.
 */
export function summarizeFingerprint(fingerprint: Fingerprint): string {
  const colors = describeColors(fingerprint);
  return colors.length === 0
    ? UNDECODED
    : summarize(fingerprint, findFilmKind(fingerprint.columns), groupColors(colors));
}

/**
 * A fingerprint of a smaller share of the film is of a part: leaders and black ends may be missing
 * from a whole film.
 */
const NEARLY_WHOLE = 0.9;

const isPart = ({ film, sampling }: Fingerprint): boolean =>
  sampling.to - sampling.from < NEARLY_WHOLE * film.durationSeconds;

/** Whether the film shows only black. */
const isBlack = ({ shares }: FilmKind): boolean => shares.neutral + shares.tinted + shares.color === 0;

/**
 * Whether a tint is visible: a small coloured title on black has one hue too, but is not a tint.
 */
const hasHue = (groups: readonly ColorGroup[]): boolean =>
  groups.some(({ family }) => family !== 'black' && family !== 'grey' && family !== 'white');

const KINDS = { neutral: 'black-and-white film', tinted: 'tinted film', color: 'film' } as const;

function summarize(fingerprint: Fingerprint, kind: FilmKind, groups: readonly ColorGroup[]): string {
  const [start, comma] = isPart(fingerprint) ? ['Part of a', ','] : ['A', ''];
  if (isBlack(kind)) return `${start} film${comma} of nothing but black.`;
  const light = describeLight(fingerprint.columns);
  const colors = listWords(groups.map(({ words }) => words));
  const film = kind.kind === 'tinted' && !hasHue(groups) ? 'film' : KINDS[kind.kind];
  return `${start} ${film}${comma} of ${colors}${light === null ? '' : `, ${light}`}.`;
}

function describePart(fingerprint: Fingerprint): string | null {
  const { from, to } = fingerprint.sampling;
  return isPart(fingerprint) ? `Only ${formatClock(from)} to ${formatClock(to)} was sampled.` : null;
}

/** Minimum share of columns of another kind that is mentioned. */
const ALSO = 0.1;

const KIND_WORDS = { neutral: 'black and white', tinted: 'tinted', color: 'in colour' } as const;

function describeKind(kind: FilmKind, groups: readonly ColorGroup[]): string | null {
  if (isBlack(kind) || (kind.kind === 'tinted' && !hasHue(groups))) return null;
  const others = (Object.keys(KIND_WORDS) as ColorKind[])
    .filter((other) => other !== kind.kind && kind.shares[other] >= ALSO)
    .map((other, i) => {
      const share = formatPercent(kind.shares[other]);
      return `${share}${i === 0 ? ' of its pictures are' : ''} ${KIND_WORDS[other]}`;
    });
  return `${capitalize(KIND_WORDS[kind.kind])}${others.length === 0 ? '' : `; ${listWords(others)}`}.`;
}

function describeSmall(colors: readonly DescribedColor[]): string | null {
  if (colors.length === 0) return null;
  return `Also some ${listWords(colors.map(({ name, color, share }) => `${name} (${color}, ${formatPercent(share)})`))}.`;
}

function describeChange(columns: readonly Column[]): string | null {
  const change = findChange(columns);
  if (change === null) return null;
  const [from, to] = [nameColor(change.from).name, nameColor(change.to).name];
  return `It changes most at ${formatClock(change.column.time)}${from === to ? '' : `, from ${from} to ${to}`}.`;
}

function describeMissing(columns: readonly Column[]): string | null {
  const missing = columns.filter(({ swatches }) => swatches.length === 0).length;
  return missing === 0 ? null : `${missing} of its ${formatCount(columns.length, 'frame')} could not be decoded.`;
}
