/**
 * Palette distance against three data sets: themes that people chose of the same pictures, halves of the same films, and editions of the same films.
 *
 * Even-numbered pictures and films, sorted by name, were used to choose the measure; odd-numbered ones are held out. The editions were not used to choose.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type ComparedPalette, comparePalettes, preparePalette, readPalette } from '#core/compare/index';
import type { Column } from '#core/fingerprint/index';
import { SHARED } from '../support/film-frames.ts';

const BENCHMARKS = join(SHARED, 'benchmarks');
/** The best of simpler measures on the same themes: nearest colour both ways. */
const MIN_PRECISION = 0.964;
const MIN_AVERAGE_PRECISION = 0.809;

interface Retrieval {
  /** Share of themes of the same picture among the ten nearest. */
  readonly precision: number;
  /** Mean average precision. */
  readonly averagePrecision: number;
}

interface Theme {
  readonly picture: number;
  readonly palette: ComparedPalette;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function readThemes(): Theme[] {
  const rows = readFileSync(join(BENCHMARKS, 'lhsp', 'themes.csv'), 'utf8')
    .trim()
    .split(/\r?\n/);
  const themes = rows.map((row) => row.split('\t'));
  const pictures = [...new Set(themes.map(([name]) => name!))].sort();
  return themes.map(([name, , ...colors]) => ({
    picture: pictures.indexOf(name!),
    palette: preparePalette(colors.map((color) => ({ color, share: 1 / colors.length }))),
  }));
}

/** Search for the other themes of each query's picture. */
function retrieve(queries: readonly Theme[], themes: readonly Theme[]): Retrieval {
  const scores = queries.map((query) => {
    const found = themes
      .filter((theme) => theme !== query)
      .map((theme) => ({
        isSibling: theme.picture === query.picture,
        distance: comparePalettes(query.palette, theme.palette),
      }))
      .sort((one, other) => one.distance - other.distance);
    const ranks = found.flatMap(({ isSibling }, rank) => (isSibling ? [rank + 1] : []));
    return {
      precision: ranks.filter((rank) => rank <= 10).length / 10,
      averagePrecision: mean(ranks.map((rank, before) => (before + 1) / rank)),
    };
  });
  return {
    precision: mean(scores.map(({ precision }) => precision)),
    averagePrecision: mean(scores.map(({ averagePrecision }) => averagePrecision)),
  };
}

function printRetrieval(name: string, { precision, averagePrecision }: Retrieval): void {
  console.log(`${name.padEnd(52)} P@10 ${precision.toFixed(3)}  MAP ${averagePrecision.toFixed(3)}`);
}

function scoreThemes(): void {
  const themes = readThemes();
  const halves = [0, 1].map((parity) => themes.filter(({ picture }) => picture % 2 === parity));
  const [even, odd] = [halves[0]!, halves[1]!];
  printRetrieval('themes, development half', retrieve(even, even));
  const heldOut = retrieve(odd, odd);
  printRetrieval('themes, held-out half', heldOut);
  printRetrieval('themes, held-out half among those of all pictures', retrieve(odd, themes));
  const isReached = heldOut.precision >= MIN_PRECISION && heldOut.averagePrecision >= MIN_AVERAGE_PRECISION;
  const limits = `P@10 >= ${MIN_PRECISION}, MAP >= ${MIN_AVERAGE_PRECISION}`;
  console.log(`${'held-out half must reach'.padEnd(52)} ${limits}: ${isReached ? 'reached' : 'MISSED'}`);
}

function readColumns(folder: string, name: string): Column[] {
  const hex = gunzipSync(readFileSync(join(BENCHMARKS, folder, `${name}.hex.gz`)))
    .toString()
    .trim();
  return Array.from({ length: Math.floor(hex.length / 6) }, (_, i) => ({
    time: i,
    frameTime: i,
    swatches: [{ color: `#${hex.slice(6 * i, 6 * i + 6).toLowerCase()}`, share: 1 }],
  }));
}

const listFilms = (folder: string): string[] =>
  Object.keys(JSON.parse(readFileSync(join(BENCHMARKS, folder, 'films.json'), 'utf8'))).sort();

/** Search for the second half of each film among the second halves of all. */
function scoreHalves(): void {
  const films = listFilms('films-by-second');
  for (const [parity, name] of ['development', 'held-out'].entries()) {
    const halves = films
      .filter((_, i) => i % 2 === parity)
      .map((film) => {
        const columns = readColumns('films-by-second', film);
        const middle = columns.length >> 1;
        return [columns.slice(0, middle), columns.slice(middle)].map((half) => readPalette({ columns: half }));
      });
    const ranks = halves.map(([first, second]) => {
      const distance = comparePalettes(first!, second!);
      return 1 + halves.filter(([, other]) => comparePalettes(first!, other!) < distance).length;
    });
    const atOnce = mean(ranks.map((rank) => Number(rank === 1)));
    const reciprocal = mean(ranks.map((rank) => 1 / rank));
    const cells = `first ${atOnce.toFixed(3)}  mean reciprocal rank ${reciprocal.toFixed(3)}`;
    console.log(`${`halves of ${halves.length} films, ${name}`.padEnd(52)} ${cells}`);
  }
}

function scoreEditions(): void {
  const pairs: { a: string; b: string; what: string }[] = JSON.parse(
    readFileSync(join(BENCHMARKS, 'editions', 'pairs.json'), 'utf8'),
  );
  const films = listFilms('editions').map((name) => ({
    name,
    palette: readPalette({ columns: readColumns('editions', name) }),
  }));
  const partners = new Map(pairs.flatMap(({ a, b }) => [[a, b] as const, [b, a] as const]));
  const distances = films.flatMap(({ palette }, i) =>
    films
      .slice(0, i)
      .filter(({ name }) => partners.get(name) !== films[i]!.name)
      .map((other) => comparePalettes(palette, other.palette)),
  );
  const sorted = distances.sort((one, other) => one - other);
  const at = (share: number): string => sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(1);
  console.log(
    `${'distance of different films: least, 1 %, median, 99 %'.padEnd(52)} ${[0, 0.01, 0.5, 0.99].map(at).join('  ')}`,
  );
  for (const { a, b, what } of pairs) {
    const ranks = [a, b].map((name) => {
      const { palette } = films.find((film) => film.name === name)!;
      const others = films.filter((film) => film.name !== name);
      const toPartner = comparePalettes(palette, others.find((film) => film.name === partners.get(name))!.palette);
      return {
        toPartner,
        rank: 1 + others.filter((film) => comparePalettes(palette, film.palette) < toPartner).length,
      };
    });
    const cells = `${ranks[0]!.toPartner.toFixed(1).padStart(5)}  rank ${ranks.map(({ rank }) => rank).join(' and ')}`;
    console.log(`${`${a}: ${what}`.padEnd(70)} ${cells}`);
  }
}

/** Print how well the palette distance finds what belongs together. */
export function benchPalettes(): void {
  for (const [folder, score] of [
    ['lhsp', scoreThemes],
    ['films-by-second', scoreHalves],
    ['editions', scoreEditions],
  ] as const) {
    if (existsSync(join(BENCHMARKS, folder))) score();
    else console.log(`palettes: skipped, the data set is not at hand: ${join(BENCHMARKS, folder)}`);
  }
}
