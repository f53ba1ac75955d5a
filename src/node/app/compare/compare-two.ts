import {
  alignFilms,
  type ComparedColors,
  checkComparable,
  compareFilms,
  findNearness,
  measureCourse,
  measurePaletteDistance,
  type PicturedMoment,
  planMoments,
} from '../../../core/compare/index.ts';
import type { Fingerprint } from '../../../core/fingerprint/index.ts';
import type { SmallPicture } from '../../../core/frame/index.ts';
import { PACKAGE } from '../package-info.ts';
import type { LibraryDistances } from './library-distances.ts';

/** A film to compare. */
export interface ComparedInput {
  /** As the caller names it. */
  readonly input: string;
  readonly fingerprint: Fingerprint;
}

/**
 * Reads the frames that a film shows at some times.
 *
 * @returns shape of `times`, null for frames that cannot be decoded; null if only the fingerprint
 *   of the film is at hand.
 */
export type PictureSource = (
  input: string,
  times: readonly number[],
) => Promise<readonly (SmallPicture | null)[] | null>;

/** Two compared films. */
export interface ComparedFilms extends ComparedColors {
  readonly a: Fingerprint;
  readonly b: Fingerprint;
  /** Pictures of the same moments; null if they were not at hand. */
  readonly pictures: readonly PicturedMoment[] | null;
}

/**
 * Compare two films, or two editions of one. Where both films can be read, crop and colours are
 * measured on pictures of the same moments, otherwise on the columns of the fingerprints.
 *
 * @param library adds how near they are among the films of a library.
 * @throws {CompareError} `too-short` for a film with too few frames.
 * @throws {FilmError} for a film whose pictures cannot be read.
 */
export async function compareTwoFilms(
  a: ComparedInput,
  b: ComparedInput,
  readPictures: PictureSource,
  library: LibraryDistances | null,
): Promise<ComparedFilms> {
  for (const { input, fingerprint } of [a, b]) checkComparable(fingerprint, input);
  const alignment = alignFilms(a.fingerprint, b.fingerprint);
  const distance = {
    palette: measurePaletteDistance(a.fingerprint, b.fingerprint),
    course: measureCourse(a.fingerprint, b.fingerprint, alignment),
  };
  const nearness = library
    ? {
        films: library.films,
        palette: findNearness(distance.palette, library.palette),
        course: findNearness(distance.course, library.course),
      }
    : undefined;
  const moments = planMoments(alignment, a.fingerprint, b.fingerprint);
  const ofA = await readAll(a, moments, 'a', readPictures);
  const ofB = ofA && (await readAll(b, moments, 'b', readPictures));
  const pictures =
    ofA && ofB
      ? moments.flatMap((moment, i): PicturedMoment[] => {
          const [pictureA, pictureB] = [ofA[i], ofB[i]];
          return pictureA && pictureB ? [{ ...moment, pictureA, pictureB }] : [];
        })
      : null;
  const evidence = { alignment, distance, nearness, pictures };
  const compared = compareFilms(a.fingerprint, b.fingerprint, evidence, PACKAGE);
  return { ...compared, a: a.fingerprint, b: b.fingerprint, pictures };
}

const readAll = async (
  { input }: ComparedInput,
  moments: ReturnType<typeof planMoments>,
  clock: 'a' | 'b',
  readPictures: PictureSource,
): Promise<readonly (SmallPicture | null)[] | null> =>
  moments.length === 0
    ? null
    : readPictures(
        input,
        moments.map((moment) => moment[clock]),
      );
