import { join } from 'node:path';
import { deltaE2000, parseHex, srgb8ToLab } from '#core/color/index';
import { parseQuery, searchLibrary } from '#core/library/index';
import { openLibrary } from '#node/library/index';
import { listFilms, readColors } from './real-films.ts';
import { createRandom, growFilm, makeLibrary } from './synthetic-library.ts';

const SHARES = [0.42, 0.25, 0.16, 0.1, 0.07];
/** Films of 1,200 shots each: 100,800 shots. */
const FILMS = 84;
const JITTER = 5;
const PLANTED_SHOT = 600;
const TRIALS = 10;

/** Where a planted shot is found: the worst ranks of some trials. */
export interface PlantedScore {
  readonly shots: number;
  readonly exact: number;
  readonly jittered: number;
}

/** Plant a shot of random colours in a library, and search for it by its palette and by jittered ones. */
export async function findPlanted(folder: string): Promise<PlantedScore> {
  const random = createRandom(4);
  let [shots, exact, jittered] = [0, 0, 0];
  for (let trial = 0; trial < TRIALS; trial++) {
    const place = join(folder, String(trial));
    const palette = SHARES.map(
      () =>
        `#${Math.floor(random() * 2 ** 24)
          .toString(16)
          .padStart(6, '0')}`,
    );
    const name = listFilms('films-by-second')[100 + trial]!;
    const film = growFilm('planted', readColors('films-by-second', name), random);
    const swatches = palette.map((color, i) => ({ color, share: SHARES[i]! }));
    const planted = film.shots!.map((shot, i) => (i === PLANTED_SHOT ? { ...shot, swatches } : shot));
    ({ shots } = await makeLibrary(place, FILMS, { ...film, shots: planted }));
    const library = await openLibrary(place, { onSkip: () => {} });
    const rank = (colors: readonly string[]): number => {
      const query = parseQuery(
        colors.map((color, i) => `${color}:${100 * SHARES[i]!}%`),
        (text) => text,
      );
      const options = { by: 'shot', limit: 1000, minSeconds: 0, filter: () => true } as const;
      const found = searchLibrary(library.places, query, options);
      const at = found.findIndex(
        ({ entry, moments }) => entry.title === 'planted' && moments[0]!.swatches[0]!.color === palette[0],
      );
      return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
    };
    exact = Math.max(exact, rank(palette));
    jittered = Math.max(jittered, rank(palette.map((color) => jitter(color, random))));
    library.close();
  }
  return { shots, exact, jittered };
}

/** A random colour that is 4.5 to 5 CIEDE2000 away. */
function jitter(color: string, random: () => number): string {
  const codes = parseHex(color);
  const lab = srgb8ToLab(...codes);
  for (;;) {
    const moved = codes.map((code) => Math.min(255, Math.max(0, Math.round(code + 60 * (random() - 0.5)))));
    const difference = deltaE2000(lab, srgb8ToLab(moved[0]!, moved[1]!, moved[2]!));
    if (difference > JITTER - 0.5 && difference <= JITTER) {
      return `#${moved.map((code) => code.toString(16).padStart(2, '0')).join('')}`;
    }
  }
}
