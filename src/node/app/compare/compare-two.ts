import {
  type Alignment,
  alignFilms,
  type ComparedColors,
  checkComparable,
  compareFilms,
  type EndPictures,
  fillGaps,
  findCropShift,
  findNearness,
  measureCourse,
  measurePaletteDistance,
  type PicturedMoment,
  planMoments,
  refineEnds,
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
  const aligned = alignFilms(a.fingerprint, b.fingerprint);
  const { alignment, pictures } = await improveByPictures(a, b, aligned, readPictures);
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
  const evidence = { alignment, distance, nearness, pictures };
  const compared = compareFilms(a.fingerprint, b.fingerprint, evidence, PACKAGE);
  return { ...compared, a: a.fingerprint, b: b.fingerprint, pictures };
}

/** Find by pictures what fingerprints could not, and read those of the moments that both films show. */
async function improveByPictures(
  a: ComparedInput,
  b: ComparedInput,
  aligned: Alignment,
  readPictures: PictureSource,
): Promise<{ alignment: Alignment; pictures: PicturedMoment[] | null }> {
  const seen = await readMoments(a, b, aligned, readPictures);
  if (seen === null) return { alignment: aligned, pictures: null };
  const crop = findCropShift(pairPictures(seen));
  const read: EndPictures = async (film, times) =>
    (await readPictures((film === 'a' ? a : b).input, times)) ?? times.map(() => null);
  const filled = await fillGaps(aligned, a.fingerprint, b.fingerprint, crop, read);
  const alignment = await refineEnds(filled, a.fingerprint, b.fingerprint, crop, read);
  const pictures = filled === aligned ? seen : await readMoments(a, b, alignment, readPictures);
  return { alignment, pictures };
}

const pairPictures = (pictures: readonly PicturedMoment[]) =>
  pictures.map(({ pictureA, pictureB }) => ({ a: pictureA, b: pictureB }));

/** Read the pictures of the moments at which two films are compared; null if a film is not at hand. */
async function readMoments(
  a: ComparedInput,
  b: ComparedInput,
  alignment: Alignment,
  readPictures: PictureSource,
): Promise<PicturedMoment[] | null> {
  const moments = planMoments(alignment, a.fingerprint, b.fingerprint);
  if (moments.length === 0) return null;
  const ofA = await readPictures(
    a.input,
    moments.map((moment) => moment.a),
  );
  const ofB =
    ofA &&
    (await readPictures(
      b.input,
      moments.map((moment) => moment.b),
    ));
  if (ofA === null || ofB === null) return null;
  return moments.flatMap((moment, i): PicturedMoment[] => {
    const [pictureA, pictureB] = [ofA[i], ofB[i]];
    return pictureA && pictureB ? [{ ...moment, pictureA, pictureB }] : [];
  });
}
