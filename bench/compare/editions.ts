/** Feature films as rows of colours: which of them are one film, and which are strangers. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Alignment, alignFilms, measureCourse } from '#core/compare/index';
import type { Fingerprint } from '#core/fingerprint/index';
import { SHARED } from '../support/film-frames.ts';

const EDITIONS = join(SHARED, 'benchmarks', 'editions');
const BY_SECOND = join(SHARED, 'benchmarks', 'films-by-second');

export const hasEditions = (): boolean => existsSync(EDITIONS);

/** The result of comparing all films of a set with each other. */
export interface EditionScore {
  readonly pairs: number;
  /** Pairs of different films that are called the same film. */
  readonly falsePairs: readonly string[];
  /** Films whose nearest film by course is their other edition, and those whose is not. */
  readonly found: number;
  readonly missed: readonly string[];
  /** Least distance of different films, and the greatest of two editions that are found. */
  readonly nearestStranger: number;
  readonly cpuSeconds: number;
}

/** Compare all films of the set of editions. */
export function scoreEditions(): EditionScore {
  const films = readFilms(EDITIONS);
  const partners = new Map<string, string>();
  for (const { a, b } of JSON.parse(readFileSync(join(EDITIONS, 'pairs.json'), 'utf8')) as { a: string; b: string }[]) {
    partners.set(a, b);
    partners.set(b, a);
  }
  return scoreSet(films, partners);
}

/**
 * Compare films of the other set, which no threshold was chosen with: each with the ones that
 * follow it in the list.
 */
export function scoreStrangers(neighbours: number): EditionScore {
  return scoreSet(readFilms(BY_SECOND), new Map(), neighbours);
}

function scoreSet(
  films: readonly Fingerprint[],
  partners: ReadonlyMap<string, string>,
  neighbours = films.length,
): EditionScore {
  const before = process.cpuUsage();
  const falsePairs: string[] = [];
  const nearest = new Map<string, { readonly name: string; readonly distance: number }>();
  let pairs = 0;
  let nearestStranger = 1;
  for (const [i, a] of films.entries()) {
    for (const b of films.slice(i + 1, i + 1 + neighbours)) {
      pairs++;
      const alignment: Alignment = alignFilms(a, b);
      const distance = measureCourse(a, b, alignment);
      const [one, other] = [a.film.name, b.film.name];
      for (const [name, to] of [
        [one, other],
        [other, one],
      ] as const) {
        if (distance < (nearest.get(name)?.distance ?? 2)) nearest.set(name, { name: to, distance });
      }
      if (partners.get(one) === other) continue;
      nearestStranger = Math.min(nearestStranger, distance);
      if (alignment.isSameFilm) falsePairs.push(`${one} - ${other}`);
    }
  }
  const missed = [...partners].filter(([film, partner]) => nearest.get(film)?.name !== partner).map(([film]) => film);
  const { user, system } = process.cpuUsage(before);
  return {
    pairs: pairs - partners.size / 2,
    falsePairs,
    found: partners.size - missed.length,
    missed,
    nearestStranger,
    cpuSeconds: (user + system) / 1e6,
  };
}

function readFilms(folder: string): Fingerprint[] {
  const about = JSON.parse(readFileSync(join(folder, 'films.json'), 'utf8')) as Record<
    string,
    { secondsPerColumn?: number }
  >;
  return readdirSync(folder)
    .filter((file) => file.endsWith('.hex.gz'))
    .sort()
    .map((file) => {
      const name = file.slice(0, -'.hex.gz'.length);
      const text = gunzipSync(readFileSync(join(folder, file))).toString('latin1');
      return rowOfColors(name, text.match(/[0-9a-f]{6}/gi) ?? [], about[name]?.secondsPerColumn ?? 1);
    });
}

/** A fingerprint of one colour per column. */
export function rowOfColors(name: string, codes: readonly string[], step: number): Fingerprint {
  const to = codes.length * step;
  return {
    format: 'chromatheque/fingerprint',
    version: 1,
    film: {
      id: name,
      name,
      title: name,
      durationSeconds: to,
      width: 1920,
      height: 1080,
      pixelAspect: { num: 1, den: 1 },
      rotationDegrees: 0,
      frameRate: { num: 24, den: 1 },
      codec: 'unknown',
      color: { matrix: 'bt709', range: 'limited', transfer: 'bt709', primaries: 'bt709', assumed: [] },
    },
    sampling: {
      samples: codes.length,
      mode: 'exact',
      from: 0,
      to,
      missing: 0,
      backend: { name: 'rows', version: '1' },
    },
    clustering: { clusters: 1, space: 'oklab', seed: 0 },
    tool: { name: 'bench', version: '1' },
    columns: codes.map((code, i) => {
      const time = (i + 0.5) * step;
      return { time, frameTime: time, swatches: [{ color: `#${code.toLowerCase()}`, share: 1 }] };
    }),
  };
}
