/**
 * Hold the ranking behind `--rank presence` against what people chose: 40 pictures, 40 candidate colours each, themes of five by 40 people
 * (Lin & Hanrahan 2013, as gathered in the DCCW data set).
 *
 * Prints the mean matched CIELAB difference per colour for plain k-means, for ours, and for one person against another, on the half that was tuned
 * on, on the half that was held out, and on all. Lower is better. Rank and clusters come from `chromatheque/cluster`; nothing is fitted here.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kmeans, measurePresence, type RankedColors, rankByArea, rankByPresence } from '#core/cluster/index';
import { type Lab, parseHex, srgb8ToLab } from '#core/color/index';
import { SHARED } from './support/film-frames.ts';

const FOLDER = join(SHARED, 'benchmarks', 'lhsp');
const THEME_SIZE = 5;
/** Every way to match five colours with five. */
const MATCHINGS = permute([0, 1, 2, 3, 4]);

interface PeoplesPicture {
  readonly name: string;
  readonly candidates: Uint8Array;
  readonly candidateLabs: readonly Lab[];
  /** What each person chose. */
  readonly themes: readonly (readonly Lab[])[];
}

function permute(items: readonly number[]): number[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, i) => permute(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}

function readRows(name: string): string[][] {
  const lines = readFileSync(join(FOLDER, name), 'utf8').trim().split(/\r?\n/);
  return lines.map((line) => line.split('\t'));
}

const toLab = (hex: string): Lab => srgb8ToLab(...parseHex(hex));

function readPictures(): PeoplesPicture[] {
  const themes = readRows('themes.csv');
  const pictures = readRows('swatches.csv').map(([name = '', , ...colors]) => ({
    name,
    candidates: Uint8Array.from(colors.flatMap((hex) => parseHex(hex))),
    candidateLabs: colors.map(toLab),
    themes: themes.filter(([picture]) => picture === name).map(([, , ...chosen]) => chosen.map(toLab)),
  }));
  return pictures.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function measureDistance(x: Lab, y: Lab): number {
  return Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

/** Mean difference per colour of two themes, matched one to one so that it is least. */
function matchThemes(one: readonly Lab[], other: readonly Lab[]): number {
  const distances = one.map((x) => other.map((y) => measureDistance(x, y)));
  const sums = MATCHINGS.map((places) => places.reduce((sum, place, i) => sum + distances[i]![place]!, 0));
  return Math.min(...sums) / THEME_SIZE;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const scoreTheme = ({ themes }: PeoplesPicture, chosen: readonly Lab[]): number =>
  mean(themes.map((theme) => matchThemes(chosen, theme)));

/** As scikit-learn would: the best of ten starts, to the end. */
function clusterPlainly({ candidateLabs }: PeoplesPicture): Lab[] {
  const points = Float64Array.from(candidateLabs.flat());
  const weights = new Float64Array(candidateLabs.length).fill(1);
  const { centroids } = kmeans(points, weights, {
    clusters: THEME_SIZE,
    restarts: 10,
    tolerance: 0,
    maxIterations: 300,
  });
  return Array.from({ length: THEME_SIZE }, (_, c) => [...centroids.subarray(3 * c, 3 * c + 3)] as unknown as Lab);
}

function choose(rank: (palette: RankedColors) => number[]): (picture: PeoplesPicture) => Lab[] {
  return ({ candidates, candidateLabs }) => {
    const shares = new Float64Array(candidateLabs.length).fill(1 / candidateLabs.length);
    return rank({ colors: candidates, shares })
      .slice(0, THEME_SIZE)
      .map((i) => candidateLabs[i]!);
  };
}

const methods: Readonly<Record<string, (picture: PeoplesPicture) => number>> = {
  'k-means, CIELAB': (picture) => scoreTheme(picture, clusterPlainly(picture)),
  'rank by presence': (picture) =>
    scoreTheme(picture, choose((palette) => rankByPresence(measurePresence(palette)))(picture)),
  'rank by area (all equal: the darkest in red)': (picture) => scoreTheme(picture, choose(rankByArea)(picture)),
  'one person against another': ({ themes }) =>
    mean(themes.flatMap((theme, i) => themes.filter((_, j) => j !== i).map((other) => matchThemes(theme, other)))),
};

if (existsSync(FOLDER)) {
  const pictures = readPictures();
  const halves = {
    tuned: pictures.filter((_, i) => i % 2 === 0),
    'held out': pictures.filter((_, i) => i % 2 === 1),
    all: pictures,
  };
  console.log(
    `${'mean matched delta-E76'.padEnd(46)}${Object.keys(halves)
      .map((name) => name.padStart(10))
      .join('')}`,
  );
  for (const [name, method] of Object.entries(methods)) {
    const scores = new Map(pictures.map((picture) => [picture, method(picture)]));
    const cells = Object.values(halves).map((half) => mean(half.map((picture) => scores.get(picture)!)));
    console.log(`${name.padEnd(46)}${cells.map((value) => value.toFixed(2).padStart(10)).join('')}`);
  }
} else {
  console.log(`people: skipped, the data set is not at hand: ${FOLDER}`);
}
