import { type FormatError, filmPalette, MAX_FILM_COLORS, type PaletteSwatch } from '../../../core/fingerprint/index.ts';
import {
  type FilmRecord,
  type FilmRecords,
  type LibraryError,
  type LibraryFile,
  type ReadFilm,
  readFingerprints,
} from '../../library/index.ts';

/** A film of a library with its colours. */
export interface FilmColors extends ReadFilm {
  readonly record: FilmRecord;
  /** Empty for a film without colours. */
  readonly palette: readonly PaletteSwatch[];
}

/** How films are read. */
export interface ReadPalettesWork {
  readonly signal?: AbortSignal | undefined;
  /** Called for a file that is left out because it is not a fingerprint. */
  readonly onSkip: (path: string, error: FormatError | LibraryError) => void;
}

/** Read the palettes of films one after another, in the order of their files. */
export async function* readPalettes(
  files: readonly LibraryFile[],
  records: FilmRecords,
  { signal, onSkip }: ReadPalettesWork,
): AsyncGenerator<FilmColors> {
  for await (const { file, fingerprint } of readFingerprints(files, ({ path }, error) => onSkip(path, error))) {
    signal?.throwIfAborted();
    const palette = filmPalette(fingerprint, MAX_FILM_COLORS);
    yield { file, fingerprint, record: records.find(file, fingerprint), palette };
  }
}
