import type { Fingerprint } from '../../fingerprint/index.ts';
import { packPoint, toPointSpace } from '../points.ts';
import { signColors } from './color-signature.ts';
import { type ReadColor, readCode, tabulateColors } from './color-table.ts';
import { signCourse } from './course-signature.ts';
import { leaveOutBlack } from './leave-out-black.ts';
import { listMoments } from './moments.ts';

/** What an index says of a film, besides its colours. */
export interface FilmEntry {
  /** Identity of the film by content. */
  readonly id: string;
  /** Title, and the name of the film's file, as the fingerprint states them. */
  readonly title: string;
  readonly fileName: string;
  /** Whether its moments are shots. Otherwise they are runs of columns. */
  readonly hasShots: boolean;
  /** How many moments and swatches it has. */
  readonly moments: number;
  readonly swatches: number;
}

/** How near two films are: what {@link findSimilar} compares. */
export interface FilmSignature {
  /** Which colours, {@link COLOR_SIGNATURE_LENGTH} bytes. */
  readonly colors: Uint8Array;
  /** When light and dark come, {@link COURSE_LENGTH} bytes. */
  readonly course: Int8Array;
}

/** A film as it is searched. */
export interface IndexedFilm extends FilmSignature {
  readonly entry: FilmEntry;
  /** Per moment: its start and end in seconds, and its number of swatches. */
  readonly times: Float32Array;
  readonly counts: Uint8Array;
  /** Per swatch: its point, and its sRGB codes r, g, b. */
  readonly points: Uint32Array;
  readonly codes: Uint8Array;
}

/**
 * Prepare a film to be searched. A film without colours has no moments.
 *
 * Takes about as long as parsing its fingerprint.
 */
export function indexFilm(fingerprint: Fingerprint): IndexedFilm {
  const { film, shots, columns } = fingerprint;
  const readColor = tabulateColors([...columns, ...(shots ?? [])]);
  const moments = leaveOutBlack(listMoments(fingerprint, readColor), readColor);
  const swatches = moments.reduce((sum, moment) => sum + moment.swatches.length, 0);
  const points = new Uint32Array(swatches);
  const codes = new Uint8Array(3 * swatches);
  const times = new Float32Array(2 * moments.length);
  let place = 0;
  for (const [i, moment] of moments.entries()) {
    times[2 * i] = moment.from;
    times[2 * i + 1] = moment.to;
    for (const { color, share } of moment.swatches) {
      points[place] = packPoint(toPointSpace(readColor(color)), share);
      const code = readCode(color);
      codes[3 * place] = code >> 16;
      codes[3 * place + 1] = code >> 8;
      codes[3 * place + 2] = code;
      place++;
    }
  }
  return {
    entry: {
      id: film.id,
      title: film.title,
      fileName: film.name,
      hasShots: shots !== undefined,
      moments: moments.length,
      swatches,
    },
    ...sign(columns, readColor),
    times,
    counts: Uint8Array.from(moments, (moment) => moment.swatches.length),
    points,
    codes,
  };
}

/** Sum up a film to find similar ones. */
export const signFilm = (columns: Fingerprint['columns']): FilmSignature => sign(columns, tabulateColors(columns));

const sign = (columns: Fingerprint['columns'], readColor: ReadColor): FilmSignature => ({
  colors: signColors(columns, readColor),
  course: signCourse(columns, readColor),
});
