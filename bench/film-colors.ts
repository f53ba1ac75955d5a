/**
 * Whole films: does a film's palette hold the colours that its frames show, and do colours hold still?
 *
 * Prints for each film how many of the colours named in 2 % of its columns lie within CIEDE2000 12 of its palette (`support/score-film.ts` defines what is named), those
 * that do not, and the palette. Then CIEDE2000 between colours of the same rank: of neighbouring columns of a fixed camera, and of two encodes of one film.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { deltaE2000, parseHex, srgb8ToLab } from '#core/color/index';
import { buildFilmPalette, type Column, createColumnMaker, rankColumns } from '#core/fingerprint/index';
import { SHARED, visitPictures } from './support/film-frames.ts';
import { type FilmScore, scoreFilm } from './support/score-film.ts';

const FILMS = [
  'agent327_480p.mp4',
  'sintel_trailer_full_480x204_noaudio.mp4',
  'big_buck_bunny_0_30.webm',
  'nasa_13013.mp4',
] as const;
const FIXED_CAMERA = 'one-by-one-person-detection.mp4';
const ENCODED = 'sintel_18s_480p_noaudio.mp4';
/** x264's quality of the two encodes: hardly any loss that is seen, and much. */
const QUALITIES = [18, 32] as const;
/** Columns of a film of this many are measured. */
const COLUMNS = 720;
const STEADY_COLUMNS = 120;
/** Films as one mean colour a second: they have no swatches, but there are 200 of them. */
const MEANS = join(SHARED, 'benchmarks', 'films-by-second');

type Swatches = readonly Pick<Column, 'swatches'>[];

const makeColumn = createColumnMaker({});

async function readColumns(path: string, count: number): Promise<Swatches> {
  const columns: (Pick<Column, 'swatches'> & { seconds: number })[] = [];
  await visitPictures(path, count, (picture, seconds) => {
    columns.push({ seconds, swatches: makeColumn(picture).swatches });
  });
  return columns.sort((one, other) => one.seconds - other.seconds);
}

function readMeans(file: string): Swatches {
  const text = gunzipSync(readFileSync(join(MEANS, file))).toString('latin1');
  return (text.match(/[0-9a-f]{6}/g) ?? []).map((code) => ({ swatches: [{ color: `#${code}`, share: 1 }] }));
}

function printScore(name: string, { named, held, vivid }: FilmScore): void {
  const missed = named.filter(({ distance }) => distance > 12).sort((one, other) => other.distance - one.distance);
  console.log(
    `${name.padEnd(44)} ${String(named.length).padStart(3)} colours named in 2 %, in the palette ${held.toFixed(3)}, vivid swatches ${vivid.toFixed(3)}`,
  );
  for (const { name, color, frequency, distance } of missed) {
    console.log(`    ${name} ${color}: ${distance.toFixed(1)}, in ${(100 * frequency).toFixed(1)} %`);
  }
}

/** CIEDE2000 between colours of the same rank of columns that belong together: the median, and the mean. */
function compareRows(pairs: readonly (readonly [Swatches[number], Swatches[number]])[], colors: number): string {
  const steps: number[] = [];
  for (const [one, other] of pairs) {
    for (let rank = 0; rank < Math.min(colors, one.swatches.length, other.swatches.length); rank++) {
      const [a, b] = [one, other].map(({ swatches }) => srgb8ToLab(...parseHex(swatches[rank]!.color)));
      steps.push(deltaE2000(a!, b!));
    }
  }
  steps.sort((a, b) => a - b);
  const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
  return `median ${steps[steps.length >> 1]!.toFixed(2)}, mean ${mean.toFixed(2)}`;
}

function printSteadiness(
  what: string,
  pairsBy: (rank: 'area' | 'presence') => (readonly [Swatches[number], Swatches[number]])[],
) {
  for (const rank of ['area', 'presence'] as const) {
    const pairs = pairsBy(rank);
    for (const colors of [1, 3, 5]) {
      console.log(`${what}, ${colors} by ${rank}`.padEnd(60) + compareRows(pairs, colors));
    }
  }
}

const toRanked = (columns: Swatches, rank: 'area' | 'presence') =>
  rankColumns(columns, rank).map((swatches) => ({ swatches }));

async function main(): Promise<void> {
  const films = FILMS.map((name) => join(SHARED, 'media', name)).filter((path) => existsSync(path));
  if (films.length < FILMS.length) return console.log('film-colors: skipped, the films are not at hand');
  for (const path of films) {
    const columns = await readColumns(path, COLUMNS);
    const { colors } = buildFilmPalette(columns)!;
    printScore(basename(path), scoreFilm(columns, colors));
    console.log(`    ${colors.map(({ color }) => color).join(' ')}`);
  }
  if (existsSync(MEANS)) {
    const scores = readdirSync(MEANS)
      .filter((file) => file.endsWith('.hex.gz'))
      .map((file) => {
        const columns = readMeans(file);
        return scoreFilm(columns, buildFilmPalette(columns)!.colors).held;
      });
    const mean = scores.reduce((sum, held) => sum + held, 0) / scores.length;
    const whole = scores.filter((held) => held === 1).length;
    console.log(
      `${scores.length} films, a mean colour a second: in the palette ${mean.toFixed(3)}, least ${Math.min(...scores).toFixed(3)}, all of them in ${whole} films`,
    );
  }
  const fixed = await readColumns(join(SHARED, 'media', FIXED_CAMERA), STEADY_COLUMNS);
  printSteadiness('Fixed camera, neighbouring columns', (rank) => {
    const ranked = toRanked(fixed, rank);
    return ranked.slice(1).map((column, i) => [ranked[i]!, column] as const);
  });
  const folder = mkdtempSync(join(tmpdir(), 'chromatheque-bench-'));
  try {
    const [one, other] = await Promise.all(
      QUALITIES.map(async (quality) => {
        const path = join(folder, `${quality}.mp4`);
        const args = [
          '-v',
          'error',
          '-i',
          join(SHARED, 'media', ENCODED),
          '-c:v',
          'libx264',
          '-crf',
          String(quality),
          path,
        ];
        const { status, stderr } = spawnSync('ffmpeg', args, { encoding: 'utf8' });
        if (status !== 0) throw new Error(`ffmpeg could not encode ${ENCODED}: ${stderr}`);
        return readColumns(path, STEADY_COLUMNS);
      }),
    );
    printSteadiness(`Encodes at crf ${QUALITIES.join(' and ')}`, (rank) => {
      const others = toRanked(other!, rank);
      return toRanked(one!, rank).map((column, i) => [column, others[i]!] as const);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
