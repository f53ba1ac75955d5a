import { COLOR_SIGNATURE_LENGTH } from './film/color-signature.ts';
import { COURSE_LENGTH } from './film/course-signature.ts';
import type { FilmEntry, FilmSignature, IndexedFilm } from './film/index-film.ts';

/** The arrays of a segment by their names, of many films, one film after another. */
export interface SegmentArrays {
  /** Per swatch: its point. */
  readonly points: Uint32Array;
  /** Per moment: its start and its end in seconds. */
  readonly times: Float32Array;
  /** Per moment: its number of swatches. */
  readonly counts: Uint8Array;
  /** Per film: its signatures. */
  readonly colors: Uint8Array;
  readonly courses: Int8Array;
  /** Per swatch: its sRGB codes r, g, b. */
  readonly codes: Uint8Array;
}

/**
 * A part of the index: some films of a library. What a search scans is in memory; the points may be
 * valid only until those of another segment are read.
 *
 * @typeParam Entry what is known of each film.
 */
export interface LibrarySegment<Entry extends FilmEntry = FilmEntry> extends Pick<SegmentArrays, 'points' | 'counts'> {
  readonly entries: readonly Entry[];
  /** Read the values of an array from one index up to another. */
  readonly read: <Name extends SectionName>(name: Name, from: number, to: number) => SegmentArrays[Name];
}

/** The name of an array of a segment. */
export type SectionName = keyof SegmentArrays;

/** The arrays of a segment and their types, in the order in which they lie in a file. */
export const SEGMENT_SECTIONS: {
  readonly [Name in SectionName]: {
    readonly BYTES_PER_ELEMENT: number;
    new (buffer: ArrayBuffer, offset: number, length: number): SegmentArrays[Name];
  };
} = {
  points: Uint32Array,
  times: Float32Array,
  counts: Uint8Array,
  colors: Uint8Array,
  courses: Int8Array,
  codes: Uint8Array,
};

/** Compute how many values each array of a segment has. */
export function countValues(entries: readonly Pick<FilmEntry, 'moments' | 'swatches'>[]): Record<SectionName, number> {
  const moments = entries.reduce((sum, entry) => sum + entry.moments, 0);
  const swatches = entries.reduce((sum, entry) => sum + entry.swatches, 0);
  return {
    points: swatches,
    times: 2 * moments,
    counts: moments,
    colors: entries.length * COLOR_SIGNATURE_LENGTH,
    courses: entries.length * COURSE_LENGTH,
    codes: 3 * swatches,
  };
}

/** Join films to a segment in memory. */
export function joinFilms<Entry extends FilmEntry>(
  films: readonly (IndexedFilm & { readonly entry: Entry })[],
): LibrarySegment<Entry> {
  const entries = films.map(({ entry }) => entry);
  const size = countValues(entries);
  const arrays: SegmentArrays = {
    points: new Uint32Array(size.points),
    times: new Float32Array(size.times),
    counts: new Uint8Array(size.counts),
    colors: new Uint8Array(size.colors),
    courses: new Int8Array(size.courses),
    codes: new Uint8Array(size.codes),
  };
  let [moment, swatch] = [0, 0];
  for (const [i, film] of films.entries()) {
    arrays.points.set(film.points, swatch);
    arrays.times.set(film.times, 2 * moment);
    arrays.counts.set(film.counts, moment);
    arrays.colors.set(film.colors, i * COLOR_SIGNATURE_LENGTH);
    arrays.courses.set(film.course, i * COURSE_LENGTH);
    arrays.codes.set(film.codes, 3 * swatch);
    moment += film.entry.moments;
    swatch += film.entry.swatches;
  }
  const { points, counts } = arrays;
  return {
    entries,
    points,
    counts,
    read: (name, from, to) => arrays[name].subarray(from, to) as SegmentArrays[typeof name],
  };
}

/** The part of an array that belongs to a film. */
export function findFilmBlock(
  name: SectionName,
  { entry, film, firstMoment, firstSwatch }: Omit<IndexedPlace, 'segment'>,
): readonly [from: number, to: number] {
  const block = (first: number, count: number, values: number) => [first * values, (first + count) * values] as const;
  switch (name) {
    case 'points':
      return block(firstSwatch, entry.swatches, 1);
    case 'codes':
      return block(firstSwatch, entry.swatches, 3);
    case 'counts':
      return block(firstMoment, entry.moments, 1);
    case 'times':
      return block(firstMoment, entry.moments, 2);
    case 'colors':
      return block(film, 1, COLOR_SIGNATURE_LENGTH);
    case 'courses':
      return block(film, 1, COURSE_LENGTH);
  }
}

/** Where a film lies in its segment. */
export interface IndexedPlace<Entry extends FilmEntry = FilmEntry> {
  readonly segment: LibrarySegment<Entry>;
  readonly entry: Entry;
  /** Index of the film in its segment. */
  readonly film: number;
  /** Its first moment and swatch. */
  readonly firstMoment: number;
  readonly firstSwatch: number;
}

/** List the films of segments in order. */
export function listPlaces<Entry extends FilmEntry>(segments: readonly LibrarySegment<Entry>[]): IndexedPlace<Entry>[] {
  return segments.flatMap((segment) => {
    let [firstMoment, firstSwatch] = [0, 0];
    return segment.entries.map((entry, film) => {
      const place = { segment, entry, film, firstMoment, firstSwatch };
      firstMoment += entry.moments;
      firstSwatch += entry.swatches;
      return place;
    });
  });
}

/** Signatures of all films of a segment: they are read once, for the first search that needs them. */
const SIGNATURES = new WeakMap<LibrarySegment, Pick<SegmentArrays, 'colors' | 'courses'>>();

function readSignatures(segment: LibrarySegment): Pick<SegmentArrays, 'colors' | 'courses'> {
  const known = SIGNATURES.get(segment);
  if (known !== undefined) return known;
  const count = countValues(segment.entries);
  const read = { colors: segment.read('colors', 0, count.colors), courses: segment.read('courses', 0, count.courses) };
  SIGNATURES.set(segment, read);
  return read;
}

/** Read the signature of a film. */
export function readSignature({ segment, film }: IndexedPlace): FilmSignature {
  const { colors, courses } = readSignatures(segment);
  return {
    colors: colors.subarray(film * COLOR_SIGNATURE_LENGTH, (film + 1) * COLOR_SIGNATURE_LENGTH),
    course: courses.subarray(film * COURSE_LENGTH, (film + 1) * COURSE_LENGTH),
  };
}

/** Copy a film out of its segment. */
export function extractFilm<Entry extends FilmEntry>(
  place: IndexedPlace<Entry>,
): IndexedFilm & { readonly entry: Entry } {
  const { segment, entry } = place;
  const read = <Name extends SectionName>(name: Name) => segment.read(name, ...findFilmBlock(name, place));
  return {
    entry,
    ...readSignature(place),
    times: read('times'),
    counts: read('counts'),
    points: read('points'),
    codes: read('codes'),
  };
}
